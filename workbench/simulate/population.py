"""Who takes part: couples that look like real ones, each made from the seed and its number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.couples.model import Contact, Couple, Meeting
from workbench.simulate import wishes

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from chalicelib.couples.model import Channel, PartnerKey
    from workbench.simulate.scenario import Scenario

NAMES = ("Alex", "Sam", "Kim", "Noor", "Ada", "Jo", "Robin", "Mar\u00eda", "Zo\u00eb", "Lukas",
         "Bo", "Maximilian-Friedrich")  # fmt: skip
BY_TEXT = 0.6  # sign up with a number; the others with an email address
SECOND_CHANNEL = 0.2
JOIN_AT_ONCE, JOIN_LATER = 0.5, 0.65  # of all couples; the rest stay alone
AS_THEY_START = 0.5  # change nothing of what everybody starts with


@dataclass(frozen=True, slots=True)
class Person:
    """One person before they sign up."""

    name: str
    zone: str
    first: Contact
    second: Contact | None
    choosy: bool  # changes what everybody starts with


@dataclass(frozen=True, slots=True)
class Family:
    """A couple before it signs up. `joins` is when b comes, None if never."""

    number: int
    signs_up: datetime
    a: Person
    b: Person
    joins: datetime | None
    meeting: Meeting

    def person(self, key: PartnerKey) -> Person:
        return self.a if key == "a" else self.b

    def settle_in(self, dice: Random, couple: Couple, key: PartnerKey) -> Couple:
        """The couple after this partner's first visit to their page."""
        partner, person = couple.partner(key), self.person(key)
        if partner is None or not person.choosy:
            return couple
        for wish in (wishes.evening, wishes.hours, wishes.rhythm, wishes.family, wishes.agenda):
            if dice.random() < 2 / 3:
                partner = wish(dice, partner)
        settled = couple.with_partner(key, wishes.sane(partner))
        return replace(settled, meeting=self.meeting)


def family(scenario: Scenario, number: int) -> Family:
    """The couple of that number."""
    dice = scenario.dice("family", number)
    signs_up = scenario.start + timedelta(seconds=dice.randrange(24 * 3600))
    home = wishes.zone(dice)
    away = wishes.zone(dice) if dice.random() < 1 / 20 else home
    joins = dice.random()
    after = timedelta(hours=1) if joins < JOIN_AT_ONCE else timedelta(days=scenario.days / 4)
    return Family(
        number,
        signs_up,
        _person(dice, f"a{number}", home),
        _person(dice, f"b{number}", away),
        signs_up + after if joins < JOIN_LATER else None,
        wishes.meeting(dice) if dice.random() < 1 / 3 else Meeting(),
    )


def address(channel: Channel, who: str) -> Contact:
    """An address that nobody has: area code 000 does not exist, example.com takes no mail."""
    if channel == "email":
        return Contact("email", f"{who}@example.com")
    side, digits = who[0], "".join(letter for letter in who if letter.isdigit())
    return Contact("sms", f"+1000{'19'[side == 'b']}{digits:0>6}")


def _person(dice: Random, who: str, zone: str) -> Person:
    first: Channel = "sms" if dice.random() < BY_TEXT else "email"
    other: Channel = "email" if first == "sms" else "sms"
    second = address(other, who) if dice.random() < SECOND_CHANNEL else None
    choosy = dice.random() > AS_THEY_START
    return Person(dice.choice(NAMES), zone, address(first, who), second, choosy)
