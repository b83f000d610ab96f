"""The check-in's steps as data: email, text and pages all show these. Pure."""

from __future__ import annotations

from dataclasses import dataclass

LENGTHS = (45, 30, 20, 10)
TONIGHT = 20
_LONG = {45: (3, 8, 5, 8, 14, 4, 3), 30: (2, 6, 4, 6, 8, 3, 1)}

PHONES = "Phones away."
ENERGY = "How much is left in you, 0 to 10? Under 3, take a short one."
THE_WEEK = "Nights, pick-ups, who needs a break. One job changes hands, whole."
TAKE_TURNS = "Three minutes each, and the other plays it back. Stop on time."
LOOK_BACK = "Four times a year, instead of a topic."
TWENTY = "Pick this week's twenty minutes for the two of you."
MORE = "The next twenty minutes?"
SLOT = "Twenty minutes this week for the two of you. Which evening?"
CLOSE = "One thing I can do for you this week?"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one of the two."""

    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Week:
    """What is this week's own."""

    opener: str = ""
    closer: str = ""
    topic: str = ""
    look_back: tuple[str, ...] = ()  # the quarterly reappraisal's lines, instead of a topic
    date: str = ""  # what it says of the date at home that was picked
    parked: tuple[Said, ...] = ()  # what the two want to talk about, instead of a topic
    thanks: tuple[Said, ...] = ()  # what waited in the jar


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, how long it takes, what to do, and whose words go with it."""

    title: str
    minutes: int
    lines: tuple[str, ...]
    label: str = ""  # what stands over their words
    said: tuple[Said, ...] = ()

    @property
    def words(self) -> str:
        return " ".join(line for line in self.lines if line)


def steps(length: int, week: Week) -> tuple[Step, ...]:
    """The steps of a check-in of so many minutes; their minutes add up to it."""
    if length in _LONG:
        return _long(_LONG[length], week)
    return _twenty(week) if length == TONIGHT else _ten(week)


def nearest(minutes: int) -> int:
    """The longest version that fits into so many minutes."""
    return next((length for length in LENGTHS if length <= minutes), LENGTHS[-1])


def in_short(length: int) -> str:
    """A version in one line: "Land 1 · thanks 5 · ..."."""
    parts = [f"{step.title.lower()} {step.minutes}" for step in steps(length, Week())]
    line = " \u00b7 ".join(parts)
    return line[0].upper() + line[1:]


def _long(minutes: tuple[int, ...], week: Week) -> tuple[Step, ...]:
    land, thanks, worked, the_week, topic, us, close = minutes
    return (
        Step("Land", land, (PHONES, week.opener, ENERGY)),
        _thanks("Thanks", thanks, "Two each, aloud: what you did, and what it spared me.", week),
        Step("What worked", worked, ("One thing this week that you would do again.",)),
        Step("The week", the_week, (THE_WEEK,)),
        _topic(topic, week),
        Step("Us", us, (week.date, MORE if week.date else TWENTY)),
        Step("Close", close, (CLOSE, week.closer)),
    )


def _twenty(week: Week) -> tuple[Step, ...]:
    really = "Two minutes each, and the other only listens. Nothing gets solved here."
    return (
        Step("Land", 1, (PHONES, week.opener)),
        _thanks("Thanks", 5, "One each, aloud: what you did, and what it spared me.", week),
        Step("The week", 5, (THE_WEEK,)),
        Step("How are we, really?", 5, (really,)),
        Step("Pick one slot", 2, (week.date, SLOT)),
        Step("Close", 2, (CLOSE, week.closer)),
    )


def _ten(week: Week) -> tuple[Step, ...]:
    need = "What would help me most this week? Say it, hear it, leave it there."
    return (
        _thanks("One thank-you each", 4, "What you did, and what it spared me.", week),
        Step("One need each", 4, (need,)),
        Step("One slot", 2, (week.date, SLOT)),
    )


def _thanks(title: str, minutes: int, words: str, week: Week) -> Step:
    return Step(title, minutes, (words,), "From the jar:", week.thanks)


def _topic(minutes: int, week: Week) -> Step:
    if week.parked:
        return Step("One topic, or none", minutes, (TAKE_TURNS,), "Parked:", week.parked)
    if week.look_back:
        return Step("A look back, or none", minutes, (LOOK_BACK, *week.look_back))
    return Step("One topic, or none", minutes, (week.topic, TAKE_TURNS))
