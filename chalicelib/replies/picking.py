"""Picking the week's date: one choice for both, until somebody who knows of it changes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol

from chalicelib.couples.dates import WeekDate
from chalicelib.couples.meetings import iso_week

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from chalicelib.couples.dates import Dates
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.table import Write

EARLY_BED = ""  # the idea behind the digit 0

# picked: it stands now. taken: the other's pick stands. back: one's own was taken back.
Became = Literal["picked", "taken", "back", "early"]


class Tell(Protocol):
    """Tells the other of the two what became of a date."""

    def __call__(self, couple_id: str, told: PartnerKey, picked: WeekDate) -> None: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A note that asked one of the two: on which local date, with which ideas."""

    day: str  # ISO
    ideas: tuple[str, ...]

    @property
    def week(self) -> str:
        return iso_week(date.fromisoformat(self.day))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a pick; `stands` is the week's date after it, None if there is none."""

    became: Became
    stands: WeekDate | None = None


@dataclass(frozen=True, slots=True)
class Picking:
    """The use case, with what it needs."""

    dates: Dates
    preferences: Preferences
    tell: Tell

    def pick(
        self,
        couple: Couple,
        key: PartnerKey,
        asked: Asked,
        idea: str,
        now: datetime,
        knows: int | None = None,
    ) -> Outcome:
        """Pick one of the `asked` ideas, or EARLY_BED. Doing it again changes nothing.

        The other's pick is left alone unless this partner `knows` of it (its number).
        With an edit of the couple that changes nothing else, so that a notice of the pick
        before, which is just being sent, looks again.
        """
        found: list[tuple[WeekDate | None, WeekDate | None]] = []

        def writes(_: Couple) -> Sequence[Write]:
            before = self.dates.of_week(couple.id, asked.week)
            after = _after(before, key, asked, idea, knows)
            found[:] = [(before, after)]
            return [self.dates.change(couple.id, before, after, now)] if after else []

        before = self.dates.of_week(couple.id, asked.week)
        after = _after(before, key, asked, idea, knows)
        if after is not None:
            self.preferences.edit(couple.id, lambda one: one, now, writes)
            before, after = found[0]
        outcome = _outcome(before, after, key, asked, idea)
        if outcome.became in {"picked", "back"} and outcome.stands and not couple.solo:
            # Again with the same pick: whoever did it first may have died before this.
            self.tell(couple.id, other_of(key), outcome.stands)
        return outcome


def other_of(key: PartnerKey) -> PartnerKey:
    return "b" if key == "a" else "a"


def _after(
    before: WeekDate | None, key: PartnerKey, asked: Asked, idea: str, knows: int | None
) -> WeekDate | None:
    """The week's date with this pick, None if the pick changes nothing."""
    if before is None:
        return WeekDate(asked.week, idea, key, asked.day, hands=key) if idea else None
    own = before.by == key
    later_note = own and bool(before.item) and before.asked < asked.day
    if not idea:
        taken_back = own and before.item and not later_note
        return replace(before, item="", **_changed(before, key)) if taken_back else None
    if not own and before.item and before.number != knows:
        return None
    if own and before.item == idea and not later_note:
        return None
    day = max(before.asked, asked.day)
    after = replace(before, item=idea, by=key, asked=day, **_changed(before, key))
    if before.item and before.asked < day:  # the date of an earlier evening may well have been
        after = replace(after, earlier=(*before.earlier, before.item))
    return replace(after, hands=key) if later_note else after


def _changed(before: WeekDate, key: PartnerKey) -> dict[str, Any]:
    return {"number": before.number + 1, "hands": before.hands + key}


def _outcome(
    before: WeekDate | None, after: WeekDate | None, key: PartnerKey, asked: Asked, idea: str
) -> Outcome:
    if after is not None:
        return Outcome("picked" if after.item else "back", after)
    if before is None:
        return Outcome("early")
    if idea:
        return Outcome("picked" if before.by == key else "taken", before)
    was_back = before.by == key and not before.item and before.asked == asked.day
    return Outcome("back" if was_back else "early", before)
