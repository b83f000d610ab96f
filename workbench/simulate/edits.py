"""What people change on their own page: preferences and pauses, by the real Preferences.edit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.scheduling.due import local_date
from workbench.simulate import life, wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.couples.model import Couple, Partner
    from workbench.simulate.acts import Act
    from workbench.simulate.household import Household
    from workbench.simulate.life import Event
    from workbench.simulate.world import SimulatedWorld

OPEN_PAUSE = 0.4  # of pauses are without an end


@dataclass(frozen=True, slots=True)
class Edits:
    """Acts on the page's forms."""

    world: SimulatedWorld

    def acts(self) -> Mapping[str, Act]:
        names = (*life.EDITS, life.SAVES_THE_SAME, life.EDITS_THE_MEETING)
        pauses = {life.PAUSES: self._pause, life.RESUMES: self._resume}
        return dict.fromkeys(names, self._edit) | pauses

    def _edit(self, household: Household, event: Event, _: Partner) -> bool:
        def change(couple: Couple) -> Couple:
            dice = self.world.scenario.dice("edit", household.number, event.key, event.at)
            partner = couple.partner(event.key)
            if event.name == life.EDITS_THE_MEETING:
                return replace(couple, meeting=wishes.meeting(dice))
            if event.name == life.SAVES_THE_SAME or partner is None:
                return couple
            wish, _ = life.EDITS[event.name]
            return couple.with_partner(event.key, wishes.sane(wish(dice, partner)))

        self.world.preferences.edit(household.id, change, self.world.clock())
        return True

    def _pause(self, household: Household, event: Event, now_is: Partner) -> bool:
        dice = self.world.scenario.dice("pause", household.number, event.key, event.at)
        today = local_date(self.world.clock(), now_is.zone)
        is_open = dice.random() < OPEN_PAUSE
        until = None if is_open else today + timedelta(days=dice.randrange(1, 25))
        day = until.isoformat() if until else None
        self._change(household, event, lambda one: replace(one, paused=True, paused_until=day))
        household.resting[event.key] = until
        return True

    def _resume(self, household: Household, event: Event, now_is: Partner) -> bool:
        if not now_is.paused:
            return False
        self._change(household, event, lambda one: replace(one, paused=False, paused_until=None))
        household.resting.pop(event.key, None)
        return True

    def _change(
        self, household: Household, event: Event, change: Callable[[Partner], Partner]
    ) -> None:
        def whole(couple: Couple) -> Couple:
            partner = couple.partner(event.key)
            return couple.with_partner(event.key, change(partner)) if partner else couple

        self.world.preferences.edit(household.id, whole, self.world.clock())
