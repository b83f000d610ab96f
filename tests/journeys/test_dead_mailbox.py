"""A mailbox dies: SES says so by the stack's own topic, and the evening's note comes as a text."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.post import PATIENCE, advance, messages
from tests.local_service import eventually
from workbench.sample_story import Person, Story, first_signs_up
from workbench.walk import Browser

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.local_service import LocalService

pytestmark = pytest.mark.service

THREE_DAYS = 3 * 24 * 3600  # with another evening in them
MOST_STEPS = 20  # of the clock, to the first note: others live here, too


@dataclass(frozen=True)
class Kept:
    text: str
    html: str


@dataclass(frozen=True)
class Inbox:
    """What a person reads to confirm an address."""

    service: LocalService

    def all(self, to: str | None = None) -> Iterable[Kept]:
        return [Kept(one["text"], one["html"]) for one in messages(self.service, to or "")]


def sign_up(service: LocalService, person: Person) -> None:
    """By email, and then a phone."""

    async def walk() -> None:
        async with Browser(service.url) as browser:
            story = Story(person, person, changed=lambda: None)
            await first_signs_up(story, browser, Inbox(service))

    asyncio.run(walk())


def notes(service: LocalService, address: str) -> list[dict[str, Any]]:
    """The rhythm's emails, without the ones that belong to signing up."""
    found = messages(service, address)
    return [one for one in found if "List-Unsubscribe" in one["headers"]][1:]  # but for the welcome


def test_a_note_that_bounces_comes_as_a_text_and_no_more_emails_do(
    service: LocalService, number: str, address: str
) -> None:
    sign_up(service, Person("Alex", number, address))
    for _ in range(MOST_STEPS):
        if notes(service, address):
            break
        advance(service, to="next")
    (note,) = notes(service, address)

    texts = len(messages(service, number))
    for kind in ("delivery", "delay", "soft_bounce", "bounce", "bounce"):
        service.api("POST", "/api/events", {"id": note["id"], "type": kind})
    assert eventually(lambda: len(messages(service, number)) > texts, PATIENCE)

    advance(service, advance=THREE_DAYS)
    assert len(messages(service, number)) == texts + 1, "its rhythm rests"
    assert [one["id"] for one in notes(service, address)] == [note["id"]]
