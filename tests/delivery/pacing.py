"""Processes that ask for instants, and how fast these are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from chalicelib import keys
from chalicelib.delivery.pace import Pace
from chalicelib.table import Put
from tests.racing import RacyTable
from tests.world import START

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.table import Table

MILLISECOND, SECOND = timedelta(milliseconds=1), timedelta(seconds=1)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
URGENT, PATIENT = 10 * MINUTE, 9 * HOUR  # for how long a message is good


class Asking(NamedTuple):
    """So many messages, one after the other, at one process."""

    process: int
    after: timedelta  # since the last time somebody asked
    messages: int
    good_for: timedelta
    raced_by: int | None  # a process that is faster by one


def pace(rate: float, table: Table | None = None) -> Pace:
    return Pace(table or RacyTable(), lambda _: rate)


def ask(
    one: Pace, messages: int, now: datetime = START, good_for: timedelta = PATIENT
) -> list[datetime]:
    """The instants of so many messages, without those for which there is no room."""
    asked = [one.instant("sms", now, now + good_for) for _ in range(messages)]
    return [at for at in asked if at is not None and at < now + good_for]


def in_any_second(instants: Sequence[datetime]) -> int:
    """The most that come within one second (to the millisecond)."""
    found, first = 0, 0
    for last, at in enumerate(instants):
        while at - instants[first] >= SECOND - MILLISECOND:
            first += 1
        found = max(found, last - first + 1)
    return found


def ahead(instants: Sequence[datetime], rate: float) -> float:
    """By how many messages any span of time is ahead of the rate."""
    behind, furthest = 0.0, 0.0
    for number, at in enumerate(instants):
        due = rate * (at - instants[0]).total_seconds()
        behind = min(behind, number - due)
        furthest = max(furthest, number + 1 - due - behind)
    return furthest


def played(
    rate: float, asked: Sequence[Asking], skews: Sequence[float]
) -> list[tuple[datetime, datetime]]:
    """Each message's instant, with the time at which it was asked for on that process's clock."""
    table, now = RacyTable(), START
    processes = [pace(rate, table) for _ in range(4)]
    found: list[tuple[datetime, datetime]] = []

    def once(process: int, good_for: timedelta) -> None:
        own = now + timedelta(seconds=skews[process])
        at = processes[process].instant("sms", own, own + good_for)
        if at is not None and at < own + good_for:
            found.append((own, at))

    for one in asked:
        now += one.after
        for _ in range(one.messages):
            if one.raced_by is not None:
                raced_by = one.raced_by
                table.before = [lambda: once(raced_by, PATIENT)]  # noqa: B023 - called at once
            once(one.process, one.good_for)
            table.before = []
    return found


def an_hour_ahead(one: Pace) -> Pace:
    """The instants of the next hour are given away to patient messages."""
    at = int(START.timestamp() * 1000)
    wide = {"PK": keys.pace_pk("sms"), "SK": keys.PACE, "wide": at + 3_600_000, "tight": at}
    one.table.write(Put(wide))
    return one
