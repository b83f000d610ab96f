"""Slots of one evening, with their couples or without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.couples.document import to_item
from chalicelib.couples.model import Contact, Couple, new_partner
from chalicelib.couples.slot import Slot, SlotTimes
from chalicelib.delivery.expiry import slot_key
from chalicelib.delivery.model import Draft, Message
from chalicelib.table import Put
from tests.world import NEW_YORK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.delivery.jobs import Job
    from chalicelib.delivery.model import LedgerKey, SendError
    from tests.world import World

EVENING = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)  # 20:15 in New York
DAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class ShortErrand:
    """A slot whose text is ready (delivery.send.Errand): what there is to measure is sending."""

    slot: Slot

    @property
    def key(self) -> LedgerKey:
        return slot_key(self.slot)

    @property
    def couple_id(self) -> None:
        return None

    @property
    def good_until(self) -> datetime:
        return self.slot.times.good_until

    @property
    def facts(self) -> Mapping[str, Any]:
        return {}

    def draft(self, couple: Couple | None, now: datetime) -> Draft:
        del couple, now
        return Draft(Message("sms", "+12025550143", "After Bedtime: hello"), {}, None)

    def sent(self, draft: Draft) -> None:
        """Nothing follows."""

    def refused(self, draft: Draft, error: SendError, now: datetime) -> None:
        raise AssertionError(draft, error, now)


def ready(job: Job) -> ShortErrand:
    assert isinstance(job.errand, Slot)
    return ShortErrand(job.errand)


def slots(count: int, *good_for: int) -> list[Slot]:
    """So many slots that are due now, good for so many minutes each, in turn."""
    return [
        Slot(
            f"{number:05d}",
            "a",
            "small",
            SlotTimes(DAY, EVENING, EVENING + timedelta(minutes=good_for[number % len(good_for)])),
            rev=1,
        )
        for number in range(count)
    ]


def settle(world: World, slot: Slot) -> None:
    """The couple behind a slot: whoever wants texts until it is worth nothing."""
    until = slot.times.good_until.astimezone(EVENING.tzinfo) - timedelta(hours=5)
    alex = new_partner("Alex", NEW_YORK, Contact("sms", f"+1202{slot.couple_id:0>7}"))
    couple = Couple(slot.couple_id, replace(alex, texts_until=f"{until:%H:%M}"))
    world.table.write(Put(to_item(couple)))
