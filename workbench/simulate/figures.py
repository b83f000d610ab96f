"""What is counted. Counters only, so that those of several processes add up to the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

SEGMENT_DOLLARS = 0.0083  # a US segment, Twilio's list price (2026)
CARRIER_DOLLARS = (0.0035, 0.0045)  # on top of each, by carrier
EMAIL_DOLLARS = (0.10 / 1000, 0.16 / 1000)  # SES, each


@dataclass(slots=True)
class Figures:
    """The year in counters."""

    couples: int = 0
    people: int = 0
    slots: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # rhythm, state, why
    notices: Counter[tuple[str, str]] = field(default_factory=Counter)  # name, state
    events: Counter[str] = field(default_factory=Counter)  # recorded, by name
    days: Counter[tuple[str, str]] = field(
        default_factory=Counter
    )  # local date, channel: messages that arrived
    minutes: Counter[tuple[str, int]] = field(
        default_factory=Counter
    )  # channel, local minute of the day
    answers_to_taps: Counter[tuple[str, int]] = field(
        default_factory=Counter
    )  # the same of what was asked for just now
    weekly: Counter[tuple[str, int]] = field(
        default_factory=Counter
    )  # channel, messages of one person in one week
    gaps: Counter[int] = field(
        default_factory=Counter
    )  # hours between two small notes of one person
    segments: Counter[str] = field(default_factory=Counter)  # what for: SMS segments
    texts: Counter[str] = field(default_factory=Counter)  # what for: texts
    emails: int = 0
    default_rhythm: int = 0  # notes to people who keep the default rhythm
    repeats: Counter[int] = field(
        default_factory=Counter
    )  # days between the same item twice, for those people
    preview: Counter[str] = field(
        default_factory=Counter
    )  # "as shown", or what explains the difference

    def add(self, other: Figures) -> None:
        for one in fields(self):
            mine, theirs = getattr(self, one.name), getattr(other, one.name)
            setattr(self, one.name, mine + theirs)

    def as_json(self) -> dict[str, Any]:
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: _plain(value) for name, value in plain.items()}


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the middle and the most of something counted."""

    least: int
    middle: int
    most: int
    of: int


def spread(counted: Mapping[int, int]) -> Spread | None:
    """Of values with how often each occurs; None if there are none."""
    of = sum(counted.values())
    if of == 0:
        return None
    below = 0
    for value in sorted(counted):
        below += counted[value]
        if below * 2 >= of:
            return Spread(min(counted), value, max(counted), of)
    raise AssertionError("unreachable: the last value has half of them below it")


def only(counted: Mapping[tuple[str, int], int], name: str) -> Counter[int]:
    """The part of a counter that has this name."""
    return Counter({value: times for (one, value), times in counted.items() if one == name})


@dataclass(frozen=True, slots=True)
class Cost:
    """Projected dollars, least and most."""

    texts: tuple[float, float]
    emails: tuple[float, float]


def cost(figures: Figures) -> Cost:
    segments = sum(figures.segments.values())
    low, high = (segments * (SEGMENT_DOLLARS + fee) for fee in CARRIER_DOLLARS)
    cheap, dear = (figures.emails * each for each in EMAIL_DOLLARS)
    return Cost((low, high), (cheap, dear))


def _plain(value: Any) -> Any:
    """Counters as JSON has them: names joined, in order."""
    if not isinstance(value, Counter):
        return value
    named = {_name(key): times for key, times in value.items()}
    return dict(sorted(named.items()))


def _name(key: Any) -> str:
    return "/".join(map(str, key)) if isinstance(key, tuple) else str(key)
