"""One invocation of ours: a tick, a send, a webhook, a page."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


class Died(BaseException):
    """The process is gone. Not an Exception: nothing of ours may catch it and go on."""


@dataclass(frozen=True, slots=True)
class Looked:
    """When a process last read something: what was committed before, it has seen."""

    step: int
    at: datetime


@dataclass(eq=False, slots=True)
class Process:
    """`name` is the same in every replay; `about` is what it works on."""

    name: str
    about: object = None
    skew: timedelta = timedelta(0)  # of its clock
    calls: int = 0  # across a boundary, so far
    ids: int = 0  # made up, so far
    faults: list[str] = field(default_factory=list)  # that struck it
    looks: dict[tuple[str, str], Looked] = field(default_factory=dict)
    gone: bool = False
    baton: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True, slots=True)
class Invocation:
    """What a process does, and who is told how it came out."""

    process: Process
    act: Callable[[], object]
    ended: Callable[[Exception | None], object]
    died: Callable[[], object]

    def live(self) -> None:
        failure: Exception | None = None
        try:
            self.act()
        except Died:
            self.died()
            return
        except Exception as error:  # noqa: BLE001 - a Lambda reports it; so do we
            failure = error
        self.ended(failure)
