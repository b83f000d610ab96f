"""What people text to the service, by the real Replies.handle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.replies.said import Inbound
from workbench.simulate import life

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.couples.model import Partner
    from workbench.simulate.acts import Act
    from workbench.simulate.household import Household
    from workbench.simulate.life import Event
    from workbench.simulate.world import SimulatedWorld

WORDS = (
    "You got up at five so that I could sleep. Thank you",
    "Loved how you made them giggle at bath time",
    "The kitchen was clean when I came down. That was you",
    "You asked about my day and put the phone away",
    "can you bring milk?",  # not thanks: it is held
)
DIGITS = "0213"  # take it back, keep it private; or, if a date was asked for, one of those


@dataclass(frozen=True, slots=True)
class Phones:
    """Acts by text. `answered` is told what came back."""

    world: SimulatedWorld
    answered: Callable[[str], None]

    def acts(self) -> Mapping[str, Act]:
        return {
            life.STOPS: self._stop,
            life.STARTS: self.start,
            life.THANKS: self._thank,
            life.ANSWERS: self._answer,
        }

    def start(self, household: Household, event: Event, partner: Partner) -> bool:
        contact = partner.contact("sms")
        if contact is None or contact.state != "stopped":
            return False
        household.stopped.discard((event.key, "sms"))
        return self._text(partner, "START")

    def _stop(self, household: Household, event: Event, partner: Partner) -> bool:
        if not partner.reachable("sms"):
            return False
        self._text(partner, "STOP")
        household.stopped.add((event.key, "sms"))
        return True

    def _thank(self, household: Household, event: Event, partner: Partner) -> bool:
        dice = self.world.scenario.dice("thanks", household.number, event.key, event.at)
        return self._text(partner, dice.choice(WORDS))

    def _answer(self, _: Household, event: Event, partner: Partner) -> bool:
        return self._text(partner, DIGITS[event.at.second % len(DIGITS)])

    def _text(self, partner: Partner, words: str) -> bool:
        contact = partner.contact("sms")
        if contact is None:
            return False
        inbound = Inbound(f"SM{self.world.new_id()}", contact.address, words)
        self.answered(self.world.replies.handle(inbound, self.world.clock()))
        return True
