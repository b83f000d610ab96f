"""A date's text asks with digits: what each of them does, and what the other hears of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.content.sms_text import fits_one_segment
from chalicelib.couples.dates import Dates, WeekDate
from chalicelib.replies.picking import Asked
from tests.replies.dating import (
    ASKED,
    SAMS_PHONE,
    asked,
    ideas,
    notices,
    stands,
    told,
)
from tests.replies.phones import ALEX, SAM
from tests.world import World, links_in


def test_the_text_shows_three_titles_and_the_ledger_keeps_their_ids() -> None:
    world = World()
    couple = world.couple(SAMS_PHONE)
    world.until(ASKED)
    text, three = world.sms.sent[-1].message.text, ideas(world, couple)
    assert re.findall(r"\b\d\b", text) == ["1", "2", "3", "1", "3", "0"]
    assert [text.index(f"{number} {one.title}") for number, one in enumerate(three, 1)]
    assert fits_one_segment(text)
    assert len({one.act for one in three}) == 3
    assert any(one.cost == "none" for one in three)
    assert any(one.effort == "lying" for one in three)
    kept = next(one for one in world.deliveries(couple) if "ideas" in one)
    assert not any(one.title in str(kept) for one in three)


@pytest.mark.parametrize("digit", ["1", "2", "3"])
def test_a_digit_picks_and_both_have_the_plan(digit: str) -> None:
    world, couple = asked()
    idea = ideas(world, couple)[int(digit) - 1]
    answer = world.text(ALEX, digit)
    assert answer.startswith(idea.title)
    assert answer.endswith("Sam gets it too, unless on a break.")
    assert fits_one_segment(answer)
    (notice,) = told(world, SAM)
    assert notice.text.startswith(
        f"After Bedtime: Alex picked a date, any night till Sunday: {idea.title}."
    )
    assert fits_one_segment(notice.text)
    picked = stands(world, couple)
    assert picked is not None
    assert (picked.item, picked.by, picked.number) == (idea.id, "a", 1)


def test_a_plan_that_is_too_long_for_a_text_stands_on_a_page() -> None:
    for digit in "123":
        world, couple = asked()
        idea = ideas(world, couple)[int(digit) - 1]
        answer = world.text(ALEX, digit)
        (notice,) = told(world, SAM)
        for text in (answer, notice.text):
            whole = idea.plan or idea.questions[-1]
            assert bool(links_in(text)) != (whole in text), "one of the two"


def test_another_digit_changes_it_and_the_other_hears_that_once_more() -> None:
    world, couple = asked()
    first, second, third = ideas(world, couple)
    world.text(ALEX, "1")
    assert len(told(world, SAM)) == 1
    assert world.text(ALEX, "2").startswith(second.title)
    assert [one.text.count(second.title) for one in told(world, SAM)] == [0, 1]
    answer = world.text(ALEX, "3")
    assert answer.startswith(third.title)
    assert answer.endswith("Best tell Sam yourself.")
    assert len(told(world, SAM)) == 2, "never a third one"
    assert first.id not in str(stands(world, couple))


def test_who_changes_their_mind_at_once_sends_one_plan_only() -> None:
    world, couple = asked()
    world.text(ALEX, "1")
    world.text(ALEX, "3")
    (notice,) = told(world, SAM)
    assert ideas(world, couple)[2].title in notice.text


def test_early_bed_is_a_choice_that_nobody_else_hears_of() -> None:
    world, couple = asked()
    assert world.text(ALEX, "0") == "Early bed it is. Sleep is a fine date."
    assert told(world, SAM) == []
    assert stands(world, couple) is None
    world.until(ASKED + timedelta(days=3))
    assert not any("date" in one.message.text for one in world.sms.sent if one.message.to == ALEX)


def test_early_bed_may_become_a_date_after_all() -> None:
    world, _ = asked()
    world.text(ALEX, "0")
    assert "Sam gets it too" in world.text(ALEX, "1")


def test_what_the_other_had_heard_of_is_called_off_for_them() -> None:
    world, couple = asked()
    world.text(ALEX, "1")
    assert len(told(world, SAM)) == 1
    assert world.text(ALEX, "0").startswith("Taken back. If Sam had heard of it, they hear that")
    *_, off = told(world, SAM)
    assert off.text.startswith("After Bedtime: that date at home is off for this week.")
    picked = stands(world, couple)
    assert picked is not None
    assert picked.item == ""


def test_what_the_other_had_not_heard_of_yet_is_never_told() -> None:
    world, couple = asked()
    world.text(ALEX, "1")
    world.text(ALEX, "0")
    assert told(world, SAM) == []
    assert notices(world, couple) == {}


def test_alone_the_plan_comes_back_to_the_one() -> None:
    world, couple = asked(b=None)
    answer = world.text(ALEX, "2")
    assert ideas(world, couple)[1].title in answer
    assert "Sam" not in answer
    assert world.queue.bodies == []
    assert world.text(ALEX, "0") == "Taken back. Early bed, then: a good choice."


def test_the_first_pick_stands_and_whoever_comes_second_is_asked_once_more() -> None:
    world, couple = asked(both=True)
    alexs, sams = ideas(world, couple), ideas(world, couple, "b")
    world.text(ALEX, "1")
    answer = world.text(SAM, "2")
    assert answer.startswith(f"Alex already picked one for this week: {alexs[0].title}.")
    assert "send 2 again" in answer
    picked = stands(world, couple)
    assert picked is not None
    assert picked.item == alexs[0].id
    assert told(world, ALEX) == []

    assert world.text(SAM, "3").startswith(sams[2].title)
    (notice,) = told(world, ALEX)
    assert f"Sam picked a date, any night till Sunday: {sams[2].title}." in notice.text
    assert world.text(ALEX, "2").startswith("Sam already picked one")
    assert world.text(ALEX, "2").endswith("Sam gets it too, unless on a break."), "their second"
    assert alexs[1].title in told(world, SAM)[-1].text
    assert world.text(ALEX, "1").endswith("Best tell Sam yourself.")
    assert alexs[0].title not in told(world, SAM)[-1].text


class JustBefore(Dates):
    """Two reads that are older than the pick of the other."""

    reads = 0

    def of_week(self, couple_id: str, week: str) -> WeekDate | None:
        JustBefore.reads += 1
        return None if JustBefore.reads <= 2 else super().of_week(couple_id, week)


def test_of_two_digits_at_the_same_moment_one_is_first() -> None:
    world, couple = asked(both=True)
    world.text(ALEX, "1")
    picking = replace(world.picking, dates=JustBefore(world.table))
    note = Asked("2026-11-25", tuple(one.id for one in ideas(world, couple, "b")))
    done = picking.pick(couple, "b", note, note.ideas[0], world.clock())
    assert JustBefore.reads == 3, "it lost the race, and looked again"
    assert done.became == "taken"
    assert stands(world, couple) == done.stands
    assert told(world, ALEX) == []


def test_early_bed_of_the_second_leaves_the_first_ones_pick_alone() -> None:
    world, couple = asked(both=True)
    world.text(ALEX, "1")
    assert world.text(SAM, "0").startswith("Early bed it is.")
    picked = stands(world, couple)
    assert picked is not None
    assert picked.item == ideas(world, couple)[0].id
    assert told(world, ALEX) == []


def test_a_digit_that_comes_again_acts_once() -> None:
    world, couple = asked(both=True)
    first = world.text(ALEX, "1", "SM-one")
    assert world.text(ALEX, "1", "SM-one") == first
    assert len(told(world, SAM)) == 1
    taken = world.text(SAM, "2", "SM-two")
    assert world.text(SAM, "2", "SM-two") == taken
    picked = stands(world, couple)
    assert picked is not None
    assert picked.number == 1


def test_a_digit_whose_answer_was_lost_does_not_count_as_a_second_one() -> None:
    """The webhook died after it acted, before it noted its answer."""
    world, couple = asked(both=True)
    world.text(ALEX, "1", "SM-one")
    taken = world.text(SAM, "2", "SM-two")
    for sid in ("SM-one", "SM-two"):
        del world.memory.items[f"INBOUND#{sid}", "INBOUND"]["answer"]
    assert world.text(SAM, "2", "SM-two") == taken
    assert world.text(ALEX, "1", "SM-one").startswith(ideas(world, couple)[0].title)
    picked = stands(world, couple)
    assert picked is not None
    assert (picked.by, picked.number) == ("a", 1)
    assert len([one for one in told(world, SAM) if "picked a date" in one.text]) == 1


def test_thanks_in_between_keep_their_own_digits_and_the_date_its_others() -> None:
    world, couple = asked()
    world.clock.advance(minutes=1)
    assert "2 keep private" in world.text(ALEX, "Sam did the whole bath time")
    assert world.text(ALEX, "2") in world.renderer.variants("private", partner="Sam")
    world.clock.advance(minutes=1)
    assert world.text(ALEX, "3").startswith(ideas(world, couple)[2].title)
    assert world.text(ALEX, "2").startswith(ideas(world, couple)[1].title), "the newest text's"


def test_the_offer_ends_with_the_week() -> None:
    world, couple = asked()
    world.until(ASKED + timedelta(days=4))  # Sunday
    assert world.text(ALEX, "1").startswith(ideas(world, couple)[0].title)
    world.clock.advance(hours=4)
    assert world.text(ALEX, "2") in world.renderer.variants("no_offer", partner="Sam")


def test_the_answer_names_the_evenings_that_are_left() -> None:
    world, _ = asked(b=None)
    for days, when in ((3, "tonight or tomorrow"), (1, "tonight")):
        world.clock.advance(days=days)
        answers = [world.text(ALEX, digit) for digit in "123"]
        assert all(links_in(one) or when in one for one in answers)


def test_a_next_note_of_the_same_week_is_a_date_of_its_own() -> None:
    """With a note every day, two of six days may ask for a date in one week."""
    world, couple = asked(b=None)
    world.text(ALEX, "1")
    first = stands(world, couple)
    assert first is not None
    later = Asked("2026-11-29", tuple(one.id for one in ideas(world, couple)))
    done = world.picking.pick(couple, "a", later, "", world.clock())
    assert done.became == "early", "an early bed on Sunday does not call Wednesday's date off"
    done = world.picking.pick(couple, "a", later, later.ideas[1], world.clock())
    assert done.stands is not None
    assert (done.stands.item, done.stands.earlier) == (later.ideas[1], (first.item,))
    assert world.dates.picked(couple.id, ASKED.date()) == {first.item, later.ideas[1]}


def test_a_change_on_a_later_evening_keeps_in_mind_what_may_have_been() -> None:
    world, couple = asked(both=True)
    world.text(ALEX, "1")
    first = stands(world, couple)
    assert first is not None
    sams = tuple(one.id for one in ideas(world, couple, "b"))
    later = Asked("2026-11-27", sams)
    done = world.picking.pick(couple, "b", later, sams[0], world.clock(), knows=1)
    assert done.stands is not None
    assert (done.stands.hands, done.stands.earlier) == ("ab", (first.item,))
    back = Asked("2026-11-25", (first.item,))  # from the page of Wednesday's note
    done = world.picking.pick(couple, "a", back, first.item, world.clock(), knows=2)
    assert done.stands is not None
    assert done.stands.asked == "2026-11-27"


def test_the_table_keeps_no_words_of_a_pick() -> None:
    world, couple = asked()
    world.text(ALEX, "1")
    told(world, SAM)
    kept = [one for one in world.memory.items.values() if not one["SK"].startswith("INBOUND")]
    assert ideas(world, couple)[0].title not in str(kept)
