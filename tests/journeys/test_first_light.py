"""The main job, as two people live it: from a sign-up page to a thank-you read out on Sunday."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.post import advance, arrives, link_to, messages, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.local_service import LocalService

pytestmark = [pytest.mark.service, pytest.mark.browser]

A_WEEK = 7 * 24 * 3600


def sign_up(page: Page, service: LocalService, name: str, address: str) -> None:
    """Three fields and a tap, then the link that came to the address, and its button."""
    page.goto(f"{service.url}/signup")
    page.get_by_label("Your first name").fill(name)
    page.get_by_label("Email or mobile number").fill(address)
    page.get_by_label("Yes, write to me").check()
    if address.startswith("+"):
        page.get_by_label("Yes, send me texts").check()
    page.get_by_role("button", name="Send me the link").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Now check your")
    page.goto(link_to(service, address, "confirm"))
    page.get_by_role("button", name="Yes, this is my").click()
    assert page.get_by_role("heading", level=1).inner_text() == f"You are in, {name}"
    page.get_by_role("link", name="Skip, to my page").click()
    assert page.get_by_role("heading", level=1).inner_text() == f"Hello, {name}"


def test_two_people_sign_up_are_nudged_answer_and_hear_it_on_sunday(
    service: LocalService, phone: Callable[..., Page], number: str, address: str
) -> None:
    alex, sam = phone(), phone()
    sign_up(alex, service, "Alex", address)

    alex.get_by_role("button", name="Make a link to send on").click()
    invitation = alex.locator("a.wrap").inner_text()
    sam.goto(invitation)
    assert "Alex asked you along" in sam.get_by_role("heading", level=1).inner_text()
    sam.get_by_label("Your first name").fill("Sam")
    sam.get_by_label("Email or mobile number").fill(number)
    sam.get_by_label("Small notes for me, too").check()
    sam.get_by_label("Yes, write to me").check()
    sam.get_by_label("Yes, send me texts").check()
    sam.get_by_role("button", name="Send me the link").click()
    sam.goto(link_to(service, number, "confirm"))
    sam.get_by_role("button", name="Yes, this is my number").click()
    sam.get_by_role("link", name="Skip, to my page").click()
    assert "Nothing is planned" in sam.locator("main").inner_text(), "Alex has not said yes"

    arrives(service, address, "Sam came by the link")
    alex.goto(f"{service.url}/me")
    alex.get_by_role("button", name="Yes, that's Sam").click()
    assert "You and Sam" in alex.locator("main").inner_text()

    advance(service, advance=A_WEEK)
    texts = nudges(service, number)
    assert len(texts) == 3, "three small notes a week"
    assert all(len(one["text"]) <= 150 for one in texts)
    emails = messages(service, address)
    nudge = next(one for one in emails if one["headers"].get("List-Unsubscribe"))
    assert nudge["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert nudge["text"]
    assert "<html" in nudge["html"]

    words = "Alex did bath time, both kids, without being asked"
    assert "2 keep private" in text(service, number, words)
    advance(service, advance=A_WEEK)
    agenda = arrives(service, address, "Your check-in")
    assert f"Sam: {words}" in agenda["text"]
    assert words in agenda["html"]
    printed = service.get(link_to(service, number, "agenda"))
    assert words in printed.text, "the text's link shows the same agenda"

    advance(service, advance=A_WEEK)
    newest = arrives(service, address, "Your check-in")
    assert newest["id"] != agenda["id"]
    assert words not in newest["text"], "heard once, not again"


def test_stop_by_text_ends_texts_at_once(
    service: LocalService, phone: Callable[..., Page], number: str
) -> None:
    sign_up(phone(), service, "Robin", number)
    text(service, number, "Stop")
    before = len(messages(service, number))
    advance(service, advance=A_WEEK)
    assert len(messages(service, number)) == before


def test_one_click_unsubscribe_ends_emails_at_once_and_a_get_does_not(
    service: LocalService, phone: Callable[..., Page], address: str
) -> None:
    sign_up(phone(), service, "Kim", address)
    leave = arrives(service, address, "You are in")["headers"]["List-Unsubscribe"].strip("<>")

    assert service.get(leave).status == 200, "a mail scanner looks at every link"
    advance(service, advance=A_WEEK)
    still = len(messages(service, address))
    assert still > 2, "looking stops nothing"

    assert service.post(leave, {"List-Unsubscribe": "One-Click"}).status == 200
    advance(service, advance=A_WEEK)
    assert len(messages(service, address)) == still


def test_a_requested_link_opens_the_page_once(
    service: LocalService, phone: Callable[..., Page], address: str
) -> None:
    sign_up(phone(), service, "Jo", address)
    later = phone()
    later.goto(f"{service.url}/me")
    assert later.get_by_role("heading", level=1).inner_text() == "A fresh link"
    later.get_by_label("Email or mobile number").fill(address)
    later.get_by_role("button", name="Send me a link").click()
    fresh = link_to(service, address, "link")
    later.goto(fresh)
    later.get_by_role("button", name="Open my page").click()
    assert later.get_by_role("heading", level=1).inner_text() == "Hello, Jo"
    later.get_by_role("checkbox", name="Monday").uncheck()
    later.get_by_role("button", name="Save").click()
    assert "Saved" in later.get_by_role("status").first.inner_text()
    assert "Mon " not in later.locator("section").first.inner_text()

    again = phone()
    again.goto(fresh)
    assert "fresh" in again.locator("main").inner_text().lower()
    assert again.get_by_role("button", name="Open my page").count() == 0


@pytest.mark.parametrize(
    ("fault", "came", "zone", "evening"),
    [
        ("429", 2, "Asia/Kolkata", "T14:45"),
        pytest.param("timeout", 1, "Asia/Kathmandu", "T14:30", marks=pytest.mark.long),
    ],
)
def test_a_text_that_twilio_did_not_take_comes_once_and_one_in_doubt_never_again(
    service: LocalService,
    phone: Callable[..., Page],
    number: str,
    fault: str,
    came: int,
    zone: str,
    evening: str,
) -> None:
    sign_up(phone(zone), service, "Toni", number)
    until(service, evening)
    advance(service, to="next")
    until(service, evening)
    service.api("POST", "/api/faults", {"twilio": fault, "count": 1})
    advance(service, to="next")
    assert service.api("GET", "/api/faults")["twilio"] == "ok", "the fault was met"
    texts = nudges(service, number)
    assert len(texts) == came
    assert len({one["text"] for one in texts}) == came


def until(service: LocalService, evening: str) -> None:
    """Live on until it is 8:15 pm there (UTC): a minute in which nobody else in this run is due."""
    while evening not in service.api("GET", "/api/clock")["next_due"]:
        advance(service, to="next")


def nudges(service: LocalService, number: str) -> list[dict[str, Any]]:
    """What came to a phone without a link in it, and without a welcome."""
    return [
        one
        for one in messages(service, number)
        if "http" not in one["text"] and "STOP" not in one["text"]
    ]


def test_bad_input_comes_back_filled_with_each_error_beside_its_field(
    service: LocalService, phone: Callable[..., Page]
) -> None:
    page = phone()
    page.goto(f"{service.url}/signup")
    page.get_by_label("Your first name").fill("Charlie")
    page.get_by_label("Email or mobile number").fill("charlie@")
    page.get_by_role("button", name="Send me the link").click()
    assert page.get_by_label("Your first name").input_value() == "Charlie"
    assert page.get_by_label("Email or mobile number").input_value() == "charlie@"
    assert "not complete" in page.locator("#address-error").inner_text()
    assert "people who say yes" in page.locator("#consent-error").inner_text()


def test_a_stranger_gets_one_polite_line_a_day(service: LocalService, number: str) -> None:
    assert "/signup" in text(service, number, "hello, is this the bedtime thing")
    assert text(service, number, "hello again") == ""


def test_a_forged_or_missing_signature_is_refused_and_stores_nothing(
    service: LocalService, number: str
) -> None:
    sent = {"MessageSid": "SMforged", "From": number, "Body": "STOP"}
    for headers in ({}, {"X-Twilio-Signature": "Zm9yZ2Vk"}):
        answer = service.post("/webhooks/twilio/inbound", sent, headers)
        assert answer.status == 403
    assert service.api("GET", "/api/table?pk=INBOUND%23SMforged")["items"] == []
