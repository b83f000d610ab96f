"""Why something else came than was shown: the recorded event that explains it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from chalicelib.scheduling.due import slot_on
from chalicelib.scheduling.rhythms import plan_of
from workbench.simulate import life
from workbench.simulate.shown import stands_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chalicelib.couples.model import PartnerKey, Rhythm
    from chalicelib.table import Item
    from workbench.simulate.household import Household, Recorded
    from workbench.simulate.laws import Laws
    from workbench.simulate.scenario import Interruption

ON_ITS_WAY = timedelta(minutes=2)  # so fresh a slot may change with what is recorded then
# What ends what is still to come, whatever follows.
GIVE_UP = (life.PAUSES, life.STOPS, life.LEAVES, life.LOSES)


@dataclass(frozen=True, slots=True)
class Difference:
    """A slot that is not as it was shown at `taken`; `came` is all that came since, by SK."""

    sk: str
    due: datetime
    taken: datetime
    came: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class Explanations:
    """Each names what happened; "" is what nobody can explain."""

    laws: Laws
    interruptions: Sequence[Interruption]

    def of(self, household: Household, found: Difference) -> str:
        for one in self.interruptions:
            if one.start - ON_ITS_WAY <= found.due < one.end:
                if self._left_its_trace(found):
                    return one.name
                given_up = self._given_up(household, found, one.end)
                return f"{given_up} in {one.name}" if given_up else ""
        return self._recorded(household, found)

    def _recorded(self, household: Household, found: Difference) -> str:
        """Something about this very slot, or else while it was on its way."""
        since = [one for one in household.diary if one.at >= found.taken]
        about_it = [one for one in since if one.sk == found.sk]
        until = found.due + ON_ITS_WAY
        just_then = [
            one for one in since if found.due <= one.at <= until and _changes_something(one)
        ]
        explains = about_it or just_then
        return explains[-1].name if explains else ""

    def _left_its_trace(self, found: Difference) -> bool:
        return found.sk in found.came or any(
            stands_for(one, found.sk) for one in found.came.values()
        )

    def _given_up(self, household: Household, found: Difference, end: datetime) -> str:
        """What they did while a slot was overdue, so that they want none on its day any more.

        Such a slot is dropped without a trace, like one that is on its way.
        """
        wanted = self._is_wanted(household, found.sk)
        for one in household.diary:
            meanwhile = found.due <= one.at <= end and _changes_something(one)
            if meanwhile and (one.name in GIVE_UP or not wanted):
                return one.name
        return ""

    def _is_wanted(self, household: Household, sk: str) -> bool:
        """Whether the couple's preferences as they are now have a slot on that day, at any time."""
        _, key, day, rhythm = sk.split("#")
        couple = self.laws.couple(household.id)
        plan = plan_of(couple, cast("PartnerKey", key), cast("Rhythm", rhythm))
        return plan is not None and slot_on(plan, date.fromisoformat(day)) is not None


def _changes_something(recorded: Recorded) -> bool:
    """Whether it may change what is to come, beyond the one delivery that it is about."""
    return not recorded.sk and recorded.name not in life.CHANGE_NOTHING
