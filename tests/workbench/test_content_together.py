"""Each rule for the library as a whole finds the fault that is planted."""

from __future__ import annotations

import pytest

from chalicelib.couples.model import PATTERN
from tests.workbench.content_shelves import date, good, line, many, says, shelf
from workbench.content.rules import acts, alike, counts, enough, tics

DISHES = "If the dishes got done without you today, tell {partner} you noticed. Dry hands do it."


@pytest.mark.parametrize(
    "again",
    [
        DISHES,
        "If the dishes got done without you tonight, tell {partner} you saw. Dry hands do it.",
        "If the dishes were done without you, tell {partner} that you noticed. Dry hands will do.",
        "Dry hands do it. Tell {partner} you noticed, if the dishes got done without you today.",
    ],
)
def test_the_same_in_other_words_or_another_order_is_found_across_kinds(again: str) -> None:
    two = shelf(good(id="gesture-a", sms=DISHES), date(id="date-night-b", email=again, sms=""))
    (found,) = says(alike.nothing_twice(two))
    assert found.startswith("gesture-a: the sms is ")
    assert "the email of date-night-b" in found


def test_different_things_said_in_the_same_manner_are_not_the_same() -> None:
    """Two of ours, 67 of 100."""
    spared = "Long day? Text me one thing you didn't have to do because {partner} did it. "
    easier = "What got easier this week because of {partner}? Text me a line. "
    one = good(id="gesture-a", sms=spared + "I'll keep it for your check-in.", email="Sit.")
    other = good(id="gesture-b", sms=easier + "I'll have it ready for your check-in.", email="Go.")
    assert not says(alike.nothing_twice(shelf(one, other)))


def test_short_questions_may_share_their_frame() -> None:
    asked = "What did you stare at from bed?"
    one = date(id="date-night-a", questions=("What did you beg for and get?",))
    assert not says(alike.nothing_twice(shelf(one, line(email=asked))))
    same = line(email="What did you beg for and not get?")
    assert says(alike.nothing_twice(shelf(one, same)))


def test_an_email_does_not_say_the_text_again() -> None:
    assert says(alike.email_of_its_own(shelf(good(sms=DISHES, email=f"{DISHES} Sit."))))
    assert not says(alike.email_of_its_own(shelf(good())))


def test_two_dates_have_two_titles() -> None:
    dates = (date(id="date-night-a"), date(id="date-night-b", title="An OLD map."))
    assert says(alike.titles_differ(shelf(*dates))) == [
        "date-night-b: date-night-a has the same title; find another."
    ]


def test_an_act_belongs_to_three_in_a_hundred() -> None:
    others = [good(id=f"gesture-other-{number}", act=f"act {number}") for number in range(97)]
    assert not says(acts.varied_acts(shelf(*others, *many(3, act="tea"))))
    (found,) = says(acts.varied_acts(shelf(*others, *many(4, act="Tea"))))
    assert found.startswith("gesture: 4 of 101 ask for 'tea'; at most 3: gesture-0, ")


def test_a_small_library_may_still_ask_for_everything_once() -> None:
    assert not says(acts.varied_acts(shelf(good())))


@pytest.mark.parametrize(("field", "says_it"), [("sms", "begin with"), ("email", "end with")])
def test_what_begins_or_ends_like_everything_else_is_a_tic(field: str, says_it: str) -> None:
    begins = [f"Tonight when {each} rings, sit still." for each in "abcd"]
    ends = [f"{each.upper()} is the door. Sit with {each} for once." for each in "abcd"]
    texts = begins if says_it == "begin with" else ends
    other, called = {"sms": ("email", "texts"), "email": ("sms", "emails")}[field]
    items = [
        good(id=f"gesture-{n}", **{field: text, other: f"{n} and {n} are {n}."})
        for n, text in enumerate(texts)
    ]
    found = says(tics.no_tics(shelf(*items)))
    assert [each for each in found if f"4 {called} {says_it}" in each]
    assert not says(tics.no_tics(shelf(*items[:3])))


def test_plenty_is_said_three_times_and_no_more() -> None:
    items = [good(id=f"gesture-{n}", sms=f"Line {n} is plenty.") for n in range(4)]
    assert says(tics.no_poster_endings(shelf(*items)))
    assert not says(tics.no_poster_endings(shelf(*items[:3])))


def test_no_two_texts_begin_with_the_same_four_words() -> None:
    one, other = good(), date(sms="If you pass {partner}'s chair, sit.", email="Sit.")
    (found, *_) = says(tics.no_two_openings_alike(shelf(one, other)))
    assert found.startswith('2 texts begin with "if you pass sam\'s"')


def test_there_are_as_many_as_the_guide_asks_for() -> None:
    found = says(counts.enough_of_each(shelf(*many(79))))
    assert "gesture: there are 79; write 1 more." in found
    assert len(found) == len(counts.AT_LEAST)
    assert not [each for each in says(counts.enough_of_each(shelf(*many(80)))) if "gesture" in each]


def test_two_thirds_of_the_dates_cost_nothing() -> None:
    free, dear = date(), date(cost="little")
    assert not says(counts.free_dates(shelf(free, free, dear)))
    assert says(counts.free_dates(shelf(free, dear)))


def test_stages_seasons_and_rough_patches_are_served() -> None:
    tagged, rough = many(60, stages=("teens",)), many(20, mood="rough")
    assert not says(counts.enough_for_some(shelf(*tagged, *rough)))
    assert len(says(counts.enough_for_some(shelf(*tagged[1:], *rough[1:])))) == 2


def test_a_year_and_six_months_of_every_day_say_how_many_are_needed() -> None:
    assert enough.needed() == {
        "appreciation": 92,  # 182 days, wherever in the pattern they begin
        "date_night": 93,  # three are offered each time
        "gesture": 31,
        "kind_word": 31,
        "openers": 52,
        "closers": 52,
        "topics": 52,
    }
    assert set(PATTERN) < enough.needed().keys()


def test_who_has_too_few_is_named() -> None:
    items = [*many(30), *(good(id=f"gesture-touch-{n}", needs=("touch",)) for n in range(9))]
    (found,) = [one for one in says(enough.enough_for_everybody(shelf(*items))) if "gesture" in one]
    assert found.startswith("gesture: 30 fit where 31 are needed (stages not said, no touch")
    assert found.endswith("Write 1 that fit everybody.")
    assert not [
        one for one in says(enough.enough_for_everybody(shelf(*many(31)))) if "gesture" in one
    ]
