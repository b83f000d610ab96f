"""With promise 4: never more texts a day than the operator is ready to pay for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from workbench.simulate_faults.promises.chronicle import Chronicle
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.providers import Taken

JUST_AFTER_MIDNIGHT = timedelta(minutes=30)  # what is claimed then may count for the day before


@dataclass(slots=True)
class Ceiling:
    """Texts by the day of their claim, which follows their being counted."""

    verdicts: Verdicts
    chronicle: Chronicle
    a_day: int
    texts: Counter[date] = field(default_factory=Counter)

    def took(self, taken: Taken) -> None:
        claim = self.chronicle.claims.get((taken.key, taken.attempt))
        if taken.channel != "sms" or claim is None:
            return
        counted = claim.at - JUST_AFTER_MIDNIGHT
        if counted.date() == claim.at.date():
            self.texts[counted.date()] += 1
            kept = self.texts[counted.date()] <= self.a_day
            self.verdicts.hold(4, kept, f"{taken.key.sk} is a text past the day's {self.a_day}")
