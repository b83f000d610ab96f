"""What people said last, whatever the service made of it: the truth that promise 2 is held to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel, PartnerKey
    from workbench.simulate_faults.people.household import Person
    from workbench.simulate_faults.people.wants import Deed
    from workbench.simulate_faults.world.stage import Stage

    Address = tuple[Channel, str]
    Who = tuple[str, PartnerKey]

Says = Literal["", "leaves by text", "leaves by mail", "returns by text", "returns by mail",
               "pauses", "resumes", "erases", "holds", "lets go"]  # fmt: skip
BY: dict[str, Channel] = {"by text": "sms", "by mail": "email"}
NOBODY = ("", "a")


@dataclass(slots=True)
class Said:
    """Each `since` the step at which we answered that it is so. Contradicting it ends it at once:
    from then on nobody can say which of the two counts, until that is answered, too."""

    stage: Stage
    left: dict[Address, int] = field(default_factory=dict)
    paused: dict[Who, int] = field(default_factory=dict)
    held: int | None = None

    def begins(self, person: Person, deed: Deed) -> None:
        """Somebody says something; we have not answered."""
        verb, _, by = deed.says.partition(" ")
        if verb == "returns":
            self.left.pop(_address(person, BY[by]), None)
        if verb in {"pauses", "resumes"}:
            self.paused.pop((person.home.id or "", person.key), None)
        if deed.says == "lets go":
            self.held = None

    def answered(self, person: Person, deed: Deed, _: str) -> None:
        """We said that it is done."""
        verb, _, by = deed.says.partition(" ")
        if verb == "leaves":
            self.left[_address(person, BY[by])] = self.stage.step
        if verb == "pauses" and person.home.id is not None:
            self.paused[person.home.id, person.key] = self.stage.step
        if deed.says == "holds":
            self.held = self.stage.step


def _address(person: Person, channel: Channel) -> Address:
    return channel, person.contact(channel).address
