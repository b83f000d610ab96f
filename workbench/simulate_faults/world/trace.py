"""What happened, step by step, for whoever has to understand a failure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.simulate_faults.world.stage import Stage

LONG_ID = re.compile(r"([0-9a-f]{6})[0-9a-f]{10,}")


@dataclass(frozen=True, slots=True)
class Line:
    """One step: when, who, what, and what went wrong with it."""

    at: datetime
    process: str
    what: tuple[object, ...]
    fault: str

    def words(self) -> str:
        wrong = f"   <- {self.fault}" if self.fault else ""
        words = f"{self.process:<44} {' '.join(map(str, self.what))}"
        return f"{self.at:%m-%d %H:%M:%S.%f}"[:-3] + f"  {short(words)}{wrong}"


def short(words: str) -> str:
    """Ids by their beginning."""
    return LONG_ID.sub(r"\1", words)


@dataclass(slots=True)
class Trace:
    """All lines, in order. They are put into words only when somebody asks."""

    stage: Stage
    lines: list[Line] = field(default_factory=list)

    def step(self, process: str, what: tuple[object, ...], fault: str = "") -> None:
        self.lines.append(Line(self.stage.now, process, what, fault))

    def digest(self) -> str:
        """The same for two simulations in which the very same happened."""
        whole = "\n".join(line.words() for line in self.lines)
        return hashlib.blake2b(whole.encode(), digest_size=16).hexdigest()
