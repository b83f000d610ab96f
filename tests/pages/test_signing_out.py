"""Signing out: on this phone, or everywhere, when a phone is lost or a laptop was borrowed."""

from __future__ import annotations

from tests.pages.stories import (
    ALEX,
    ALEX_PHONE,
    SAM,
    SAM_PHONE,
    back,
    both,
    chosen,
    signed_up,
    with_phone,
)
from tests.pages.visitor import Visitor, newest_link
from tests.world import World, links_in

GONE = 410
LONG = "Thank you for getting up with the baby each night, " + "and again " * 12 + "smiling"


def test_signing_out_everywhere_ends_every_session_this_one_too() -> None:
    world = World()
    alex, sam = both(world)
    laptop, copied = back(world), Visitor(world, cookie=alex.cookie)
    page = alex.act("sign_out_everywhere")
    assert (page.status, page.title, "Max-Age=0" in page.headers["Set-Cookie"]) == (
        200,
        "Signed out everywhere",
        True,
    )
    assert [one.get("/me").goes_to for one in (alex, laptop, copied)] == ["/link"] * 3
    assert sam.get("/me").status == 200, "the other's are the other's"


def test_a_link_of_before_opens_nothing_and_a_fresh_one_does() -> None:
    world = World()
    alex = signed_up(world)
    Visitor(world).post("/link", address=ALEX)
    old = newest_link(world, "link")
    alex.act("sign_out_everywhere")
    late = Visitor(world)
    assert (late.post(old).status, late.cookie) == (GONE, "")
    assert "Hello, Alex" in back(world).get("/me").words


def test_an_address_that_somebody_was_about_to_add_is_not_added_any_more() -> None:
    world = World()
    alex = signed_up(world)
    alex.act("add_contact", address=ALEX_PHONE, consent="on", sms_consent="on")
    link = newest_link(world, "confirm")
    alex.act("sign_out_everywhere")
    assert Visitor(world).post(link).status == 409
    assert world.contacts.owner("sms", ALEX_PHONE) is None


def test_an_agenda_of_before_is_closed_and_the_next_one_is_open() -> None:
    world = World()
    alex = signed_up(world)
    world.until(world.clock().replace(day=29, hour=18))
    text = world.email.sent[-1].message.text
    agenda = next(one for one in links_in(text) if "/agenda/" in one)
    assert Visitor(world).get(agenda).status == 200
    back(world).act("sign_out_everywhere")
    assert Visitor(world).get(agenda).status == GONE
    world.until(world.clock().replace(month=12, day=6, hour=18))
    text = world.email.sent[-1].message.text
    assert (
        Visitor(world).get(next(one for one in links_in(text) if "/agenda/" in one)).status == 200
    )
    assert alex.get("/me").goes_to == "/link"


def test_what_they_chose_stays_and_notes_go_on() -> None:
    world = World()
    alex = signed_up(world)
    coming = alex.get("/me").coming()
    alex.act("sign_out_everywhere")
    assert back(world).get("/me").coming() == coming
    before = len(world.email.sent)
    world.until(world.clock().replace(day=26))
    assert len(world.email.sent) > before


def test_a_wait_that_a_thief_began_ends_with_it() -> None:
    world = World()
    alex = signed_up(world, ALEX_PHONE)
    world.clock.advance(hours=1)
    thief = back(world, ALEX_PHONE)
    thief.act("step_up")
    assert 'unlocked_from": "20' in world.everything()
    alex.act("sign_out_everywhere")
    assert 'unlocked_from": "20' not in world.everything()


def test_twice_ends_what_was_opened_in_between() -> None:
    world = World()
    with_phone(world)
    first = back(world)
    first.act("sign_out_everywhere")
    second = back(world)
    back(world).act("sign_out_everywhere")
    assert [one.get("/me").goes_to for one in (first, second)] == ["/link"] * 2


def test_signing_out_here_says_nothing_to_other_phones() -> None:
    world = World()
    alex, laptop = signed_up(world), back(world)
    assert alex.act("sign_out").goes_to == "/"
    assert laptop.get("/me").status == 200


def test_it_needs_the_form_of_the_session_as_every_other_act_does() -> None:
    world = World()
    alex = signed_up(world)
    assert alex.post("/me", action="sign_out_everywhere").status == 403
    assert alex.get("/me").status == 200


def page_in(world: World, page: str) -> str:
    """The newest address of such a page that went out."""
    sent = [one.message.text for one in (*world.email.sent, *world.sms.sent)]
    found = [link for text in sent for link in links_in(text) if f"/{page}/" in link]
    return found[-1].partition("#")[0].rstrip(".")


def test_a_date_of_before_is_closed_and_the_next_one_is_open() -> None:
    world = World()
    signed_up(world)
    world.until(world.clock().replace(day=26, hour=2))  # Wednesday evening
    old = page_in(world, "date")
    assert Visitor(world).get(old).status == 200
    back(world).act("sign_out_everywhere")
    page = Visitor(world).get(old)
    assert (page.status, "Send me a fresh one" in page.words) == (GONE, True)
    before = world.everything()
    assert Visitor(world).post(old, pick="bed").status == GONE
    assert world.everything() == before
    world.until(world.clock().replace(month=12, day=10))
    new = page_in(world, "date")
    assert (new != old, Visitor(world).get(new).status) == (True, 200)


def test_words_that_were_passed_on_before_are_behind_a_closed_door_and_not_lost() -> None:
    world = World()
    _, sam = both(world, ALEX_PHONE)
    sam.act("preferences", **chosen(relays="on", asked="relays"))
    sam.act("add_contact", address=SAM_PHONE, consent="on", sms_consent="on")
    sam.post(newest_link(world, "confirm"))
    sam.act("preferences", **chosen(relays="on", small_channel="sms"))
    world.clock.advance(hours=5)
    world.text(ALEX_PHONE, LONG)
    world.text(ALEX_PHONE, "1")
    world.work()
    said = page_in(world, "said")
    assert LONG in Visitor(world).get(said).words
    back(world, SAM).act("sign_out_everywhere")
    page = Visitor(world).get(said)
    assert (page.status, LONG in page.body) == (GONE, False)
    assert LONG in world.everything(), "the agenda has it all the same"
