"""Who takes part: couples of two, each with a phone, a mailbox, and words of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib.couples.model import Contact

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel, PartnerKey
    from workbench.simulate_faults.world.dice import Dice

NAMES = ("Alex", "Sam", "Kim", "Noor", "Ada", "Jo", "Robin", "Zo\u00eb")
ZONES = (
    *("America/New_York",) * 3,
    "America/Los_Angeles",
    "America/St_Johns",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
)
BY_TEXT = 0.55  # sign up with their phone; the others with their mailbox


@dataclass(eq=False, slots=True)
class Person:
    """`busy` while they do something: they do one thing at a time."""

    home: Household
    key: PartnerKey
    name: str
    zone: str
    phone: str
    mail: str
    first: Channel
    busy: bool = False
    deeds: int = 0

    @property
    def who(self) -> str:
        return f"couple {self.home.number} {self.key}"

    def contact(self, channel: Channel) -> Contact:
        return Contact(channel, self.phone if channel == "sms" else self.mail)


@dataclass(eq=False, slots=True)
class Household:
    """`id` is its couple's, once there is one; `past` are those that were erased."""

    number: int
    people: dict[PartnerKey, Person] = field(default_factory=dict)
    id: str | None = None
    past: list[str] = field(default_factory=list)


def household(dice: Dice, number: int) -> Household:
    """The couple of that number, as the dice make it."""
    home = Household(number)
    zone = ZONES[dice.bits("zone", number) % len(ZONES)]
    for side, key in enumerate(_KEYS):
        home.people[key] = Person(
            home,
            key,
            NAMES[dice.bits("name", number, key) % len(NAMES)],
            zone,
            f"+1000{side}{number:06}",
            f"{key}{number}@example.com",
            "sms" if dice.chance("first", number, key) < BY_TEXT else "email",
        )
    return home


_KEYS: tuple[PartnerKey, ...] = ("a", "b")
