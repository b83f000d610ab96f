"""How people lose, leave and get addresses: by unsubscribing, and by confirming others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.simulate import life
from workbench.simulate.population import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.model import Contact, Partner
    from workbench.simulate.acts import Act
    from workbench.simulate.arrivals import Arrivals
    from workbench.simulate.household import Household
    from workbench.simulate.life import Event
    from workbench.simulate.world import SimulatedWorld

OTHERS = 100_000  # couples with addresses of their own; what is beyond is for further ones


@dataclass(frozen=True, slots=True)
class Addresses:
    """Acts on contacts. `start` is how a number comes back that had said STOP."""

    world: SimulatedWorld
    arrivals: Arrivals
    start: Act

    def acts(self) -> Mapping[str, Act]:
        return {
            life.LEAVES: self._leave,
            life.COMES_BACK: self._come_back,
            life.ADDS: self._add,
        }

    def _leave(self, household: Household, event: Event, partner: Partner) -> bool:
        if not partner.reachable("email"):
            return False
        leaving = self.world.site.leaving
        leaving.stop(household.id, event.key, "email", "one-click unsubscribe")
        household.stopped.add((event.key, "email"))
        return True

    def _come_back(self, household: Household, event: Event, now: Partner) -> bool:
        """Whatever was lost is confirmed again; a number that said STOP says START."""
        for contact in now.contacts:
            if contact.state == "unreachable" or _is_stopped(contact, "email"):
                self.arrivals.confirm_address(household, event.key, contact)
            elif _is_stopped(contact, "sms"):
                return self.start(household, event, now)
        return False  # recorded when it is confirmed

    def _add(self, household: Household, event: Event, now: Partner) -> bool:
        """The second channel, or another address in the place of one they had."""
        contact = household.family.person(event.key).second
        if contact is None or now.contact(contact.channel) is not None:
            dice = self.world.scenario.dice("address", household.number, event.key, event.at)
            who = f"{event.key}{household.number + OTHERS * dice.randrange(1, 9)}"
            contact = address(dice.choice(("email", "sms")), who)
        if now.contact(contact.channel) is None or now.reachable(contact.channel):
            self.arrivals.confirm_address(household, event.key, contact)
        return False


def _is_stopped(contact: Contact, channel: str) -> bool:
    return contact.channel == channel and contact.state == "stopped"
