"""The two ways out of the dead-letter queue: back to be sent, or to an end in the ledger."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import WorkbenchError
from workbench.operating.dead_queue import AT_ONCE
from workbench.operating.endings import UNREADABLE, end
from workbench.operating.letters import about
from workbench.operating.picking import looked_through, named
from workbench.operating.reading import progress

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from workbench.operating.dead_queue import DeadQueue
    from workbench.operating.letters import Letter
    from workbench.operating.place import Place

# This checkout reads as its own version sends: so it must be the one that is deployed.
UNREADABLE_WHY = (
    "It is no message of ours, or of a version that this checkout is not. Drop it; or deploy what "
    "reads it, and replay it from that checkout."
)


class Replayed(NamedTuple):
    """How many messages were queued again, were not taken by SQS, were passed over."""

    queued: int
    not_taken: int
    unreadable: int


class UnreadableError(WorkbenchError):
    """Sending would not understand what was named; nothing was queued."""


class Dropped(NamedTuple):
    """How many are gone, are still there, and what the ledger has of what they were about."""

    gone: int
    left: int
    states: Counter[str]


def replay(letters: DeadQueue, ids: Sequence[str]) -> Replayed:
    """Queue these again, or else all that can be read. Raises UnreadableError before it begins."""
    with looked_through(letters) as found:
        wanted = named(found, ids) if ids else [one for one in found if one.readable]
        _refuse([one for one in wanted if not one.readable])
        with progress(_tens(wanted), "Replaying") as tens:
            queued = sum(len(letters.replay(ten)) for ten in tens)
        unreadable = 0 if ids else len(found) - len(wanted)
        return Replayed(queued, len(wanted) - queued, unreadable)


def drop(place: Place, letters: DeadQueue, ids: Collection[str]) -> Dropped:
    """End what these are about in the ledger, then remove them."""
    states: Counter[str] = Counter()
    gone = 0
    with looked_through(letters) as found:
        wanted = [one for one in found if one.id in ids]
        with progress(_tens(wanted), "Dropping") as tens:
            for ten in tens:
                states.update(_ended(place, one) for one in ten)
                gone += len(letters.remove(ten))
    return Dropped(gone, len(ids) - gone, states)


def _refuse(unreadable: Sequence[Letter]) -> None:
    if unreadable:
        listed = ", ".join(one.id for one in unreadable)
        raise UnreadableError(f"Nothing was queued: {listed} would fail again. {UNREADABLE_WHY}")


def _ended(place: Place, letter: Letter) -> str:
    found = about(letter.body)
    return end(place.table, found, place.clock()) if found else UNREADABLE


def _tens(letters: Sequence[Letter]) -> list[Sequence[Letter]]:
    return [letters[first : first + AT_ONCE] for first in range(0, len(letters), AT_ONCE)]
