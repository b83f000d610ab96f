"""A second opinion on what was chosen: every edge of the preferences, over a gap of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, get_args

import pytest

from chalicelib.couples.model import (
    RHYTHMS,
    Channel,
    CheckIn,
    Child,
    ContactState,
    Couple,
    Meeting,
    PartnerKey,
    Small,
    new_partner,
)
from tests.couples.children import born, tapped
from tests.scheduling import second_opinion
from tests.scheduling.ten_years import EMAIL, EVERY_DAY, SMS, planned
from tests.world import NEW_YORK

if TYPE_CHECKING:
    from collections.abc import Iterator

MONDAY, TWO_WEEKS = date(2026, 2, 23), 14  # the clocks go forward on the second Sunday
ALEX = new_partner("Alex", NEW_YORK, EMAIL).with_contact(SMS)
# Seven each: one a weekday.
KIDS_DOWN = ("07:59", "08:01", "20:54", "20:56", "22:55", "22:56", "23:59")
LIGHTS_OUT = ("00:00", "05:59", "06:00", "20:59", "21:01", "22:59", "23:01")


# Babies that come, or are none any more, in the two weeks or around them; a pace that stays.
CHILDREN = [
    (),
    tapped("school", month="2026-03"),
    tapped("newborn", month="2026-02"),
    tapped("newborn", month="2025-09"),
    tapped("newborn", month="2025-08"),
    born("2025-07"),
    born("2025-08", "2026-01"),
    born("2026-03"),
    born("2026-04", "2020-01"),
    tapped("expecting", month="2025-12"),
]


def assert_both_agree(couple: Couple) -> None:
    for key, rhythm in product(get_args(PartnerKey), RHYTHMS):
        service = planned(couple, key, rhythm, MONDAY, TWO_WEEKS)
        assert service == second_opinion.slots(couple, key, rhythm, MONDAY, TWO_WEEKS)


@pytest.mark.parametrize("channel", get_args(Channel))
@pytest.mark.parametrize("at", [None, "00:00", "05:59", "08:00", "20:55", "20:59", "22:59"])
@pytest.mark.parametrize("minutes_after", [0, 1, 15])
def test_both_agree_on_evenings_and_hours_for_texts(
    channel: Channel, at: str | None, minutes_after: int
) -> None:
    small = Small(channel, EVERY_DAY, at, minutes_after)
    for turn, until, late in product(EVERY_DAY, ("20:00", "21:00"), (False, True)):
        alex = replace(
            ALEX,
            small=small,
            kids_down_on=KIDS_DOWN,
            lights_out_on=LIGHTS_OUT[turn:] + LIGHTS_OUT[:turn],
            texts_until=until,
            late_texts=late,
        )
        assert_both_agree(Couple("1", alex))


def weeks(*how_many: int) -> Iterator[tuple[int, ...]]:
    """Every choice of so many weekdays."""
    return chain.from_iterable(combinations(EVERY_DAY, many) for many in how_many)


each_pace = pytest.mark.parametrize("at_ease", [True, False], ids=["newborn pace", "as chosen"])
all_children = pytest.mark.parametrize("children", CHILDREN, ids=str)


@each_pace
@all_children
def test_both_agree_on_a_newborns_pace(at_ease: bool, children: tuple[Child, ...]) -> None:
    agree_on_the_pace(at_ease, children, weeks(0, 1, 6, 7))


@pytest.mark.long
@each_pace
@all_children
def test_both_agree_on_it_whatever_the_weekdays(at_ease: bool, children: tuple[Child, ...]) -> None:
    agree_on_the_pace(at_ease, children, weeks(*range(8)))


def agree_on_the_pace(
    at_ease: bool, children: tuple[Child, ...], weeks: Iterator[tuple[int, ...]]
) -> None:
    for days in weeks:
        alex = replace(ALEX, small=Small("email", days, newborn_pace=at_ease))
        with_children = replace(ALEX, children=children)
        waiting = replace(with_children, admitted=False)
        for other in (None, with_children, waiting):
            assert_both_agree(Couple("1", alex, other))
        assert_both_agree(Couple("1", replace(alex, children=children), waiting))


@pytest.mark.parametrize("days_before", EVERY_DAY)
def test_both_agree_on_agendas_and_meetings(days_before: int) -> None:
    clocks = ("06:00", "12:00", "12:01", "20:30", "23:30", "23:59")
    for at, begin, minutes in product(("00:00", "02:30", *clocks), clocks, (10, 30, 45)):
        alex = replace(ALEX, check_in=CheckIn("email", days_before, at))
        assert_both_agree(Couple("1", alex, meeting=Meeting(minutes % 7, begin, minutes)))


@pytest.mark.parametrize("state", get_args(ContactState))
def test_both_agree_on_who_can_be_reached(state: ContactState) -> None:
    for by_small, by_check_in, small_on, check_in_on in product(
        get_args(Channel), get_args(Channel), (True, False), (True, False)
    ):
        alex = replace(
            ALEX.with_contact(replace(SMS, state=state)),
            small=Small(by_small, on=small_on),
            check_in=CheckIn(by_check_in, on=check_in_on),
        )
        assert_both_agree(Couple("1", alex, new_partner("Sam", NEW_YORK, EMAIL)))
