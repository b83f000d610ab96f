"""Ids that a couple would get in any process: made from its number, not from a shared counter."""

from __future__ import annotations

import hashlib
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = -1


@dataclass(slots=True)
class Names:
    """The wiring's `new_id`: what is made while a couple acts belongs to that couple."""

    seed: int
    _acting: int = NOBODY
    _made: Counter[int] = field(default_factory=Counter)

    def __call__(self) -> str:
        self._made[self._acting] += 1
        what = f"{self.seed}/{self._acting}/{self._made[self._acting]}"
        return hashlib.blake2b(what.encode(), digest_size=8).hexdigest()

    @contextmanager
    def of(self, number: int) -> Iterator[None]:
        """While the couple of this number acts."""
        before, self._acting = self._acting, number
        try:
            yield
        finally:
            self._acting = before
