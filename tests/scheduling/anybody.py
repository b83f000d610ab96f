"""Strategies for couples whose slots come at odd times: in the night, at the end of the hours."""

from __future__ import annotations

from hypothesis import strategies as st

from chalicelib.couples.model import CheckIn, Couple, Meeting, Partner, Small
from tests.couples.children import born, tapped
from tests.couples.couples_of_all_kinds import CHANNELS, CLOCKS, WEEKDAYS
from tests.scheduling.ten_years import EMAIL, SMS


def clocks(first: int, last: int) -> st.SearchStrategy[str]:
    """Times from one hour to the end of another, so few that they often meet."""
    minutes = st.sampled_from((*range(0, 60, 5), 59))
    return st.builds("{:02d}:{:02d}".format, st.integers(first, last), minutes)


# Mostly while clocks are set, or around the end of the hours for texts. Nobody meets while clocks
# are set: a meeting that ends in a gap has no end of its own.
AT_NIGHT = clocks(0, 3) | clocks(22, 23) | CLOCKS
ANCHORS = clocks(19, 22) | AT_NIGHT
MEETINGS = st.sampled_from(("12:00", "20:30")) | clocks(6, 23)
CHILDREN = (
    tapped("toddler"),
    tapped("newborn", "school", month="2026-02"),
    born("2025-10"),
    born("2026-06", "2027-03"),
)
DAYS = st.sets(WEEKDAYS).map(sorted).map(tuple)


def on_some(times: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str | None, ...]]:
    """A time of their own for some weekdays."""
    return st.tuples(*[st.none() | times] * 7)


def partners(zone: str) -> st.SearchStrategy[Partner]:
    """Whatever somebody may choose; mostly with both channels."""
    anchored = st.builds(Small, CHANNELS, DAYS, st.none(), st.sampled_from((0, 15, 45, 120)))
    at_a_time = st.builds(Small, CHANNELS, DAYS, AT_NIGHT, newborn_pace=st.booleans())
    return st.builds(
        Partner,
        name=st.just("Alex"),
        zone=st.just(zone),
        small=anchored | at_a_time,
        check_in=st.builds(CheckIn, CHANNELS, st.just(0) | WEEKDAYS, AT_NIGHT | MEETINGS),
        contacts=st.sampled_from(((EMAIL, SMS), (EMAIL, SMS), (EMAIL,), (SMS,))),
        admitted=st.booleans(),
        kids_down=ANCHORS,
        lights_out=AT_NIGHT,
        kids_down_on=on_some(ANCHORS),
        lights_out_on=on_some(AT_NIGHT | clocks(20, 22)),
        texts_from=clocks(8, 10),
        texts_until=clocks(10, 20) | st.just("21:00"),
        late_texts=st.booleans(),
        children=st.sampled_from(((), (), *CHILDREN)),
        left=st.sampled_from((False, False, False, True)),
    )


def couples(zone: str) -> st.SearchStrategy[Couple]:
    """Both in one zone."""
    meetings = st.builds(Meeting, WEEKDAYS, MEETINGS, st.sampled_from((10, 20, 30, 45)))
    return st.builds(Couple, st.just("1"), partners(zone), st.none() | partners(zone), meetings)
