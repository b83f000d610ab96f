"""What a new agenda says: its lines from the ring of the two, whose turn it is, what was parked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from chalicelib.content.choose import choose
from chalicelib.content.pick import ring_key
from chalicelib.content.profile import profile_of_both
from chalicelib.couples.meetings import NOT_PRINTED_YET, MeetingPlan
from chalicelib.couples.topics import sharing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.content.choose import Profile
    from chalicelib.content.library import Library
    from chalicelib.content.model import Item
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.couples.topics import Topics

BOTH = "both"  # the ring of what the two share
QUARTER = timedelta(weeks=13)
LOOK_BACK_LINES = 4
FIRST = "-1"  # the first line of a set stands for it in the ring


def new_plan(
    couple: Couple,
    day: date,
    week: str,
    last: MeetingPlan | None,
    library: Library,
    thanks: tuple[str, ...],
    topics: Topics,
) -> MeetingPlan:
    """The plan of a meeting on this date, after the `last` one there was."""
    profile, key = profile_of_both(couple, day), ring_key(couple, BOTH)

    def following(items: Sequence[Item], before: str | None) -> str:
        item = choose(items, key, before, profile)
        return item.id if item else ""

    parked = topics.by_author(couple.id, sharing(couple))
    counted_from = "" if couple.solo else (last.counted_from if last else "") or day.isoformat()
    due = counted_from and not parked and day - date.fromisoformat(counted_from) >= QUARTER
    before = last.last_look_back if last else ""
    look_back = _next_look_back(library, key, before, profile) if due else ""
    return MeetingPlan(
        week=week,
        host=_host(couple, last),
        time=couple.meeting.time,
        minutes=couple.meeting.minutes,
        opener=following(library.openers(), last.opener if last else None),
        closer=following(library.closers(), last.closer if last else None),
        topic=following(library.topics(), last.topic if last else None),
        thanks=thanks,
        day=day.isoformat(),
        zone=couple.first.zone,
        parked=dict.fromkeys(parked, NOT_PRINTED_YET),
        look_back=look_back,
        last_look_back=look_back or before,
        counted_from=day.isoformat() if look_back else counted_from,
    )


def look_back_lines(library: Library, which: str) -> tuple[str, ...]:
    """The lines of a set, () if there is none of that name any more."""
    if not which:
        return ()
    lines = [library.item(f"{which}-{number + 1}") for number in range(LOOK_BACK_LINES)]
    return tuple(one.email for one in lines if one)


def _next_look_back(library: Library, key: str, before: str, profile: Profile) -> str:
    """The next set of the ring: "check-in-reappraisal-guest"."""
    firsts = [
        item
        for item in library.items("check_in")
        if item.role == "reappraisal" and item.id.endswith(FIRST)
    ]
    item = choose(firsts, key, before + FIRST if before else None, profile)
    return item.id.removesuffix(FIRST) if item else ""


def _host(couple: Couple, last: MeetingPlan | None) -> PartnerKey:
    """They take turns, meeting by meeting; whoever's was called off has the next."""
    if couple.solo or last is None:
        return "a"
    if last.state == "off":
        return last.host
    return "b" if last.host == "a" else "a"
