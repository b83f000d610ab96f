"""A stage's own use cases, run from a terminal.

What a person can do on a page or by a text, an operator does by the very same code: with the
settings of the functions that are deployed, and the rights of whoever is signed in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from chalicelib.wiring import Wiring
from workbench.operating.place import Place
from workbench.operating.post import reach_settings
from workbench.operating.queues import queue_url
from workbench.operating.way import Way

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.delivery.queue import Queue
    from chalicelib.table import Table


@dataclass(frozen=True)
class UseCases(Wiring):
    """The wiring of production; its clients are those of this terminal."""

    place: Place
    way: Way
    sqs: Any

    @cached_property
    def table(self) -> Table:
        return self.place.table

    @cached_property
    def clock(self) -> Callable[[], datetime]:
        return self.place.clock

    @cached_property
    def queue(self) -> Queue:
        """Raises UnreachableError if the stage has none."""
        from chalicelib.delivery.queue import SendQueue

        name = f"after-bedtime-{self.place.stage}-send"
        return SendQueue(lambda: self.sqs, queue_url(self.sqs, name, self.way))


@dataclass(frozen=True, slots=True)
class PlaceWithUseCases(Place):
    """One stage, as a command sees it that does something for a person."""

    use_cases: Wiring


def use_cases_of(place: Place) -> Wiring:
    """Raises UnreachableError."""
    if isinstance(place, PlaceWithUseCases):
        return place.use_cases
    port: int = click.get_current_context().params["port"]
    way = Way.to(place.stage, port)
    return UseCases(reach_settings(place, port), place, way, way.client("sqs"))
