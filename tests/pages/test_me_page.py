"""A person's own page: what it shows, what each button does, and that only they can press one."""

from __future__ import annotations

import pytest

from chalicelib import keys
from tests.pages.stories import ALEX, ALEX_PHONE, both, chosen, invited, joined, signed_up
from tests.pages.visitor import Visitor, newest_link
from tests.racing import RacyWorld
from tests.world import World

FORBIDDEN = 403
# Every button of the page, with fields that would do something.
BUTTONS: dict[str, dict[str, object]] = {
    "preferences": chosen(kids_down="19:30"),
    "add_contact": {"address": "other@example.com", "consent": "on"},
    "stop_contact": {"channel": "email"},
    "invite": {},
    "confirm_partner": {},
    "reject_partner": {},
    "pause": {"until": ""},
    "resume": {},
    "less_like": {"item": "gesture-charger"},
    "bring_back": {"item": "gesture-charger"},
    "sign_out": {},
}


def test_without_a_session_the_page_leads_to_a_fresh_link() -> None:
    world = World()
    signed_up(world)
    before = world.everything()
    nobody = Visitor(world)
    assert (nobody.get("/me").status, nobody.get("/me").goes_to) == (303, "/link")
    for action, fields in BUTTONS.items():
        assert nobody.post("/me", action=action, **fields).goes_to == "/link"
    assert (world.everything(), world.queue.bodies) == (before, [])


@pytest.mark.parametrize("action", BUTTONS)
@pytest.mark.parametrize("csrf", ["missing", "wrong", "of another session", "of the other partner"])
def test_a_button_pressed_from_elsewhere_does_nothing(action: str, csrf: str) -> None:
    world = World()
    alex = signed_up(world)
    sam = joined(world, invited(alex))
    elsewhere = {"of the other partner": sam, "of another session": alex}
    world.clock.advance(seconds=1)
    Visitor(world).post("/link", address=ALEX)
    here = Visitor(world)
    here.post(newest_link(world, "link"))
    given = {"wrong": {"csrf": "0"}}.get(csrf, {})
    if csrf in elsewhere:
        given = {"csrf": elsewhere[csrf].get("/me").hidden("csrf")}
    before = world.everything()
    page = here.post("/me", action=action, **BUTTONS[action], **given)
    assert (page.status, "Nothing was changed" in page.words) == (FORBIDDEN, True)
    assert (world.everything(), world.queue.bodies) == (before, [])
    assert here.get("/me").status == 200


def test_looking_changes_nothing_whatever_the_address_says() -> None:
    world = World()
    alex = signed_up(world)
    before = world.everything()
    for query in ("", "?said=saved", "?action=sign_out", "?action=pause&until=", "?said=<b>no</b>"):
        assert alex.get(f"/me{query}").status == 200
        alex.head(f"/me{query}")
    assert "<b>no</b>" not in alex.get("/me?said=<b>no</b>").body
    assert "Saved." in alex.get("/me?said=saved").words
    assert (world.everything(), world.queue.bodies) == (before, [])


def test_an_unknown_button_shows_the_page_and_does_nothing() -> None:
    world = World()
    alex = signed_up(world)
    before = world.everything()
    assert alex.act("delete_everything").status == 200
    assert world.everything() == before


def test_a_pause_empties_the_calendar_and_resuming_fills_it() -> None:
    world = World()
    alex = signed_up(world)
    assert alex.act("pause", until="").goes_to == "/me?said=paused"
    paused = alex.get("/me").words
    assert "Paused until you come back." in paused
    assert "Nothing is planned just now" in paused
    assert alex.act("resume").goes_to == "/me?said=resumed"
    assert alex.get("/me").coming()[0] == ("Mon 23 Nov, 8:15 pm", "by email", "A thank-you prompt")


def test_a_pause_until_a_day_ends_by_itself_and_the_page_says_so() -> None:
    world = World()
    alex = signed_up(world)
    alex.act("pause", until="2026-11-30")
    paused = alex.get("/me").words
    assert "Paused until Mon 30 Nov." in paused
    assert "What comes next Mon 30 Nov, 8:15 pm" in paused
    world.clock.advance(days=7)
    Visitor(world).post("/link", address=ALEX)
    later = Visitor(world)
    later.post(newest_link(world, "link"))
    assert "Paused" not in later.get("/me").words


@pytest.mark.parametrize(
    "until", ["2026-11-22", "2026-11-23", "2020-02-30", "soon", "2028-01-01", "9999-12-31"]
)
def test_a_pause_until_an_impossible_day_comes_back_with_its_error(until: str) -> None:
    world = World()
    alex = signed_up(world)
    before = world.everything()
    page = alex.act("pause", until=until)
    assert (page.status, set(page.errors()), page.value("until")) == (200, {"until"}, until)
    assert world.everything() == before


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"address": "sam@", "consent": "on"}, {"address"}),
        ({"address": "other@example.com"}, {"consent"}),
        ({"address": ALEX_PHONE, "consent": "on"}, {"sms_consent"}),
    ],
)
def test_a_wrong_further_address_comes_back_with_its_error(
    fields: dict[str, str], wrong: set[str]
) -> None:
    world = World()
    alex = signed_up(world)
    before = world.everything()
    page = alex.act("add_contact", **fields)
    assert (page.status, set(page.errors())) == (200, wrong)
    assert page.value("address") == fields["address"]
    assert (world.everything(), world.queue.bodies) == (before, [])


def test_stopping_a_channel_counts_at_once_and_is_kept_as_a_withdrawal() -> None:
    world = World()
    alex = signed_up(world)
    assert alex.act("stop_contact", channel="email").goes_to == "/me?said=stopped"
    words = alex.get("/me").words
    assert f"Emails to {ALEX} stopped" in words
    assert "Nothing is planned just now" in words
    consents = [one for (_, sk), one in world.memory.items.items() if sk.startswith(keys.CONSENT)]
    assert sorted(one["granted"] for one in consents) == [False, True]
    assert alex.act("stop_contact", channel="sms").goes_to == "/me?said=stopped"


def test_an_address_of_the_other_partner_is_out_of_reach() -> None:
    world = World()
    alex, sam = both(world)
    sam.act("stop_contact", channel="email")
    assert "Nothing is planned" not in alex.get("/me").words
    before = sam.get("/me").body
    assert alex.act("stop_contact", channel="sms").status == 303
    assert sam.get("/me").body == before


@pytest.mark.parametrize("action", ["preferences", "pause", "resume"])
def test_whoever_was_turned_away_in_that_very_moment_does_not_come_back(action: str) -> None:
    world = RacyWorld()
    alex = signed_up(world)
    sam = joined(world, invited(alex))
    csrf = sam.get("/me").hidden("csrf")
    world.memory.before = [lambda: alex.act("reject_partner")]
    page = sam.post("/me", action=action, csrf=csrf, **BUTTONS[action])
    assert (page.goes_to, sam.get("/me").goes_to) == ("/link", "/link")
    assert "Is this your partner?" not in alex.get("/me").words
