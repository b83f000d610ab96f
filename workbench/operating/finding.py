"""What an operator sees of a dead letter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from workbench.operating.columns import count, minute, table
from workbench.operating.endings import worth
from workbench.operating.letters import about

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.operating.letters import About, Letter
    from workbench.operating.place import Place

HEAD = ("id", "couple", "", "what", "good until (UTC)", "old", "worth it")
SHORT = 8  # characters of an id: enough to name it
NO_REASON = "no reason: SQS moved it itself"
NOTHING = "nothing that can be read"


@dataclass(frozen=True, slots=True)
class Finding:
    """One letter: what it is about, and whether a replay would still send something."""

    letter: Letter
    about: About | None
    worth: str  # endings.worth

    @property
    def why(self) -> str:
        return self.letter.reason or NO_REASON

    @property
    def message(self) -> Any:
        """Its body as JSON; as the text it is, if it is none."""
        try:
            return json.loads(self.letter.body)
        except ValueError:
            return self.letter.body

    def as_json(self) -> dict[str, Any]:
        found = self.about
        return {
            "id": self.letter.id,
            "reason": self.letter.reason,
            "couple": found and found.couple,
            "partner": found and found.partner,
            "sort": found and found.sort,
            "name": found and found.name,
            "date": found and found.date,
            "fallback": found and found.fallback,
            "good_until": found and found.good_until,
            "queued_at": self.letter.queued_at,
            "worth": self.worth,
        }


def finding(place: Place, letter: Letter) -> Finding:
    found = about(letter.body)
    return Finding(letter, found, worth(place.table, letter, found, place.clock()))


def in_words(found: Sequence[Finding]) -> str:
    """What failed, and below it what it failed for: a table for each reason."""
    by_reason = sorted(found, key=lambda one: one.why)
    return "\n\n".join(
        f"{why}\n{table(HEAD, [_row(one) for one in same])}"
        for why, same in groupby(by_reason, key=lambda one: one.why)
    )


def _row(one: Finding) -> Sequence[str]:
    letter_id, old = one.letter.id[:SHORT], _age(one.letter.queued_at)
    found = one.about
    if found is None:
        return letter_id, "-", "-", NOTHING, "-", old, one.worth
    until = minute(found.good_until)
    return letter_id, found.couple or "-", found.partner, found.what, until, old, one.worth


def _age(queued_at: datetime) -> str:
    """In real time, which is SQS's, whatever clock the service has."""
    old = datetime.now(UTC) - queued_at
    if old >= timedelta(days=2):
        return count(old.days, "day")
    if old >= timedelta(hours=2):
        return f"{old // timedelta(hours=1)} h"
    return f"{max(old, timedelta(0)) // timedelta(minutes=1)} min"
