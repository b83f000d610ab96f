"""Raising the number of shards, step by step, while the service runs. Each step can be repeated.

An entry is moved by one write: out of its shard and into the other at once, and only if its
next slot and its plan are what was read. So a tick that meets it on the way finds it in the
one, in the other, or for a moment in both: the claim absorbs that, as it does any repeated slot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from chalicelib.scheduling.shards import BETWEEN_STEPS, MOST
from chalicelib.table import Change, Conflict, Expect
from workbench.errors import WorkbenchError
from workbench.operating.columns import minute
from workbench.operating.standing import standing_of

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.scheduling.shards import Counts
    from chalicelib.table import Table
    from workbench.operating.standing import Standing

TRIES = 5
Step = Literal["read", "write", "move"]


class RaiseError(WorkbenchError):
    """The number cannot be raised like that, or not yet."""


def next_step(counts: Counts, to: int, now: datetime) -> Step:
    """What comes next on the way to `to` shards. Raises RaiseError."""
    if to < counts.read:
        raise RaiseError(
            f"There are {counts.read} shards, and they never become fewer: entries in the others "
            f"would be lost. Say at least --to {counts.read}."
        )
    if to > MOST:
        raise RaiseError(f"There can be at most {MOST} shards: each is read every minute.")
    if to > counts.read:
        return "read"
    if counts.write == counts.read:
        return "move"
    if now < come_back(counts):
        raise RaiseError(
            f"Too early: not every process knows of the {to} shards yet. Run the same command "
            f"again at {minute(come_back(counts))} UTC or later (it is {minute(now)})."
        )
    return "write"


def come_back(counts: Counts) -> datetime:
    """From when on what is read may be written to."""
    if counts.since is None:
        raise RaiseError("CONTROL / SHARDS in the table is damaged: it has no `since`.")
    return counts.since + BETWEEN_STEPS


def move(table: Table, entry: Standing, shards: int) -> bool:
    """Move one entry to its shard. False if others were faster, time and again."""
    one: Standing | None = entry
    for _ in range(TRIES):
        if one is None or one.shard == one.home(shards):
            return True  # planned for the last time, set aside, erased, or moved meanwhile
        try:
            table.write(_to(one, one.home(shards)))
        except Conflict:
            item = table.get(one.pk, one.sk, consistent=True)
            one = standing_of(item) if item else None
        else:
            return True
    return False


def _to(one: Standing, shard: str) -> Change:
    unmoved = Expect(attributes={"due_at": one.due_at, "plan.rev": one.rev})
    return Change(one.pk, one.sk, set={"due_shard": shard}, expect=unmoved)
