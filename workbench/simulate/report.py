"""The figures of a simulation as a table for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.simulate.figures import (
    CARRIER_DOLLARS,
    SEGMENT_DOLLARS,
    cost,
    only,
    spread,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.simulate.figures import Figures
    from workbench.simulate.run import Result
    from workbench.simulate.scenario import Scenario

    Row = tuple[str, ...]

HOURS_A_DAY, MINUTES = 24, 60
CHANNEL_WORDS = {"sms": "texts", "email": "emails"}


def report(scenario: Scenario, result: Result) -> str:
    """All of it, a heading and a few aligned columns each."""
    figures = result.figures
    parts = (
        (headline(scenario, figures), ()),
        ("Slots by outcome", outcomes(figures)),
        ("A person's week", weeks(figures)),
        ("Local time of day", times(figures)),
        ("Between two small notes of one person", gaps(figures)),
        ("Projected, at list prices", costs(scenario, figures)),
        ("Shown, then sent", previews(result)),
        ("Repeats on the default rhythm", repeats(figures)),
        ("What happened", events(figures)),
    )
    return "\n\n".join(_part(title, rows) for title, rows in parts if rows or title)


def headline(scenario: Scenario, figures: Figures) -> str:
    couples = "1 couple" if figures.couples == 1 else f"{figures.couples:,} couples"
    return (
        f"{couples} ({figures.people:,} people), {scenario.days} days from "
        f"{scenario.first}, seed {scenario.seed}: {sum(figures.days.values()):,} messages"
    )


def outcomes(figures: Figures) -> list[Row]:
    """What became of each slot and notice, most frequent first."""
    slots = sum(figures.slots.values())
    rows: list[Row] = [
        (_rhythm(rhythm), state + (f": {why}" if why else ""), f"{times:,}", _share(times, slots))
        for (rhythm, state, why), times in figures.slots.most_common()
    ]
    notices: list[Row] = [
        (f"notice: {name}", state, f"{times:,}", "")
        for (name, state), times in figures.notices.most_common()
    ]
    return rows + notices


def weeks(figures: Figures) -> list[Row]:
    rows: list[Row] = [("", "min", "median", "max", "weeks")]
    for channel, words in CHANNEL_WORDS.items():
        found = spread(only(figures.weekly, channel))
        if found:
            numbers = (found.least, found.middle, found.most, found.of)
            rows.append((words, *(f"{number:,}" for number in numbers)))
    return rows


def times(figures: Figures) -> list[Row]:
    """Without what answers a tap of that minute: those may come at any hour."""
    rows: list[Row] = [("", "earliest", "median", "latest")]
    for channel, words in CHANNEL_WORDS.items():
        found = spread(only(figures.minutes, channel))
        if found:
            rows.append((words, *map(clock, (found.least, found.middle, found.most))))
    return rows


def gaps(figures: Figures) -> list[Row]:
    found = spread(figures.gaps)
    if found is None:
        return []
    return [
        ("min", "median", "max"),
        tuple(map(_hours, (found.least, found.middle, found.most))),
    ]


def costs(scenario: Scenario, figures: Figures) -> list[Row]:
    """Dollars from cheapest to dearest carrier and from cheapest to dearest email price."""
    projected = cost(figures)
    months = figures.couples * scenario.days / 365 * 12 or 1
    low, high = (
        texts + emails for texts, emails in zip(projected.texts, projected.emails, strict=True)
    )
    rate = f"${SEGMENT_DOLLARS} and ${CARRIER_DOLLARS[0]} to ${CARRIER_DOLLARS[1]} each"
    segments, texts = sum(figures.segments.values()), sum(figures.texts.values())
    return [
        ("SMS segments", f"{segments:,}", f"of {texts:,} texts, answers included; {rate}"),
        ("for texts", _dollars(*projected.texts), ""),
        ("for emails", _dollars(*projected.emails), f"{figures.emails:,} emails"),
        ("a couple a month", _dollars(low / months, high / months), ""),
    ]


def previews(result: Result) -> list[Row]:
    found = result.figures.preview
    whole = sum(found.values()) + len(result.violations)
    rows = [(name, f"{times:,}", _share(times, whole)) for name, times in found.most_common()]
    return [*rows, ("promises broken", f"{len(result.violations):,}", "")]


def repeats(figures: Figures) -> list[Row]:
    """The same item twice for one person: promised not to happen within a year."""
    found = spread(figures.repeats)
    again = found.of if found else 0
    rows: list[Row] = [
        ("notes", f"{figures.default_rhythm:,}", ""),
        ("of them seen before", f"{again:,}", _share(again, figures.default_rhythm)),
    ]
    if found:
        rows.append(
            ("days in between", f"{found.least} to {found.most}, median {found.middle}", "")
        )
    return rows


def events(figures: Figures) -> list[Row]:
    return [(name, f"{times:,}") for name, times in figures.events.most_common()]


def clock(minute: int) -> str:
    return f"{minute // MINUTES:02d}:{minute % MINUTES:02d}"


def _rhythm(rhythm: str) -> str:
    return {"small": "small note", "check_in": "agenda"}.get(rhythm, rhythm)


def _hours(hours: int) -> str:
    return f"{hours} h" if hours < 2 * HOURS_A_DAY else f"{hours / HOURS_A_DAY:.1f} days"


def _dollars(low: float, high: float) -> str:
    return f"${low:,.2f} to ${high:,.2f}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else ""


def _part(title: str, rows: Iterable[Sequence[str]]) -> str:
    lines = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)] if lines else []
    told = ["  " + _line(line, widths) for line in lines]
    return "\n".join([title, *told])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Words to the left, figures to the right."""
    padded = (
        cell.ljust(width) if number == 0 or not _is_figure(cell) else cell.rjust(width)
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(padded).rstrip()


def _is_figure(cell: str) -> bool:
    return cell[:1].isdigit() or cell in {"min", "median", "max", "weeks", "earliest", "latest"}
