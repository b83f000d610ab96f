"""All households, and whom an address or a couple's id belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib import keys
from workbench.simulate_faults.people.household import household

if TYPE_CHECKING:
    from workbench.simulate_faults.people.household import Household, Person
    from workbench.simulate_faults.world.dice import Dice
    from workbench.simulate_faults.world.watched_table import Commit


@dataclass(slots=True)
class Homes:
    all: list[Household] = field(default_factory=list)

    def build(self, dice: Dice, couples: int) -> None:
        self.all += [household(dice, number) for number in range(1, couples + 1)]

    def committed(self, commit: Commit) -> None:
        """A couple is there, or gone."""
        pk, sk = commit.key
        if sk != keys.COUPLE:
            return
        couple_id = pk.partition("#")[2]
        if commit.before is None and commit.after is not None:
            contacts = commit.after["a"]["contacts"].values()
            for person in map(self.person, (one["address"] for one in contacts)):
                if person is not None:
                    person.home.id = couple_id
        home = self.of(couple_id)
        if commit.after is None and home is not None:
            home.past.append(couple_id)

    def of(self, couple_id: str) -> Household | None:
        return next((one for one in self.all if one.id == couple_id), None)

    def person(self, address: str) -> Person | None:
        people = (one for home in self.all for one in home.people.values())
        return next((one for one in people if address in {one.phone, one.mail}), None)

    @property
    def erased(self) -> list[str]:
        return [couple_id for home in self.all for couple_id in home.past]
