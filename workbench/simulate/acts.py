"""Lets the events of a life happen, through the use cases that the pages and webhooks call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.couples.model import Partner
from workbench.simulate.household import Household
from workbench.simulate.life import Event

if TYPE_CHECKING:
    from workbench.simulate.world import SimulatedWorld

# Does what an event says for one partner of a household, as they are now. False: nothing to do.
Act = Callable[[Household, Event, Partner], bool]


@dataclass(frozen=True, slots=True)
class Actor:
    """`record` keeps what happened; what changed nothing is not recorded."""

    world: SimulatedWorld
    acts: Mapping[str, Act]
    record: Callable[[Household, str], None]

    def happen(self, household: Household, event: Event) -> None:
        couple = self.world.couples.get(household.id, consistent=True)
        partner = dict(couple.partners()).get(event.key) if couple else None
        if partner is None:
            return  # not joined yet
        with self.world.names.of(household.number):
            if self.acts[event.name](household, event, partner):
                self.record(household, event.name)
