"""One deed under way: where it runs, who does it, and the dice that are its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from chalicelib.couples.preferences import Gone

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Couple, Partner
    from workbench.simulate_faults.people.household import Person
    from workbench.simulate_faults.world.lambdas import Lambda

MARK = re.compile(r"xq\d+z")  # in all words of theirs: whose they are can be told by it


@dataclass(frozen=True, slots=True)
class Doing:
    """What every deed is given."""

    where: Lambda
    person: Person
    bits: int
    tries: int = 1

    @property
    def dice(self) -> Random:
        return Random(self.bits)  # noqa: S311 - the same dice in every replay

    @property
    def text(self) -> int:
        """Which text it is by now: Twilio asks again once, then they type it anew."""
        return (self.tries - 1) // 2

    @property
    def mark(self) -> str:
        return f"xq{self.bits % 10**9}{self.text}z"

    @property
    def couple_id(self) -> str:
        """Raises Gone: they have none (any more)."""
        if self.person.home.id is None:
            raise Gone(self.person.who)
        return self.person.home.id

    def edit(self, change: Callable[[Couple], Couple]) -> None:
        self.where.preferences.edit(self.couple_id, change, self.where.clock())

    def edit_own(self, change: Callable[[Partner], Partner]) -> None:
        """Raises Gone if they are not one of the couple."""

        def whole(couple: Couple) -> Couple:
            partner = couple.partner(self.person.key)
            if partner is None:
                raise Gone(couple.id)
            return couple.with_partner(self.person.key, change(partner))

        self.edit(whole)
