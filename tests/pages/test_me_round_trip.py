"""Laws of the preferences form: it shows what it saved, and loses nothing that was typed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.content.model import STAGES
from chalicelib.content.stages import month_of
from chalicelib.pages.forms import zones
from tests.pages.stories import with_phone
from tests.world import World

if TYPE_CHECKING:
    from tests.pages.visitor import Visitor

CLOCKS = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
SEVEN = st.lists(st.sampled_from("0123456"), unique=True).map(sorted)
ON = st.sampled_from([[], ["on"]])
OTHERS = [f"{name}_{day}" for name in ("kids_down", "lights_out") for day in range(7)]
TIMES = ["time", "kids_down", "lights_out", "meeting_time", *OTHERS]


def one(values: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return values.map(lambda value: [value])


CHOICES = st.fixed_dictionaries(
    {
        "day": SEVEN,
        "time": one(st.just("") | CLOCKS),
        "small_channel": one(st.sampled_from(("email", "sms"))),
        "kids_down": one(CLOCKS),
        "lights_out": one(CLOCKS),
        **dict.fromkeys(OTHERS, one(st.just("") | CLOCKS)),
        "late_texts": ON,
        "discreet": ON,
        "zone": one(st.sampled_from(zones())),
        "stages": st.lists(st.sampled_from(STAGES), unique=True).map(
            lambda chosen: [stage for stage in STAGES if stage in chosen]
        ),
        "born": st.lists(st.dates(date(2010, 1, 1), date(2027, 9, 1)).map(month_of), max_size=8)
        .map(set)
        .map(sorted),
        "newborn_pace": ON,
        "sick": ON,
        "rough": ON,
        "meeting_day": one(st.sampled_from("0123456")),
        "meeting_time": one(CLOCKS),
        "meeting_minutes": one(st.sampled_from(("30", "45"))),
        "check_in_on": ON,
        "check_in_channel": one(st.sampled_from(("email", "sms"))),
    }
)
Sent = dict[str, list[str]]


@cache
def parent() -> Visitor:
    """One person for all examples: what they had chosen before is part of the law."""
    return with_phone(World())


def filled(choices: Sent) -> Sent:
    """Their form as it stands, filled in with these; ticks that are not on the page cannot be."""
    form = parent().get("/me").sends("preferences")
    unseen = {"newborn_pace"} - set(form["asked"])
    return {**form, **{name: values for name, values in choices.items() if name not in unseen}}


def meant(sent: Sent) -> Sent:
    """How the page shows it again: a day that is as usual stays empty, no tick is nothing."""
    usual = {name: [""] if sent[name] == sent[name[:-2]] else sent[name] for name in OTHERS}
    return {name: values for name, values in {**sent, **usual}.items() if values}


def asked_by_both(name: str, *forms: Sent) -> bool:
    """Whether a field is on all of these forms: the newborn's pace is asked only with a newborn."""
    return name != "newborn_pace" or all(name in form["asked"] for form in forms)


def filled_in(name: str, form: Sent) -> list[str]:
    """Of the months of birth there are some to fill in, which say nothing as they are."""
    values = form.get(name, [])
    return [value for value in values if value] if name == "born" else values


@given(CHOICES)
@settings(max_examples=50, deadline=None)
def test_the_next_page_shows_whatever_was_saved_and_a_refusal_whatever_was_typed(
    choices: Sent,
) -> None:
    sent = filled(choices)
    answer = parent().post("/me", **sent)
    refused = bool(answer.errors()) if answer.body else False
    assert answer.status == (200 if refused else 303)
    seen = (answer if refused else parent().get("/me")).sends("preferences")
    expected = sent if refused else meant(sent)
    for name in choices:
        if asked_by_both(name, sent, seen):
            assert filled_in(name, seen) == filled_in(name, expected), name


@given(CHOICES, st.sampled_from(TIMES), st.sampled_from(["soon", "24:00", "<i>", "8 o'clock"]))
@settings(max_examples=25, deadline=None)
def test_bad_input_loses_nothing_that_was_typed_and_saves_nothing(
    choices: Sent, wrong: str, words: str
) -> None:
    sent = filled({**choices, wrong: [words]})
    before = parent().world.everything()
    page = parent().post("/me", **sent)
    assert (page.status, wrong in page.errors()) == (200, True)
    assert parent().world.everything() == before
    seen = page.sends("preferences")
    for name in choices:
        if asked_by_both(name, sent, seen):
            assert filled_in(name, seen) == filled_in(name, sent), name
