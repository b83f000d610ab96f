"""The promises of delivery, whatever happens in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.control import Control
from chalicelib.couples.model import CheckIn, Contact, Small
from chalicelib.delivery.receipts import Receipt
from tests.delivery.watched import MOODS, WatchedWorld

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Channel, ContactState, Couple, PartnerKey
    from chalicelib.delivery.receipts import ReceiptState
    from tests.delivery.watched import Mood

PHONES: dict[PartnerKey, str] = {"a": "+12025550143", "b": "+12025550144"}
FEAR = "he hits me when the kids are asleep"
SECRETS = ("+1202", "example.com", "Alex", "Sam", "soup", "hits me", "http")
partners = st.sampled_from(["a", "b"])
channels = st.sampled_from(["sms", "email"])
moods = st.lists(st.sampled_from(MOODS), min_size=1, max_size=3)
again = st.lists(st.booleans(), min_size=2, max_size=4)


class Evenings(RuleBasedStateMachine):
    """Two partners, both channels each; one provider in every mood."""

    def __init__(self) -> None:
        super().__init__()
        self.world = WatchedWorld()
        made = self.world.couple(
            Contact("email", "alex@example.com"),
            Contact("sms", PHONES["a"]),
            b=Contact("sms", PHONES["b"]),
        )
        self.couple_id = made.id

    def edit(self, change: Callable[[Couple], Couple]) -> None:
        self.world.preferences.edit(self.couple_id, change, self.world.clock())

    # Time and the queue

    @rule()
    def the_next_slot_is_due(self) -> None:
        moment = self.world.next_due()
        if moment is not None:
            self.world.clock.now = max(moment, self.world.clock.now)
            self.world.tick()

    @initialize(moods=moods, again=again)
    def the_first_evening(self, moods: list[Mood], again: list[bool]) -> None:
        self.an_evening(moods, again, None)

    @rule(
        moods=moods,
        again=again,
        meanwhile=st.sampled_from([None, None, "STOP", "hold", "pause", "edit"]),
    )
    def an_evening(self, moods: list[Mood], again: list[bool], meanwhile: str | None) -> None:
        """A slot is due and its message is delivered, perhaps often, perhaps at a bad moment."""
        self.the_next_slot_is_due()
        self.world.post.moods = moods
        if meanwhile:  # between a send's last read and its claim
            self.world.memory.before = [lambda: self.happens(meanwhile)]
        for each in again:
            self.world.deliver(-1, again=each)
        self.world.memory.before = []

    @rule(minutes=st.sampled_from([0, 1, 20, 50, 150]))
    def time_passes(self, minutes: int) -> None:
        self.world.clock.advance(minutes=minutes)
        self.world.tick()

    @rule(which=st.integers(0, 5), again=st.booleans())
    def a_message_is_delivered(self, which: int, *, again: bool) -> None:
        self.world.deliver(which, again=again)

    @precondition(lambda self: self.world.post.taken)
    @rule(
        which=st.integers(0, 5),
        state=st.sampled_from(["sent", "delivered", "failed"]),
        bounced=st.booleans(),
    )
    def a_receipt_comes(self, which: int, state: ReceiptState, *, bounced: bool) -> None:
        taken = self.world.post.taken
        sent = taken[which % len(taken)]
        no: ContactState | None = "unreachable" if bounced and state == "failed" else None
        receipt = Receipt(sent.key, sent.attempt, state, "1", no)
        self.world.receipts.apply(receipt, self.world.clock())

    # People

    @rule(key=partners, text=st.sampled_from(["STOP", "START", "She made soup", "0", "2", FEAR]))
    def somebody_texts(self, key: PartnerKey, text: str) -> None:
        self.world.text(PHONES[key], text)

    @rule()
    def alex_unsubscribes(self) -> None:
        self.world.site.leaving.stop(self.couple_id, "a", "email", "one-click unsubscribe")

    @rule(key=partners, days=st.none() | st.integers(0, 2))
    def somebody_pauses(self, key: PartnerKey, days: int | None) -> None:
        until = None if days is None else f"{self.world.clock() + timedelta(days=days):%Y-%m-%d}"
        self.of(key, paused=True, paused_until=until)

    @rule(
        key=partners,
        channel=channels,
        time=st.sampled_from([None, "19:30", "20:40", "21:30"]),
        off=st.sampled_from([False, False, True]),
        agenda=channels,
    )
    def somebody_edits(
        self, key: PartnerKey, channel: Channel, time: str | None, *, off: bool, agenda: Channel
    ) -> None:
        small = Small(channel, tuple(range(7)), time, on=not off)
        self.of(key, small=small, check_in=CheckIn(agenda))

    @rule()
    def all_is_well_again(self) -> None:
        for key, phone in PHONES.items():
            self.world.text(phone, "START")
            self.of(key, paused=False, paused_until=None)
        Control(self.world.table).resume()

    @rule(on=st.booleans())
    def the_operator_holds_everything(self, *, on: bool) -> None:
        control = Control(self.world.table)
        if on:
            control.hold("test", self.world.clock())
        else:
            control.resume()

    def happens(self, what: str) -> None:
        if what == "STOP":
            self.world.text(PHONES["a"], "STOP")
        elif what == "hold":
            Control(self.world.table).hold("test", self.world.clock())
        else:
            for key in PHONES:
                self.of(key, paused=True) if what == "pause" else self.of(key, small=Small("sms"))

    def of(self, key: PartnerKey, **changes: Any) -> None:
        def change(couple: Couple) -> Couple:
            partner = couple.partner(key)
            assert partner is not None
            return couple.with_partner(key, replace(partner, **changes))

        self.edit(change)

    # Promises

    @invariant()
    def nothing_is_sent_twice_too_late_or_to_whom_did_not_want_it(self) -> None:
        assert self.world.post.wrong == []

    @invariant()
    def the_queue_carries_nothing_of_theirs(self) -> None:
        said = " ".join(self.world.queue.bodies)
        assert not [secret for secret in SECRETS if secret in said]

    @invariant()
    def fear_is_kept_nowhere(self) -> None:
        assert FEAR not in self.world.everything()

    @invariant()
    def what_was_never_taken_is_never_called_sent(self) -> None:
        taken = {one.key for one in self.world.post.taken}
        for key, item in self.world.memory.items.items():
            if item.get("state") in {"sent", "delivered"}:
                assert key in {(one.pk, one.sk) for one in taken}

    def teardown(self) -> None:
        """In the end everything that was queued has an end, and none is ours to doubt for ever."""
        self.world.drain()
        assert self.world.post.wrong == []
        assert "claimed" not in self.world.every_state()


TestEvenings = Evenings.TestCase
TestEvenings.settings = settings(max_examples=20, stateful_step_count=40, deadline=None)


class ManyEvenings(Evenings):
    """The same, for longer than anybody waits for `make check`."""


TestManyEvenings = pytest.mark.long(ManyEvenings.TestCase)
TestManyEvenings.settings = settings(max_examples=600, stateful_step_count=40, deadline=None)
