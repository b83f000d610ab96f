"""A personal ring of items: it repeats nothing until it has gone round. Pure.

The items stand in the order of a hash of the person and the item. The next one is the next that
fits after the last one sent, so no history is kept: a new item slots in, a retired one drops out,
and neither moves the others. Preferences only filter. An item that did not fit when its turn came
(its season, an act used a week ago) is not lost for the round: it waits, and comes as soon as it
fits, as long as the deliveries that were read back show that it was passed over.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from chalicelib.content.model import Item

_ROUND = 2**64  # places in a ring


@dataclass(frozen=True, slots=True)
class Told:
    """An item somebody got. `reached`: how far their ring had come, further if this had waited."""

    item: str
    reached: str


@dataclass(frozen=True, slots=True)
class Ring:
    """One person's ring, and what came of it `lately`: newest first, as far back as is known."""

    key: str
    lately: Sequence[Told] = ()

    def line(self, items: Iterable[Item]) -> list[Item]:
        """The items in the order in which they are asked: first who waits, then on along the ring.

        With them stands whatever came already, at the end, for when there is nothing else.
        """
        turn = self._turn()
        return sorted(items, key=lambda item: turn(item.id))

    def told(self, item_id: str) -> Told:
        """What is to be kept of an item that comes now."""
        waited = self._turn()(item_id) < 0
        return Told(item_id, self.lately[0].reached if waited else item_id)

    def _turn(self) -> Callable[[str], int]:
        """How far ahead along the ring an item is; below 0 if it was passed over, and waits."""
        reached = place(self.key, self.lately[0].reached) if self.lately else -1
        back, told = self._known()

        def turn(item_id: str) -> int:
            ahead = (place(self.key, item_id) - reached - 1) % _ROUND
            behind = _ROUND - 1 - ahead
            return -behind if 0 < behind < back and item_id not in told else ahead

        return turn

    def _known(self) -> tuple[int, frozenset[str]]:
        """How far back, within one round, it is known all that came; and what that was."""
        back, told = 0, set[str]()
        for newer, older in pairwise(self.lately):
            came = (place(self.key, newer.reached) - place(self.key, older.reached)) % _ROUND
            if came == 0 and newer.item == newer.reached:
                came = _ROUND  # once round, to the only one there is
            if back + came >= _ROUND:
                break
            back += came
            told.add(newer.item)
        return back, frozenset(told)


@lru_cache(maxsize=4096)
def place(ring_key: str, item_id: str) -> int:
    """Where an item stands in a person's ring, whatever else is in it."""
    digest = hashlib.blake2b(f"{ring_key}\n{item_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest)
