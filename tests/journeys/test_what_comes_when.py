"""Somebody with late children says when texts may come; the page says it back, and it is true."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.post import advance, arrives, messages
from tests.journeys.test_first_light import sign_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.local_service import LocalService

pytestmark = [pytest.mark.service, pytest.mark.browser]

ZONE = "America/Anchorage"  # nobody else in this run lives there
TWO_WEEKS = 14 * 24 * 3600
SLACK = timedelta(minutes=5)  # real processes are at work


def unfold(page: Page, group: str) -> None:
    page.locator("summary", has_text=group).click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    assert "Saved" in page.get_by_role("status").first.inner_text()


def coming(page: Page) -> list[str]:
    """When texts come, as the page lists it, folded or not: "Mon 23 Nov, 9:25 pm"."""
    listed = page.locator("section", has_text="What comes next").locator(".when").all()
    whens = [(one.text_content() or "").rpartition(", ") for one in listed]
    return [when for when, _, channel in whens if channel == "by text"]


def as_listed(when: str, near: datetime) -> datetime:
    """The local moment that the page means, in the year of another."""
    return datetime.strptime(f"{when} {near.year}", "%a %d %b, %I:%M %p %Y").replace(
        tzinfo=near.tzinfo
    )


def test_texts_come_when_the_page_says_late_ones_only_for_whoever_said_that_is_fine(
    service: LocalService, phone: Callable[..., Page], number: str
) -> None:
    page = phone(ZONE)
    sign_up(page, service, "Robin", number)
    arrives(service, number, "welcome")

    unfold(page, "Your evening")
    page.get_by_label("Kids are down").first.fill("21:10")
    save(page)
    assert "texts come at 8:45 pm: we do not text after 9 pm" in page.locator("main").inner_text()
    assert {when.rpartition(", ")[2] for when in coming(page)} == {"8:45 pm", "12:00 pm"}

    page.get_by_label("Time of day").fill("21:40")
    page.get_by_role("button", name="Save").click()
    assert "tick “After nine is fine”" in page.locator("#time-error").inner_text()
    page.get_by_label("After nine is fine").check()
    page.get_by_label("Time of day").fill("")
    unfold(page, "Your evening")
    unfold(page, "Different on some days")
    page.get_by_role("group", name="Friday").get_by_label("Kids are down").fill("21:45")
    unfold(page, "Your children")
    page.get_by_label("a newborn").check()
    save(page)
    assert "one small note a week is plenty" in page.locator("main").inner_text()
    assert "texts come at 8:45 pm" not in page.locator("main").inner_text()

    unfold(page, "Your children")
    page.get_by_label("One small note a week is enough").uncheck()
    save(page)
    said, before = coming(page), len(messages(service, number))
    assert {when.rpartition(", ")[2] for when in said} == {"9:25 pm", "10:00 pm", "12:00 pm"}

    advance(service, advance=TWO_WEEKS)
    came = [datetime.fromisoformat(one["at"]) for one in messages(service, number)[before:]]
    local = [at.astimezone(ZoneInfo(ZONE)) for at in came]
    for when, at in zip(said, local[: len(said)], strict=True):
        assert timedelta(0) <= at - as_listed(when, at) < SLACK, when
