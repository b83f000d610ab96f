"""Every throw follows from the seed and the name of what it decides, and from nothing else.

So one thing that struck can be switched off while all others strike as they did: that is how a
failure is replayed, and how it is cut down to the few things that it takes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

BITS = 64
HOLDS_NOTHING_UP = ("receipt", "clock", "stale", "texts thanks")


@dataclass(slots=True)
class Dice:
    """`only`: the names that may strike, None for all. `struck`: those that did, with their kind.

    `times`: when something struck that can hold up a message.
    """

    seed: int
    now: Callable[[], datetime]
    only: frozenset[str] | None = None
    struck: dict[str, str] = field(default_factory=dict)
    times: list[datetime] = field(default_factory=list)

    def bits(self, *what: object) -> int:
        """64 of them, the same for the same words."""
        named = "/".join(map(str, (self.seed, *what)))
        return int.from_bytes(hashlib.blake2b(named.encode(), digest_size=BITS // 8).digest())

    def chance(self, *what: object) -> float:
        """From 0 to 1."""
        return self.bits(*what) / float(2**BITS)

    def between(self, low: float, high: float, *what: object) -> float:
        return low + (high - low) * self.chance(*what)

    def strikes(self, kind: str, rate: float, name: str) -> bool:
        """Whether something happens here that need not happen."""
        return rate > 0 and self.chance(kind, name) < rate and self.let(kind, name)

    def let(self, kind: str, name: str) -> bool:
        """Note that it happens, unless it is switched off."""
        whole = f"{name}: {kind}"
        if self.only is not None and whole not in self.only:
            return False
        self.struck[whole] = kind
        if not kind.startswith(HOLDS_NOTHING_UP):
            self.times.append(self.now())
        return True

    def has_struck(self, kind: str, name: str) -> bool:
        return f"{name}: {kind}" in self.struck
