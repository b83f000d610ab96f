"""Whatever the two change in some weeks, their calendars end with what was agreed, once each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import keys
from chalicelib.content.calendar import uid_of
from tests.delivery.meetings_moved import NOON, at_their_page, calendar_of, couple_of, two
from tests.pages.stories import ALEX, SAM, chosen
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import PartnerKey

ADDRESSES: dict[PartnerKey, str] = {"a": ALEX, "b": SAM}
HOST = "afterbedtime.test"
QUARTER = timedelta(minutes=15)
ZONES = ("America/New_York", "America/Los_Angeles", "Europe/Berlin")
changes = st.fixed_dictionaries({
    "by": st.sampled_from(("a", "b")),
    "hours": st.integers(1, 90),  # since the one before
    "meeting_day": st.integers(0, 6).map(str),
    "meeting_time": st.sampled_from(("09:00", "17:45", "20:30", "23:30")),
    "meeting_minutes": st.sampled_from(("30", "45")),
    "check_in_on": st.sampled_from(("on", "on", None)),
    "zone": st.sampled_from(ZONES),
})  # fmt: skip


stories = st.lists(changes, min_size=1, max_size=7)
patient = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(patient, max_examples=10)
@given(stories)
def test_calendars_end_with_every_meeting_once_and_at_its_instant(
    story: list[dict[str, object]],
) -> None:
    they_end_with_what_was_agreed(story)


@pytest.mark.long
@settings(patient, max_examples=80)
@given(stories)
def test_so_they_do_in_many_stories(story: list[dict[str, object]]) -> None:
    they_end_with_what_was_agreed(story)


def they_end_with_what_was_agreed(story: list[dict[str, object]]) -> None:
    world = World()
    two(world)
    for wanted in story:
        what = dict(wanted)
        key, hours = what.pop("by"), what.pop("hours")
        live(world, timedelta(hours=int(str(hours))))
        at_their_page(world, "a" if key == "a" else "b").act("preferences", **chosen(**what))
        world.work()
    live(world, timedelta(hours=48))  # whatever waited for a morning goes out
    for key, address in ADDRESSES.items():
        assert shown(world, address) == agreed(world, key)
    assert world.clock() > NOON


def live(world: World, time: timedelta) -> None:
    """Live on as the queue does: what waits comes back as a copy each quarter of an hour.

    In one leap, a word that waited for the morning would come to nobody: the meeting is over.
    """
    until = world.clock() + time
    while world.clock() < until:
        world.until(min(until, world.clock() + QUARTER))
        world.work()


def shown(world: World, address: str) -> dict[str, str]:
    """What somebody's calendar shows: each meeting with its instant."""
    entries = calendar_of(world, address).shown()
    return {one.uid: one.begins.isoformat() for one in entries}


def agreed(world: World, key: PartnerKey) -> dict[str, str]:
    """The meetings of which this partner has the agenda, as they stand."""
    couple_id = couple_of(world)
    sent = world.table.query(keys.couple_pk(couple_id), keys.deliveries_of(key))
    weeks = {one["week"] for one in sent if one["state"] == "sent" and "week" in one}
    plans = [world.agendas.meetings.get(couple_id, week) for week in weeks]
    instants = [one.begins for one in plans if one and one.state == "on"]
    assert len(instants) == len(set(instants)), "no two meetings at once"
    return {
        uid_of(couple_id, one.week, HOST): one.begins.isoformat()
        for one in plans
        if one and one.state == "on"
    }
