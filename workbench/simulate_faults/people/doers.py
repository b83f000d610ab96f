"""Lets people do things: one at a time each, and again when the page or the phone fails them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.couples.confirm import Taken
from chalicelib.couples.preferences import Gone
from workbench.simulate_faults.people.doing import Doing
from workbench.simulate_faults.people.wants import DEEDS
from workbench.simulate_faults.world.events import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.simulate_faults.people.household import Person
    from workbench.simulate_faults.people.wants import Deed
    from workbench.simulate_faults.world.events import Events
    from workbench.simulate_faults.world.functions import Functions
    from workbench.simulate_faults.world.lambdas import Lambda

MOST_TRIES = 4
TRIES_AGAIN_AFTER = (2.0, 40.0)  # seconds
BUSY_FOR = 7.0
TWICE = "webhook twice"
REPLAYED_AFTER = (15.0, 900.0)
REPLAYED = "replayed"


@dataclass(slots=True)
class Doers:
    """`events` hears when somebody begins something, and when we have answered that it is so."""

    functions: Functions
    events: Events

    def happen(self, person: Person, deed: Deed, name: str) -> None:
        """`name` is the same in every replay."""
        border = self.functions.edges.border
        if person.busy:
            border.stage.after(BUSY_FOR, partial(self.happen, person, deed, name))
        elif border.dice.let(deed.name, f"{name}: {person.who}"):
            person.busy = True
            tell(self.events.begins, person, deed)
            self._try(person, deed, name, 1)

    def _try(self, person: Person, deed: Deed, name: str, tries: int) -> None:
        dice = self.functions.edges.border.dice
        gone: list[bool] = []

        def act(where: Lambda) -> None:
            try:
                deed.do(Doing(where, person, dice.bits(name, deed.name), tries))
            except (Gone, Taken):  # the page says so, kindly
                gone.append(True)

        def failed() -> None:
            if tries == MOST_TRIES and not deed.stubborn:
                person.busy = False
            else:
                after = dice.between(*TRIES_AGAIN_AFTER, name, deed.name, tries)
                again = partial(self._try, person, deed, name, tries + 1)
                self.functions.edges.border.stage.after(after, again)

        def done() -> None:
            person.busy = False
            if not gone:
                self._answered(person, deed, name, act)

        again = f" try {tries}" if tries > 1 else ""
        self.functions.invoke(
            "pages", f"{name}: {person.who} {deed.name}{again}", act, done, failed
        )

    def _answered(
        self, person: Person, deed: Deed, name: str, act: Callable[[Lambda], object]
    ) -> None:
        border = self.functions.edges.border
        tell(self.events.answered, person, deed, name)
        if deed.then and border.dice.chance(name, "then") < deed.often:
            after = border.dice.between(*deed.within, name, "within")
            then = partial(self.happen, person, DEEDS[deed.then], f"{name} then")
            border.stage.after(after, then)
        rate = border.storm.rate(TWICE, border.stage.now)
        if deed.name.startswith("texts") and border.dice.strikes(TWICE, rate, name):
            after = border.dice.between(*REPLAYED_AFTER, name, REPLAYED)
            replay = f"{name}: {person.who} {deed.name} {REPLAYED}"
            border.stage.after(after, partial(self.functions.invoke, "pages", replay, act))
