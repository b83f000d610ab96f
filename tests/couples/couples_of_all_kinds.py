"""Strategies for couples, whatever their preferences say."""

from __future__ import annotations

from zoneinfo import available_timezones

from hypothesis import strategies as st

from chalicelib.content.model import STAGES
from chalicelib.content.stages import month_of
from chalicelib.couples.model import (
    LONGEST_NAME,
    CheckIn,
    Child,
    Comforts,
    Contact,
    Couple,
    Disliked,
    Meeting,
    Partner,
    Small,
)

ZONES = st.sampled_from(sorted(available_timezones()))
CLOCKS = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
CHANNELS = st.sampled_from(("email", "sms"))
WEEKDAYS = st.integers(0, 6)
STATES = st.sampled_from(("unconfirmed", "confirmed", "stopped", "unreachable"))
NAMES = st.text(min_size=1, max_size=LONGEST_NAME)
DATES = st.dates().map(str)


def contacts(states: st.SearchStrategy[str] = STATES) -> st.SearchStrategy[tuple[Contact, ...]]:
    """None, one or both channels."""
    one = st.builds(Contact, CHANNELS, st.text(min_size=1, max_size=40), states)
    return st.lists(one, max_size=2, unique_by=lambda contact: contact.channel).map(tuple)


PARTNERS = st.builds(
    Partner,
    name=NAMES,
    zone=ZONES,
    small=st.builds(
        Small,
        CHANNELS,
        st.lists(WEEKDAYS, unique=True).map(lambda days: tuple(sorted(days))),
        st.none() | CLOCKS,
        st.integers(0, 240),
        st.booleans(),
    ),
    check_in=st.builds(CheckIn, CHANNELS, st.integers(0, 6), CLOCKS, st.booleans()),
    contacts=contacts(),
    admitted=st.booleans(),
    kids_down=CLOCKS,
    lights_out=CLOCKS,
    paused=st.booleans(),
    paused_until=st.none() | DATES,
    relays=st.booleans(),
    discreet=st.booleans(),
    comforts=st.builds(Comforts, *(st.booleans() for _ in range(4))),
    children=st.lists(
        st.builds(Child, st.dates().map(month_of), st.just("") | st.sampled_from(STAGES)),
        max_size=4,
    ).map(tuple),
    sick_until=st.none() | DATES,
    rough_until=st.none() | DATES,
    disliked=st.lists(
        st.builds(Disliked, DATES, st.text("abz-9", min_size=1), st.text()), max_size=3
    ).map(tuple),
    generation=st.integers(0),
)
COUPLES = st.builds(
    Couple,
    id=st.text("0123456789abcdef", min_size=16, max_size=16),
    a=PARTNERS,
    b=st.none() | PARTNERS,
    meeting=st.builds(Meeting, WEEKDAYS, CLOCKS, st.sampled_from((30, 45))),
    version=st.integers(1, 10**9),
)
