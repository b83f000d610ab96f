"""What happens to a couple in the time, and when: drawn from the seed before anything begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from chalicelib.scheduling.due import local_time
from workbench.simulate import wishes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from random import Random

    from chalicelib.couples.model import PartnerKey
    from workbench.simulate.population import Family
    from workbench.simulate.scenario import Scenario
    from workbench.simulate.wishes import Wish

# Edits on the own page, with how often a partner makes them in a year.
EDITS: Mapping[str, tuple[Wish, float]] = {
    "edits the rhythm": (wishes.rhythm, 1.5),
    "edits the evening": (wishes.evening, 1.0),
    "edits the hours for texts": (wishes.hours, 0.4),
    "edits the family": (wishes.family, 0.5),
    "edits the agenda": (wishes.agenda, 0.4),
    "switches a rhythm": (wishes.switched, 0.5),
    "changes channels": (wishes.channels, 0.5),
    "moves to another zone": (wishes.moved, 0.6),
}
SAVES_THE_SAME = "saves the page as it is"
EDITS_THE_MEETING = "edits the meeting"
PAUSES, RESUMES = "pauses", "resumes"
STOPS, STARTS = "texts STOP", "texts START"
LEAVES, COMES_BACK = "leaves a channel", "comes back"
ADDS, LOSES = "adds a contact", "loses an address"
THANKS, ANSWERS = "texts thanks", "texts a digit"
CHANGE_NOTHING = (THANKS, ANSWERS)  # for what is to come
OTHERS: Mapping[str, float] = {
    SAVES_THE_SAME: 0.3,
    EDITS_THE_MEETING: 0.5,
    PAUSES: 0.8,
    STOPS: 0.25,
    LEAVES: 0.15,
    ADDS: 0.25,
    THANKS: 18.0,
}
FOLLOWS: Mapping[str, tuple[str, float, float]] = {  # what, how often, within how many days
    PAUSES: (RESUMES, 0.8, 25),
    STOPS: (STARTS, 0.7, 40),
    LEAVES: (COMES_BACK, 0.6, 40),
    THANKS: (ANSWERS, 0.3, 0.01),
}
JUST_THEN = 0.3  # of events come within seconds of ...
BUSY = ((20, 15), (12, 0))  # ... when everybody's first notes and agendas go out


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one partner does."""

    at: datetime
    key: PartnerKey
    name: str


def events(scenario: Scenario, family: Family) -> Iterator[Event]:
    """All of a couple's, in no order."""
    keys: tuple[PartnerKey, ...] = ("a", "b") if family.joins else ("a",)
    for key in keys:
        since = family.joins if key == "b" and family.joins else family.signs_up
        dice = scenario.dice("life", family.number, key)
        rates = {name: rate for name, (_, rate) in EDITS.items()} | dict(OTHERS)
        for name, rate in rates.items():
            for at in _moments(dice, since + timedelta(days=1), scenario.end, rate, family.a.zone):
                yield from _with_what_follows(dice, Event(at, key, name))


def _moments(
    dice: Random, start: datetime, end: datetime, a_year: float, zone: str
) -> Iterator[datetime]:
    """Moments at that rate; some of them in the very seconds in which most notes are sent."""
    at = start
    while (at := at + timedelta(days=dice.expovariate(a_year / 365))) < end:
        moment = at.replace(microsecond=0)
        if dice.random() < JUST_THEN:
            hour, minute = dice.choice(BUSY)
            there = local_time(at, zone).replace(hour=hour, minute=minute, fold=0)
            busy = there.replace(second=dice.randrange(4), microsecond=0).astimezone(UTC)
            moment = busy if start < busy < end else moment
        yield moment


def _with_what_follows(dice: Random, event: Event) -> Iterator[Event]:
    yield event
    if event.name in FOLLOWS:
        name, share, days = FOLLOWS[event.name]
        if dice.random() < share:
            yield Event(event.at + timedelta(days=dice.random() * days), event.key, name)
