"""Who is due: from the index to the queue, once a minute. Costs what is due, not who is there.

A shard is one query, as a rule. When that does not show all of it, a lease keeps the next tick
away while this one goes from page to page, and what it cannot finish goes on through a queue.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chalicelib.invocation import carried, tracing
from chalicelib.keys import utc_text
from chalicelib.scheduling.planned import Planned
from chalicelib.scheduling.rest import Rest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from chalicelib.scheduling.leases import Leases
    from chalicelib.scheduling.page import Pages
    from chalicelib.table import Page, Table

logger = logging.getLogger(__name__)

PAGE = 200  # entries of one shard read at a time
ENOUGH_SECONDS = 15.0  # for one more page, on a slow day
MOST_AT_ONCE = 16  # shards planned at the same time


class RestQueue(Protocol):
    """Where the rest of a shard goes, and of somebody who left."""

    def put_rest(self, rest: Rest) -> None: ...
    def put_erasure(self, couple_id: str, partner: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Planner:
    """What planning needs. `seconds_left` is what remains of this invocation."""

    table: Table
    pages: Pages
    leases: Leases
    rest: RestQueue
    clock: Callable[[], datetime]
    seconds_left: Callable[[], float]
    page_size: int = PAGE


def plan_due(planner: Planner, shards: Sequence[str]) -> Planned:
    """Plan everything that is due now, all shards at the same time, each on its own."""
    until = utc_text(planner.clock())
    workers = min(len(shards), MOST_AT_ONCE)
    with ThreadPoolExecutor(workers, initializer=carried()) as pool:
        return sum(pool.map(lambda shard: plan_shard(planner, shard, until), shards), Planned())


def plan_rest(planner: Planner, rest: Rest) -> Planned:
    """Go on where a tick left off, unless the shard has become somebody else's meanwhile."""
    holder = planner.leases.pass_on(rest.shard, rest.holder, planner.clock())
    if holder is None:
        return Planned()
    with tracing(rest.trace):
        page = planner.table.due(rest.shard, rest.until, planner.page_size, rest.start)
        return _pages(planner, rest.shard, rest.until, page, holder)


def plan_shard(planner: Planner, shard: str, until: str) -> Planned:
    try:
        return _shard(planner, shard, until)
    except Exception:  # the edge: one shard that fails must not hold up the others
        logger.exception("a shard could not be planned", extra={"shard": shard})
        return Planned(failed=1)


def _shard(planner: Planner, shard: str, until: str) -> Planned:
    page = planner.table.due(shard, until, planner.page_size)
    if page.more is None:
        return planner.pages.plan(page.items, planner.clock())
    holder = planner.leases.take(shard, planner.clock())
    if holder is None:
        return Planned()
    return _pages(planner, shard, until, page, holder)


def _pages(planner: Planner, shard: str, until: str, page: Page, holder: str) -> Planned:
    """This page and those after it, as long as the lease and the time last."""
    planned = planner.pages.plan(page.items, planner.clock())
    while page.more is not None:
        if planner.seconds_left() < ENOUGH_SECONDS:
            planner.rest.put_rest(Rest(shard, until, page.more, holder))
            return planned + Planned(handed_on=1)
        other = planner.leases.pass_on(shard, holder, planner.clock())
        if other is None:
            return planned
        holder = other
        page = planner.table.due(shard, until, planner.page_size, page.more)
        planned += planner.pages.plan(page.items, planner.clock())
    planner.leases.give_back(shard, holder)
    return planned
