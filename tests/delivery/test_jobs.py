"""A queue message brings its errand back, and says nothing that anybody could use."""

from __future__ import annotations

import json
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.couples.model import Contact
from chalicelib.couples.slot import Slot, SlotTimes
from chalicelib.delivery.jobs import Job, dumps, loads
from chalicelib.delivery.model import Notice
from tests.delivery.evenings import EMAIL, PHONE, SLOT, join, notify, to_next_slot
from tests.world import World

moments = st.datetimes(timezones=st.just(UTC))
partners = st.sampled_from(["a", "b"])
slots = st.builds(
    Slot,
    st.text(),
    partners,
    st.sampled_from(["small", "check_in"]),
    st.builds(SlotTimes, st.dates(), moments, moments),
    st.integers(0, 10**6),
)
notices = st.builds(Notice, st.text(), partners, st.text(), st.text(), moments)


@given(st.builds(Job, slots | notices, st.integers(0, 10**3)))
def test_what_is_written_is_read_back(job: Job) -> None:
    assert loads(dumps(job)) == job


def test_a_message_that_is_waiting_is_read_by_the_next_release() -> None:
    """Ours, pinned: what yesterday's code queued must still be sent."""
    body = (
        '{"v": 1, "slot": {"couple": "c1", "partner": "a", "rhythm": "small", '
        '"date": "2026-11-23", "due_at": "2026-11-24T01:15:00+00:00", '
        '"good_until": "2026-11-24T03:00:00+00:00", "rev": 4}, "attempt": 2}'
    )
    assert loads(body) == Job(SLOT, 2)
    notice = (
        '{"v": 1, "notice": {"pk": "COUPLE#c1", "partner": "b", "name": "welcome", '
        '"cause": "x", "good_until": "2026-11-24T03:00:00+00:00"}, "attempt": 0}'
    )
    assert loads(notice) == Job(Notice("COUPLE#c1", "b", "welcome", "x", SLOT.times.good_until))


def without(*path: str) -> str:
    message = json.loads(dumps(Job(SLOT)))
    holder = message
    for name in path[:-1]:
        holder = holder[name]
    del holder[path[-1]]
    return json.dumps(message)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "hello",
        "{}",
        "[]",
        "5",
        "null",
        '"slot"',
        '{"slot": null, "attempt": 0}',
        '{"notice": [], "attempt": 0}',
        without("attempt"),
        without("slot"),
        *(
            without("slot", name)
            for name in ("couple", "partner", "rhythm", "date", "due_at", "rev")
        ),
        dumps(Job(SLOT)).replace("2026-11-23", "tomorrow"),
    ],
)
def test_what_is_not_ours_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        loads(body)


def test_the_queue_carries_no_address_no_name_no_token_no_words() -> None:
    world = World()
    couple = join(world, world.couple(EMAIL, PHONE), Contact("email", "sam@example.com"))
    facts = {"couple": couple.id, "partner": "a", "channel": "email"}
    link = world.links.issue("session", world.new_id(), facts, world.clock())
    notify(world, couple, "link", cause=link.hash)
    notify(world, couple, "joined", cause=link.hash)
    to_next_slot(world)
    said = " ".join(world.queue.bodies)
    assert len(world.queue.bodies) == 3
    for secret in ("example.com", "2025550143", "Alex", "Sam", world.links.token(link), link.id):
        assert secret not in said
