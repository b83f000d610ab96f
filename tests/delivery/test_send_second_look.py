"""Promise 2: what changed between queueing and sending counts, up to the last look."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import Small
from tests.delivery.evenings import EMAIL, PHONE, due, due_in, the_state, to_next_slot
from tests.racing import RacyWorld
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Couple, Partner


def edit(world: World, couple: Couple, change: Callable[[Partner], Partner]) -> None:
    def changed(one: Couple) -> Couple:
        return replace(one, a=change(one.a))

    world.preferences.edit(couple.id, changed, world.clock())


def stop(world: World, couple: Couple) -> None:
    consent = Consent(partner="a", channel="email", act="one click", granted=False)
    assert world.contacts.stop("alex@example.com", consent, world.clock(), couple.id)


def pause(world: World, couple: Couple) -> None:
    edit(world, couple, lambda a: replace(a, paused=True))


def erase(world: World, couple: Couple) -> None:
    for key in list(world.memory.items):
        if key[0] == keys.couple_pk(couple.id):
            del world.memory.items[key]


def move_time(world: World, couple: Couple) -> None:
    edit(world, couple, lambda a: replace(a, small=replace(a.small, time="21:00")))


def drop_day(world: World, couple: Couple) -> None:
    edit(world, couple, lambda a: replace(a, small=replace(a.small, days=(2,))))


def switch_off(world: World, couple: Couple) -> None:
    edit(world, couple, lambda a: replace(a, small=replace(a.small, on=False)))


CHANGES = {
    "stopped": (stop, ""),
    "paused": (pause, "skipped"),
    "erased": (erase, ""),
    "another time": (move_time, ""),
    "not on this day": (drop_day, ""),
    "switched off": (switch_off, ""),
}
each_change = pytest.mark.parametrize(("change", "state"), CHANGES.values(), ids=CHANGES.keys())


@each_change
def test_what_was_queued_is_not_sent_after(
    change: Callable[[World, Couple], None], state: str
) -> None:
    world, couple = due()
    change(world, couple)
    assert world.work() == []
    assert world.email.sent == []
    assert the_state(world, couple) == state


@each_change
def test_what_was_claimed_is_not_sent_after_and_leaves_no_claim(
    change: Callable[[World, Couple], None], state: str
) -> None:
    world, couple = due_in(RacyWorld())
    world.memory.before = [lambda: change(world, couple)]  # first read, now this, then the claim
    assert world.work() == []
    assert world.email.sent == []
    assert world.work() == [], "it begins again"
    assert world.email.sent == []
    assert the_state(world, couple) == state


def test_a_change_that_does_not_matter_holds_nothing_up() -> None:
    world, couple = due_in(RacyWorld())
    world.memory.before = [lambda: edit(world, couple, lambda a: replace(a, name="Lex"))]
    world.work()
    world.work()
    assert len(world.email.sent) == 1
    assert the_state(world, couple) == "sent"


def test_a_changed_channel_counts_at_the_same_time_of_day() -> None:
    world, couple = due(EMAIL, PHONE)
    to_sms = Small(channel="sms")
    edit(world, couple, lambda a: replace(a, small=to_sms))
    world.work()
    assert world.email.sent == []
    assert [one.message.to for one in world.sms.sent] == ["+12025550143"]
    assert the_state(world, couple) == "sent"


def test_a_channel_changed_after_the_claim_is_the_one_that_is_kept() -> None:
    """A bounce must not retire the channel that was not used."""
    world, couple = due_in(RacyWorld(), EMAIL, PHONE)
    world.memory.before = [
        lambda: edit(world, couple, lambda a: replace(a, small=Small(channel="sms")))
    ]
    world.work()
    world.work()
    assert world.email.sent == []
    assert len(world.sms.sent) == 1
    (kept,) = world.deliveries(couple)
    assert kept["channel"] == "sms"


def test_nothing_is_sent_once_it_is_worth_nothing() -> None:
    world, couple = due()
    world.clock.advance(hours=1, minutes=45)  # lights out
    world.work()
    assert world.email.sent == []
    assert the_state(world, couple) == "expired"


def test_what_is_erased_leaves_nothing_behind_however_late_it_is() -> None:
    world, couple = due()
    erase(world, couple)
    world.clock.advance(hours=2)
    assert world.work() == []
    assert world.table.query(keys.couple_pk(couple.id)) == []


def test_nothing_is_sent_when_its_time_runs_out_after_the_claim() -> None:
    world, couple = due_in(RacyWorld())
    world.memory.before = [lambda: world.clock.advance(hours=1, minutes=45)]
    world.work()
    assert world.email.sent == []
    assert the_state(world, couple) == "expired"


def test_outside_the_hours_for_texts_it_is_skipped() -> None:
    """An agenda that waited all day: the meeting is not over, but it is past nine."""
    world, couple = due(PHONE)
    long = replace(couple.meeting, minutes=45)
    world.preferences.edit(couple.id, lambda one: replace(one, meeting=long), world.clock())
    world.until(datetime(2026, 11, 29, 12, 0, tzinfo=UTC))
    sent = len(world.sms.sent)
    to_next_slot(world)
    world.clock.now = datetime(2026, 11, 30, 2, 5, tzinfo=UTC)  # 21:05 in New York
    world.work()
    assert len(world.sms.sent) == sent
    kept = world.deliveries(couple)[-1]
    assert (kept["state"], kept["reason"]) == ("skipped", "outside their hours for texts")


def test_hours_for_texts_do_not_concern_emails() -> None:
    world, couple = due()
    edit(world, couple, lambda a: replace(a, texts_until="12:00"))
    world.work()
    assert the_state(world, couple) == "sent"


def test_a_channel_that_the_operator_switched_off_is_skipped() -> None:
    world, couple = due_in(World(CHANNELS="email"), PHONE)
    assert world.work() == []
    (kept,) = world.deliveries(couple)
    assert (kept["state"], kept["reason"]) == ("skipped", "this channel is switched off")


def test_a_sender_whose_clock_is_a_second_behind_the_ticks_sends_all_the_same() -> None:
    world, couple = due()
    world.clock.advance(seconds=-1)
    world.work()
    assert the_state(world, couple) == "sent"


def test_what_is_sent_is_worth_no_more_than_they_now_say() -> None:
    world, couple = due()
    edit(world, couple, lambda a: replace(a, lights_out="20:45"))
    world.work()
    (envelope,) = world.email.sent
    assert envelope.seconds_left == 30 * 60


def test_nothing_is_sent_after_lights_out_that_was_moved_up_meanwhile() -> None:
    world, couple = due()
    edit(world, couple, lambda a: replace(a, lights_out="20:45"))
    world.clock.advance(minutes=30)
    world.work()
    assert the_state(world, couple) == "expired"
