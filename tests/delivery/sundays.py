"""Sundays of a couple: what their agendas said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib.couples.meetings import MeetingPlan, Meetings
from chalicelib.couples.model import CheckIn, Contact, Couple, PartnerKey
from chalicelib.replies.jar import Appreciation, JarState
from tests.delivery.evenings import EMAIL

if TYPE_CHECKING:
    from tests.world import World

SAM = Contact("email", "sam@example.com")
SUNDAY = datetime(2026, 11, 29, 17, 0, tzinfo=UTC)  # 12:00 in New York
SOUP = "Alex made soup when I had the flu"
BATH = "Sam did the whole bath time"


def two(world: World, b_check_in: str = "12:00") -> Couple:
    couple = world.couple(EMAIL, b=SAM)
    later = CheckIn("email", time=b_check_in)

    def moved(one: Couple) -> Couple:
        assert one.b is not None
        return replace(one, b=replace(one.b, check_in=later))

    return world.preferences.edit(couple.id, moved, world.clock())


def put_in_jar(world: World, couple: Couple, author: PartnerKey, text: str, state: JarState) -> str:
    one = Appreciation(world.new_id(), author, text, "sms", state, world.clock().isoformat())
    world.jar.add(couple, one)
    return one.id


def agendas(world: World, address: str) -> list[str]:
    return [
        one.message.text
        for one in world.email.sent
        if one.message.to == address and "THE 30 MINUTES" in one.message.text
    ]


def plan(agenda: str) -> str:
    """Everything between the greeting and the footer, without the link: they are the reader's."""
    shared = agenda.partition("Your check-in:")[2].partition("\n--\n")[0]
    return re.sub(r"https?://\S+", "", shared)


def all_meetings(world: World, couple: Couple) -> list[MeetingPlan]:
    meetings = Meetings(world.table)
    weeks = [f"2026-W{week}" for week in range(48, 54)] + [f"2027-W{week:02d}" for week in range(9)]
    return [found for week in weeks if (found := meetings.get(couple.id, week))]
