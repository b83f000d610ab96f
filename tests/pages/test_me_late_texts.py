"""After nine is fine: a consent of its own, given and taken back by a tick, and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys
from chalicelib.content.words import clock_words
from chalicelib.couples.model import LATEST_TEXTS_END
from chalicelib.pages.wording import LATE_TEXTS, LATE_TEXTS_VERSION
from tests.pages.showing import ticked
from tests.pages.stories import ALEX_PHONE, chosen, signed_up, with_phone
from tests.racing import RacyWorld
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.table import Item

SHOWN = {"asked": ["late_texts"], "small_channel": "sms"}
TICKED = {**SHOWN, "late_texts": "on"}


def consents(world: World) -> list[Item]:
    """Those to late texts, oldest first."""
    items = [one for (_, sk), one in world.memory.items.items() if sk.startswith(keys.CONSENT)]
    return sorted(
        (one for one in items if "after nine" in one["act"]), key=lambda one: str(one["SK"])
    )


def test_a_tick_is_kept_as_a_consent_and_unticking_as_its_withdrawal() -> None:
    world = World()
    person = with_phone(world)
    assert not ticked(person.get("/me").document.by_id("late_texts"))
    for wishes in (TICKED, TICKED, SHOWN, SHOWN):
        world.clock.advance(minutes=1)
        assert person.act("preferences", **chosen(**wishes)).goes_to == "/me?said=saved"
        assert ticked(person.get("/me").document.by_id("late_texts")) == ("late_texts" in wishes)
    yes, no = consents(world)
    assert (yes["granted"], no["granted"]) == (True, False)
    for one in (yes, no):
        assert (one["partner"], one["channel"], one["page"]) == ("a", "sms", "/me")
        assert (one["text_version"], one["ip"]) == (LATE_TEXTS_VERSION, person.ip)
        assert one["act"] == "their page: after nine is fine"
        owner = world.memory.items[one["contact"], keys.CONTACT]
        assert (owner["partner"], owner["channel"]) == ("a", "sms")
    assert yes["at"] < no["at"]


def test_the_words_that_are_agreed_to_belong_to_their_version_and_are_true() -> None:
    assert (LATE_TEXTS_VERSION, LATE_TEXTS) == (
        "late-texts-1",
        "After nine is fine: texts may come until 11 pm.",
    )
    assert clock_words(LATEST_TEXTS_END).replace(":00", "") in LATE_TEXTS
    person = with_phone(World())
    assert LATE_TEXTS in person.get("/me").words


@pytest.mark.parametrize("forged", [TICKED, {"late_texts": "on"}, SHOWN])
def test_only_whoever_gets_texts_is_asked_and_can_agree(forged: dict[str, Any]) -> None:
    world = World()
    person = signed_up(world)
    assert LATE_TEXTS not in person.get("/me").words
    person.act("preferences", **chosen(**{**forged, "small_channel": "email"}))
    assert consents(world) == []
    assert '"late_texts": true' not in world.everything()


def test_a_page_that_did_not_ask_takes_nothing_back() -> None:
    world = World()
    person = with_phone(world)
    person.act("preferences", **chosen(**TICKED))
    world.text(ALEX_PHONE, "STOP")
    assert LATE_TEXTS not in person.get("/me").words
    person.act("preferences", **chosen(small_channel="email", kids_down="19:00"))
    assert '"late_texts": true' in world.everything()
    assert len(consents(world)) == 1


def test_it_can_be_taken_back_on_a_page_that_was_open_when_texts_stopped() -> None:
    world = World()
    person = with_phone(world)
    person.act("preferences", **chosen(**TICKED))
    world.text(ALEX_PHONE, "STOP")
    world.clock.advance(minutes=1)
    person.act("preferences", **chosen(**{**SHOWN, "small_channel": "email"}))
    assert [one["granted"] for one in consents(world)] == [True, False]


@pytest.mark.parametrize("meanwhile", [{"kids_down": "19:00"}, TICKED])
def test_it_is_recorded_once_though_another_page_was_faster(meanwhile: dict[str, Any]) -> None:
    world = RacyWorld()
    person = with_phone(world)
    world.memory.before = [lambda: person.act("preferences", **chosen(**meanwhile))]
    assert person.act("preferences", **chosen(**TICKED)).goes_to == "/me?said=saved"
    assert [one["granted"] for one in consents(world)] == [True]


@pytest.mark.parametrize(
    ("at", "fine", "says"),
    [
        ("07:59", False, "Pick a later time, or choose email."),
        ("20:55", True, ""),
        ("20:56", False, "Pick an earlier time, choose email, or tick “After nine is fine”"),
        ("22:55", False, "Pick an earlier time, choose email, or tick “After nine is fine”"),
        ("22:56", False, "Pick an earlier time, or choose email."),
    ],
)
def test_a_time_outside_the_hours_says_what_to_do(at: str, fine: bool, says: str) -> None:
    person = with_phone(World())
    page = person.act("preferences", **chosen(**SHOWN, time=at))
    assert (page.status, set(page.errors())) == ((303, set()) if fine else (200, {"time"}))
    if not fine:
        assert page.errors()["time"].startswith("Texts can come from 8:00 am to 8:55 pm. ")
        assert says in page.errors()["time"]
        assert page.value("time") == at
        evening = page.document.by_id("late_texts").within
        assert all("open" in outer.attrs for outer in evening if outer.tag == "details")


@pytest.mark.parametrize(
    ("at", "fine"), [("08:00", True), ("22:55", True), ("22:56", False), ("07:59", False)]
)
def test_the_tick_counts_in_the_very_form_it_is_set_in(at: str, fine: bool) -> None:
    person = with_phone(World())
    page = person.act("preferences", **chosen(**TICKED, time=at))
    assert (page.status, set(page.errors())) == ((303, set()) if fine else (200, {"time"}))
    if not fine:
        assert "8:00 am to 10:55 pm" in page.errors()["time"]
        assert "tick" not in page.errors()["time"]
        assert ticked(page.document.by_id("late_texts"))


def test_a_late_time_must_go_when_the_tick_goes() -> None:
    person = with_phone(World())
    assert person.act("preferences", **chosen(**TICKED, time="22:10")).status == 303
    page = person.act("preferences", **chosen(**SHOWN, time="22:10"))
    assert (page.status, set(page.errors())) == (200, {"time"})
    assert not ticked(page.document.by_id("late_texts"))


def test_without_an_email_address_the_error_speaks_of_none() -> None:
    person = signed_up(World(), ALEX_PHONE)
    by_text = {**SHOWN, "check_in_channel": "sms"}
    assert (
        person.act("preferences", **chosen(**by_text, time="23:30"))
        .errors()["time"]
        .endswith("8:55 pm. Pick an earlier time.")
    )
