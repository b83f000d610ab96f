"""LESS, SLOW and MORE: how many days a week have a small note, and which. Pure."""

from __future__ import annotations

from chalicelib.content.words import day_words

WEEK = 7
FEWER = {7: 5, 6: 5, 5: 3, 4: 3, 3: 2, 2: 1}  # one day fewer in six would not be felt
EVERY_DAY = tuple(range(WEEK))


def fewer(days: tuple[int, ...]) -> tuple[int, ...]:
    """Of three days the middle one goes: what stays is spread over the week."""
    wanted = FEWER.get(len(days), len(days))
    while len(days) > wanted:
        days = min((_without(days, one) for one in days), key=_unevenness)
    return days


def one_more(days: tuple[int, ...]) -> tuple[int, ...]:
    """Where the longest wait is."""
    rest = [one for one in EVERY_DAY if one not in days]
    if not rest:
        return days
    return min((tuple(sorted((*days, one))) for one in rest), key=_unevenness)


def days_in_words(days: tuple[int, ...]) -> str:
    """(0, 4) -> "Mondays and Fridays"."""
    if len(days) == WEEK:
        return "every day"
    if len(days) == WEEK - 1:
        (rest,) = set(EVERY_DAY) - set(days)
        return f"every day but {day_words(rest)}"
    if days == EVERY_DAY[:5]:
        return "Monday to Friday"
    names = [f"{day_words(one)}s" for one in days]
    if len(names) > 2:  # noqa: PLR2004 - five long names would not fit one text
        names = [day_words(one)[:3] for one in days]
    return f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0]


def _without(days: tuple[int, ...], day: int) -> tuple[int, ...]:
    return tuple(one for one in days if one != day)


def _unevenness(days: tuple[int, ...]) -> int:
    """The sum of the squared waits between the days, around the week."""
    later = (*days[1:], days[0] + WEEK)
    return sum((after - before) ** 2 for before, after in zip(days, later, strict=True))
