"""What planning did, in figures that add up. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning did: slots queued, slots too late, entries that failed or were broken.

    `handed_on` counts shards whose rest went through the queue, `unknown` deliveries of which
    nobody will ever know. `lag`: how many seconds the oldest entry had been due.
    """

    queued: int = 0
    expired: int = 0
    failed: int = 0
    set_aside: int = 0
    handed_on: int = 0
    unknown: int = 0
    lag: int = field(default=0, compare=False)  # when it was done, not what

    def __add__(self, other: Planned) -> Planned:
        return Planned(
            self.queued + other.queued,
            self.expired + other.expired,
            self.failed + other.failed,
            self.set_aside + other.set_aside,
            self.handed_on + other.handed_on,
            self.unknown + other.unknown,
            max(self.lag, other.lag),
        )

    def figures(self) -> dict[str, int]:
        """By the names of the metrics (chalicelib.figures)."""
        return {
            "queued": self.queued,
            "expired": self.expired,
            "not_planned": self.failed,
            "set_aside": self.set_aside,
            "handed_on": self.handed_on,
            "unknown": self.unknown,
            "planning_lag": self.lag,
        }
