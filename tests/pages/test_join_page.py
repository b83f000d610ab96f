"""Joining: by a link that the first partner forwards; nothing starts until they say it is you."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages.stories import (
    ALEX,
    SAM,
    SAM_PHONE,
    asked,
    both,
    chosen,
    invited,
    joined,
    signed_up,
)
from tests.pages.visitor import Visitor, newest_link
from tests.world import World

GONE = 410
TAKEN = 409
STRANGER, STRANGER_PHONE = "stranger@example.com", "+12025550199"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"address": "sam@"}, {"address"}),
        ({"consent": None}, {"consent"}),
        ({"address": SAM_PHONE, "sms_consent": None}, {"sms_consent"}),
        ({"zone": "Nowhere/Never"}, {"zone"}),
    ],
)
def test_a_wrong_form_comes_back_filled_with_what_was_chosen(
    changes: dict[str, Any], wrong: set[str]
) -> None:
    world = World()
    invitation = invited(signed_up(world))
    before = world.everything()
    posted = asked(**{"address": SAM, "name": "Sam", **changes}) | {"thanks": "on"}
    page = Visitor(world).post(invitation, **posted)
    assert (page.status, set(page.errors())) == (200, wrong)
    assert page.value("name") == posted["name"]
    ticks = {name: page.document.by_id(name).attrs for name in ("agenda", "nudges", "thanks")}
    assert [name for name, attrs in ticks.items() if "checked" in attrs] == ["thanks"]
    assert (world.everything(), world.queue.bodies) == (before, [])


def test_the_invitation_says_who_sent_it_and_nothing_else_of_theirs() -> None:
    world = World()
    alex = signed_up(world)
    alex.act("preferences", **chosen(kids_down="19:05", lights_out="23:25"))
    invitation = invited(alex)
    before = world.everything()
    page = Visitor(world).get(invitation)
    assert "Alex asked you along" in page.words
    assert not [private for private in (ALEX, "19:05", "23:25", "20:30") if private in page.body]
    assert Visitor(world).head(invitation).status == 200
    assert (world.everything(), world.queue.bodies) == (before, [])


def test_the_invitation_opens_no_page_of_the_inviter() -> None:
    world = World()
    guest = Visitor(world)
    guest.get(invited(signed_up(world)))
    assert guest.cookie == ""
    assert guest.get("/me").goes_to == "/link"


@pytest.mark.parametrize(
    ("ticks", "comes"), [({"agenda": "on"}, "agenda"), ({"nudges": "on"}, "note"), ({}, "")]
)
def test_what_was_ticked_is_what_comes_once_they_are_in(ticks: dict[str, str], comes: str) -> None:
    world = World()
    alex = signed_up(world)
    sam = Visitor(world)
    sam.post(invited(alex), **asked(SAM, "Sam"), **ticks)
    sam.post(newest_link(world, "confirm"))
    assert "Nothing is planned just now" in sam.get("/me").words
    alex.act("confirm_partner")
    agendas = [what == "The agenda for your check-in" for *_, what in sam.get("/me").coming()]
    assert set(agendas) == {"agenda": {True}, "note": {False}, "": set()}[comes]


def test_an_invitation_can_be_used_once_and_for_two_weeks() -> None:
    world = World()
    invitation = invited(signed_up(world))
    world.clock.advance(days=14, seconds=-1)
    assert Visitor(world).get(invitation).status == 200
    joined(world, invitation)
    assert Visitor(world).get(invitation).status == GONE
    assert Visitor(world).post(invitation, **asked(STRANGER)).status == GONE


def test_an_invitation_runs_out() -> None:
    world = World()
    invitation = invited(signed_up(world))
    world.clock.advance(days=14)
    assert Visitor(world).get(invitation).status == GONE


def test_of_two_who_came_by_one_invitation_only_the_first_to_confirm_is_in() -> None:
    world = World()
    invitation = invited(signed_up(world))
    links = []
    for address in (STRANGER, SAM):
        Visitor(world).post(invitation, **asked(address))
        links.append(newest_link(world, "confirm"))
    assert Visitor(world).post(links[1]).goes_to == "/welcome"
    assert Visitor(world).post(links[0]).status == TAKEN


def test_the_inviter_sees_a_masked_address_and_decides() -> None:
    world = World()
    alex = signed_up(world)
    joined(world, invited(alex))
    page = alex.get("/me")
    assert "Is this your partner? Sam (s...@example.com) came by your link." in page.words
    assert SAM not in page.body
    assert alex.act("confirm_partner").goes_to == "/me?said=joined"
    assert "You and Sam" in alex.get("/me").words


def test_somebody_not_admitted_yet_is_told_so_and_changes_nothing_for_the_other() -> None:
    world = World()
    alex = signed_up(world)
    guest = joined(world, invited(alex))
    assert (
        "What you chose begins once your partner has said that it is you" in guest.get("/me").words
    )
    before = alex.get("/me").body
    assert guest.act("preferences", **chosen(meeting_day="2", meeting_time="07:00")).status == 303
    guest.act("confirm_partner")
    guest.act("reject_partner")
    guest.act("invite")
    assert alex.get("/me").body == before


def test_whoever_is_turned_away_is_forgotten_and_their_session_ends() -> None:
    world = World()
    alex = signed_up(world)
    invitation = invited(alex)
    stranger = joined(world, invitation, STRANGER)
    told = len(world.email.sent)
    assert alex.act("reject_partner").goes_to == "/me?said=turned"
    assert stranger.get("/me").goes_to == "/link"
    assert stranger.get(invitation).status == GONE
    assert world.work() == []
    assert (len(world.email.sent), STRANGER in world.everything()) == (told, False)


def test_nothing_of_whoever_was_turned_away_opens_the_page_of_the_one_who_came_after() -> None:
    world = World()
    alex = signed_up(world)
    stranger = joined(world, invited(alex), STRANGER)
    Visitor(world).post("/link", address=STRANGER)
    fresh = newest_link(world, "link")
    stranger.act("add_contact", address=STRANGER_PHONE, consent="on", sms_consent="on")
    second_channel = newest_link(world, "confirm")
    alex.act("reject_partner")
    sam = joined(world, invited(alex))
    alex.act("confirm_partner")
    assert stranger.get("/me").goes_to == "/link"
    for link, status in ((fresh, GONE), (second_channel, GONE)):
        late = Visitor(world)
        assert (late.post(link).status, late.cookie) == (status, "")
    assert STRANGER_PHONE not in sam.get("/me").body


def test_a_couple_of_two_can_invite_nobody_else() -> None:
    world = World()
    couple = both(world)
    before = world.everything()
    for person in couple:
        assert "/join/" not in person.act("invite").body
    assert world.everything() == before
