"""What the own page says about when notes come, and why not at another time. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.content.words import DAYS, clock_words
from chalicelib.scheduling.rhythms import latest_text, moved_anchors, small_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from chalicelib.couples.model import Couple, Partner


def notes(couple: Couple, partner: Partner, today: date) -> list[str]:
    """Why small notes come at another time, or less often, than they seem to be asked for."""
    return [*_moved(couple, partner, today), *_newborn(couple, partner, today)]


def outside_hours(partner: Partner, at: str) -> str:
    """Which texts can come to a partner, and what to do about one at another time."""
    first, last = partner.texts_from, latest_text(partner)
    pick = "Pick a later time" if at < first else "Pick an earlier time"
    ways = ["choose email"] if partner.reachable("email") else []
    if last < at <= latest_text(replace(partner, late_texts=True)):
        ways.append("tick “After nine is fine” under Hours and lock screen")
    what = ", ".join([pick, *ways[:-1], *(f"or {one}" for one in ways[-1:])])
    return f"Texts can come from {clock_words(first)} to {clock_words(last)}. {what}."


def _moved(couple: Couple, partner: Partner, today: date) -> Iterator[str]:
    for at in moved_anchors(couple, partner, today):
        if at == partner.texts_from:
            why = f"we do not text before {_hour(at)}."
            yield f"When the kids are down early, texts come at {clock_words(at)}: {why}"
        else:
            unless = (
                "." if partner.late_texts else " unless you say so under Hours and lock screen."
            )
            why = f"we do not text after {_hour(partner.texts_end)}{unless}"
            yield f"When the kids are down late, texts come at {clock_words(at)}: {why}"


def _newborn(couple: Couple, partner: Partner, today: date) -> Iterator[str]:
    days = small_days(couple, partner, today)
    if days and days != partner.small.days:
        yield (
            f"With a newborn, one small note a week is plenty. Yours comes on {DAYS[days[0]]}. "
            "For more, look under Your children."
        )


def _hour(clock: str) -> str:
    """ "21:00" -> "9 pm"."""
    return clock_words(clock).replace(":00", "")
