"""A no for good: the same words go once, by the partner's other channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.couples.model import Small
from tests.delivery.evenings import EMAIL, PHONE, die, due, failing, once
from tests.delivery.refusing import (
    CONTACTS,
    FIRST,
    SECOND,
    each_no,
    each_way,
    edit,
    provider,
    refused,
    state_of,
)
from tests.delivery.sundays import SUNDAY
from tests.racing import RacyWorld
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel, ContactState, Couple


@each_no
@each_way
def test_the_same_words_go_by_the_other_channel(
    becomes: ContactState, first: Channel, other: Channel
) -> None:
    world, couple = refused(World(), CONTACTS[first], CONTACTS[other], becomes)
    assert state_of(world, couple, first) == becomes
    assert world.work() == []
    (envelope,) = provider(world, other).sent
    assert envelope.message.to == CONTACTS[other].address
    assert world.states(couple) == {FIRST: "failed", SECOND: "sent"}
    failed, sent = world.deliveries(couple)
    same = ("kind", "item", "step", "due_at", "good_until", "rev")
    assert {name: failed[name] for name in same} == {name: sent[name] for name in same}
    assert (failed["channel"], sent["channel"]) == (first, other)
    assert world.queue.bodies == [], "that was all"


@each_way
def test_the_rhythm_stays_where_it_was(first: Channel, other: Channel) -> None:
    """It is theirs to move it: until then it rests."""
    world, couple = refused(World(), CONTACTS[first], CONTACTS[other])
    world.work()
    partner = world.read(couple).a
    assert (partner.small.channel, partner.check_in.channel) == (first, first)
    assert world.next_due() is None


def test_the_ring_goes_on_with_what_comes_after() -> None:
    def items(world: World, couple: Couple) -> list[str]:
        world.until(world.clock() + timedelta(days=60))
        kept = world.deliveries(couple)
        return [one["item"] for one in kept if "item" in one and one["state"] == "sent"]

    undisturbed = due(EMAIL, PHONE)
    undisturbed[0].work()
    world, couple = refused(World())
    world.work()
    world.preferences.edit(  # they mend their address
        couple.id,
        lambda one: replace(one, a=one.a.with_contact(EMAIL)),
        world.clock(),
        lambda _: [world.contacts.confirm(couple.id, "a", EMAIL)],
    )
    assert items(world, couple) == items(*undisturbed)


def test_it_goes_by_the_other_one_though_the_rhythm_was_moved_there_meanwhile() -> None:
    world, couple = refused(World())
    edit(world, couple, small=Small("sms"))
    world.work()
    assert [one.message.to for one in world.sms.sent] == [PHONE.address]


def test_a_message_that_comes_again_is_sent_once() -> None:
    world, couple = refused(World())
    world.queue.bodies *= 3
    assert world.work() == []
    assert len(world.sms.sent) == 1
    assert world.states(couple) == {FIRST: "failed", SECOND: "sent"}


def test_after_a_crash_it_is_in_doubt_and_never_sent_again() -> None:
    world, couple = refused(World())
    (body,) = world.queue.bodies
    world.sms.before = once(die)
    assert world.work() == ["0"]
    world.queue.bodies = [body]
    assert world.work() == []
    assert world.sms.sent == []
    assert world.states(couple)[SECOND] == "in_doubt"


def test_a_provider_that_says_later_gets_it_later() -> None:
    world, couple = refused(World())
    world.sms.errors = [failing("later")]
    world.work()
    world.work()
    assert len(world.sms.sent) == 1
    assert world.states(couple) == {FIRST: "failed", SECOND: "sent"}


def test_an_edit_in_that_very_moment_does_not_lose_it() -> None:
    world, couple = refused(RacyWorld())
    world.memory.before = [lambda: edit(world, couple, name="Lex")]
    world.work()
    world.work()
    assert len(world.sms.sent) == 1


def test_an_agenda_goes_by_the_other_channel_and_is_heard_once() -> None:
    world = World()
    couple = world.couple(EMAIL, PHONE)
    world.until(SUNDAY - timedelta(hours=1))
    world.email.errors = [failing("permanent", bad_address=True)]
    emails = len(world.email.sent)
    world.until(SUNDAY)
    world.work()
    assert len(world.email.sent) == emails
    (envelope,) = world.sms.sent
    assert "/agenda/" in envelope.message.text
    failed, sent = (one for one in world.deliveries(couple) if one["kind"] == "check_in")
    assert (failed["state"], sent["state"]) == ("failed", "sent")
    assert failed["week"] == sent["week"]
