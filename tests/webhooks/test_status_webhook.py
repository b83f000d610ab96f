"""A status callback moves the attempt that its signed token names, forward, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.model import Contact
from chalicelib.couples.tokens import Tokens
from tests.served import Served, served
from tests.webhooks.twilio_calls import ALEX, STATUS, call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.couples.model import Couple
    from tests.served import Answer


@pytest.fixture
def site() -> Iterator[Served]:
    with served() as site:
        yield site


def sent(site: Served) -> tuple[Couple, str]:
    """A couple whose small nudge went out by text, and the path its receipts come to."""
    world = site.world
    couple = world.couple(Contact("sms", ALEX))
    world.until(world.next_due() or world.clock())
    assert list(world.states(couple).values()) == ["sent"]
    url = world._callback_url(world.sms.sent[-1])
    return couple, url.removeprefix(world.settings.public_url)


def report(site: Served, path: str, status: str, **more: str) -> Answer:
    form = {"MessageSid": "SM1", "MessageStatus": status, "To": ALEX, "ErrorCode": "", **more}
    return call(site, path, form)


def state(site: Served, couple: Couple) -> Any:
    return next(iter(site.world.states(couple).values()))


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        ("accepted", "sent"),
        ("queued", "sent"),
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("undelivered", "failed"),
        ("failed", "failed"),
        ("a new word of theirs", "sent"),
        ("", "sent"),
    ],
)
def test_a_report_moves_the_delivery(site: Served, status: str, becomes: str) -> None:
    couple, path = sent(site)
    answer = report(site, path, status)
    assert (answer.status, answer.text, state(site, couple)) == (200, "", becomes)


def test_reports_in_any_order_and_number_only_move_it_forward(site: Served) -> None:
    couple, path = sent(site)
    report(site, path, "delivered")
    before = site.world.everything()
    for status in ("sent", "delivered", "queued", "accepted", "delivered"):
        assert report(site, path, status).status == 200
    assert (state(site, couple), site.world.everything()) == ("delivered", before)


@pytest.mark.parametrize(
    ("code", "becomes"), [("30005", "unreachable"), ("21610", "stopped"), ("30008", "confirmed")]
)
def test_a_number_that_is_no_use_any_more_is_texted_no_more(
    site: Served, code: str, becomes: str
) -> None:
    couple, path = sent(site)
    report(site, path, "undelivered", ErrorCode=code)
    contact = site.world.read(couple).a.contact("sms")
    assert (contact.state if contact else "") == becomes


def test_a_token_that_is_not_ours_changes_nothing_and_is_answered_like_any_other(
    site: Served,
) -> None:
    couple, path = sent(site)
    tokens, key = site.world.tokens, site.world.sms.sent[-1].key
    attempt = site.world.sms.sent[-1].attempt
    good = path.partition("?d=")[2]
    assert tokens.read("receipt", good) == [key.pk, key.sk, attempt]
    foreign = {
        "none": "",
        "nonsense": "x",
        "cut short": good[:-1],
        "another service's": Tokens("another").sign("receipt", key.pk, key.sk, attempt),
        "of another kind": tokens.sign("unsubscribe", key.pk, key.sk, attempt),
        "too short": tokens.sign("receipt", key.pk, key.sk),
        "another attempt's": tokens.sign("receipt", key.pk, key.sk, "another"),
        "of a delivery we do not know": tokens.sign("receipt", key.pk, f"{key.sk}x", attempt),
    }
    before = site.world.everything()
    for what, token in foreign.items():
        answer = report(site, f"{STATUS}?d={token}", "failed", ErrorCode="21610")
        assert (what, answer.status, answer.text) == (what, 200, "")
    assert report(site, STATUS, "failed").status == 200
    assert (site.world.everything(), state(site, couple)) == (before, "sent")


def test_the_address_of_a_report_holds_nothing_about_the_person(site: Served) -> None:
    _, path = sent(site)
    assert path.startswith(f"{STATUS}?d=")
    token = path.partition("?d=")[2]
    values = " ".join(map(str, site.world.tokens.read("receipt", token) or []))
    assert not [word for word in (ALEX, ALEX[-4:], "Alex") if word in values + token]
