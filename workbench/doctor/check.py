"""A check: what it is called, when it makes sense, and the function that looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Channel
    from workbench.doctor.findings import Verdict
    from workbench.doctor.patient import Patient


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at. It never changes anything."""

    name: str  # "table: TTL"
    look: Callable[[Patient], Verdict]
    after: Check | None = None  # without that one there is nothing to see
    early: bool = False  # makes sense before there is a stack
    channel: Channel | None = None  # only if this one is switched on
    not_local: str = ""  # why there is nothing to see on a local AWS


def check(
    name: str,
    *,
    after: Check | None = None,
    early: bool = False,
    channel: Channel | None = None,
    not_local: str = "",
) -> Callable[[Callable[[Patient], Verdict]], Check]:
    """Make a check of a function. A family's checks are what its file holds, in that order."""

    def made(look: Callable[[Patient], Verdict]) -> Check:
        return Check(name, look, after, early, channel, not_local)

    return made
