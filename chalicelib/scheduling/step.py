"""One due entry: the slot it stands for, and the write that moves it on to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.keys import utc_text
from chalicelib.scheduling.due import following
from chalicelib.scheduling.entries import shelf, slot_of
from chalicelib.table import Change, Expect

if TYPE_CHECKING:
    from datetime import date, datetime

    from chalicelib.couples.slot import Slot, SlotTimes
    from chalicelib.scheduling.due import Plan
    from chalicelib.table import Item


@dataclass(frozen=True, slots=True)
class Step:
    """What planning does with one entry."""

    slot: Slot
    missed: tuple[date, ...]  # the slots too late to be worth anything, this one's first
    advance: Change


def step_of(entry: Item, now: datetime) -> Step:
    """The step of an entry that is due. Raises anything at all if the entry is broken."""
    slot, plan = slot_of(entry)
    late = now >= slot.times.good_until
    missed, coming, last = _behind(plan, slot.times, now) if late else ((), None, slot.times)
    if not late:
        coming = following(plan, slot.times)
    return Step(slot, missed, _advance(entry, slot, plan, coming, last))


def set_aside(entry: Item, why: str, now: datetime) -> Change:
    """The write that takes a broken entry out of the index and keeps what it was."""
    aside = {
        "why": why,
        "at": utc_text(now),
        "due_at": entry["due_at"],
        "due_shard": entry["due_shard"],
    }
    unmoved = Expect(attributes={"due_at": entry["due_at"]})
    gone = ("due_shard", "due_at")
    return Change(entry["PK"], entry["SK"], set={"aside": aside}, remove=gone, expect=unmoved)


def _behind(
    plan: Plan, first: SlotTimes, now: datetime
) -> tuple[tuple[date, ...], SlotTimes | None, SlotTimes]:
    """All slots that were missed from `first` on, the first that was not, the last that was."""
    missed, last = [first.local_date], first
    coming = following(plan, first)
    while coming and now >= coming.good_until:
        missed, last = [*missed, coming.local_date], coming
        coming = following(plan, coming)
    return tuple(missed), coming, last


def _advance(
    entry: Item, slot: Slot, plan: Plan, coming: SlotTimes | None, last: SlotTimes
) -> Change:
    unmoved = Expect(attributes={"due_at": entry["due_at"], "plan.rev": slot.rev})
    if coming is None:
        gone = ("due_shard", "due_at")
        return Change(entry["PK"], entry["SK"], remove=gone, expect=unmoved)
    to = shelf(plan, coming, last.local_date.isoformat(), slot.rev)
    return Change(entry["PK"], entry["SK"], set=to, expect=unmoved)
