"""Sundays on which somebody moves the check-in on their page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib.pages.session import Session
from tests.content.reading_calendars import READERS, SomebodysCalendar
from tests.pages.stories import ALEX, both, chosen
from tests.pages.visitor import Visitor

if TYPE_CHECKING:
    from chalicelib.couples.meetings import MeetingPlan
    from chalicelib.couples.model import PartnerKey
    from chalicelib.delivery.model import Message
    from tests.world import World

NOON = datetime(2026, 11, 29, 17, 0, tzinfo=UTC)  # Sunday 12:00 in New York: agendas go out
MEETING = datetime(2026, 11, 30, 1, 30, tzinfo=UTC)  # Sunday 20:30
MONDAY = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)  # Monday 20:30
WEEK = "2026-W48"


def two(world: World, address: str = ALEX) -> None:
    """A couple whose agendas of the week have gone out."""
    both(world, address)
    world.until(NOON)


def save(world: World, key: PartnerKey, **changes: object) -> None:
    """One of the two saves their preferences; nothing goes out yet."""
    person = at_their_page(world, key)
    assert person.act("preferences", **chosen(**changes)).goes_to.endswith("said=saved")


def at_their_page(world: World, key: PartnerKey) -> Visitor:
    """One of the two, with a session of this minute."""
    couple = world.couples.get(couple_of(world))
    partner = couple.partner(key) if couple else None
    assert partner is not None
    session = Session(couple_of(world), key, partner.generation, int(world.clock().timestamp()))
    cookie = world.site.manage.sessions.cookie(session)["Set-Cookie"].split(";")[0]
    return Visitor(world, cookie)


def changes(world: World, key: PartnerKey, **what: object) -> None:
    """The same, and everything that waits goes out."""
    save(world, key, **what)
    world.work()


def couple_of(world: World) -> str:
    (found,) = (one["id"] for one in world.memory.items.values() if one["SK"] == "COUPLE")
    return str(found)


def plan(world: World, week: str = WEEK) -> MeetingPlan:
    found = world.agendas.meetings.get(couple_of(world), week)
    assert found is not None
    return found


def mail(world: World, address: str, word: str) -> list[Message]:
    """The emails to an address whose subject has this word."""
    sent = [one.message for one in world.email.sent]
    return [one for one in sent if one.to == address and word in one.subject]


def calendar_of(world: World, address: str, reader: str = "icalendar") -> SomebodysCalendar:
    """The calendar of somebody who opens every file that came to them."""
    assert reader in READERS
    calendar = SomebodysCalendar(reader)
    for one in world.email.sent:
        for file in one.message.attachments if one.message.to == address else ():
            calendar.open(file.content)
    return calendar
