"""One minute with 100 slots due, among so many couples: counted, and recorded to be timed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.counting_table import CountingTable, Counts
from benchmarks.dynamo_units import pages
from benchmarks.many_couples import MINUTE, THE_MINUTE, items
from benchmarks.naive_scan import only_couples
from benchmarks.planning_service import CountingSqs, PlanningService, scan
from benchmarks.recorded_table import RecordingTable, ReplayedTable, again
from chalicelib.keys import utc_text
from chalicelib.table import Put
from workbench.indexed_table import IndexedTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from benchmarks.recorded_table import Answers
    from chalicelib.table import Item

TICKS = 5  # of one process; the first of them reads the number of shards, which is kept


@dataclass(frozen=True, slots=True)
class Passed:
    """What letting a minute pass asked for, each time it was tried."""

    busy: Sequence[Counts]  # 100 slots were due
    quiet: Sequence[Counts]  # none was


@dataclass(frozen=True, slots=True)
class Minute:
    """The minute among so many couples, with all answers that it needs to pass again."""

    couples: int
    slots_a_week: int
    tick: Passed
    scan: Passed  # the peer
    answers: Answers
    scanned: Sequence[str]  # couples as JSON, a page each

    def ticking(self) -> PlanningService:
        """The tick on recorded answers; `plan` it as often as you like."""
        return PlanningService(ReplayedTable(self.answers), CountingSqs().queue())

    def naive(self) -> None:
        """The peer on recorded answers."""
        _naive(self.scanned)


def count(size: int) -> Minute:
    """Make the couples, let the minute pass both ways, and keep what that took."""
    table = IndexedTable(items(size))
    due = _due(table)
    busy = _ticks(table, THE_MINUTE, due)
    quiet = _ticks(table, THE_MINUTE - MINUTE, ())
    answers = _recorded(table)
    _restore(table, due)
    weekly = sum(map(_weekly, table.items.values()))
    naive, scanned = _scan(table)
    return Minute(size, weekly, Passed(busy, quiet), naive, answers, scanned)


def _ticks(table: IndexedTable, now: datetime, due: Sequence[Item]) -> list[Counts]:
    counting, sqs = CountingTable(table), CountingSqs()
    service = PlanningService(counting, sqs.queue(), now)
    found = []
    for _ in range(TICKS):
        counting.counts, sqs.calls = Counts(), 0
        service.plan()
        counting.counts.calls["queue"] = sqs.calls
        found.append(counting.counts)
        _restore(table, due)
    return found


def _recorded(table: IndexedTable) -> Answers:
    recording = RecordingTable(table)
    PlanningService(recording, CountingSqs().queue()).plan()
    return recording.answers


def _scan(table: IndexedTable) -> tuple[Passed, list[str]]:
    quiet, scanned = Counts(), []
    for page in pages(table.items.values()):
        quiet.read("scan", page)
        scanned.append(json.dumps([*only_couples(page)]))
    queued = Counter(queue=_naive(scanned))
    busy = Counts(quiet.calls + queued, quiet.reads, quiet.writes)
    return Passed([busy], [quiet]), scanned


def _naive(scanned: Sequence[str]) -> int:
    """Run the peer; returns how often it called the queue."""
    sqs = CountingSqs()
    scan(again(scanned), sqs.queue())
    return sqs.calls


def _due(table: IndexedTable) -> list[Item]:
    """Copies of the entries that are due in the minute."""
    at = utc_text(THE_MINUTE)
    return [{**item} for item in table.items.values() if item.get("due_at") == at]


def _restore(table: IndexedTable, due: Sequence[Item]) -> None:
    for item in due:
        table.write(Put(item))


def _weekly(item: Item) -> int:
    """Slots a week of a due entry."""
    return sum(at is not None for at in item["plan"]["times"]) if "due_at" in item else 0
