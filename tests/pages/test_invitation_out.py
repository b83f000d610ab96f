"""The link that is out: it can be taken back, and declined without the other being told."""

from __future__ import annotations

from urllib.parse import unquote

from tests.pages.stories import ALEX, SAM, asked, invited, joined, signed_up
from tests.pages.visitor import Visitor, newest_link
from tests.world import World

GONE, TAKEN = 410, 409


def test_no_thank_you_ends_the_link_and_keeps_nothing() -> None:
    world = World()
    invitation = invited(signed_up(world))
    guest = Visitor(world)
    page = guest.post(invitation, answer="no")
    assert (page.title, guest.cookie) == ("That is fine", "")
    assert guest.get(invitation).status == GONE
    assert world.queue.bodies == []


def test_whoever_looks_at_the_link_declines_nothing() -> None:
    world = World()
    invitation = invited(signed_up(world))
    for method in ("GET", "HEAD"):
        Visitor(world).ask(method, f"{invitation}?answer=no")
    assert Visitor(world).get(invitation).status == 200


def test_the_first_cannot_tell_a_declined_link_from_one_that_nobody_opened() -> None:
    pages = []
    for declines in (True, False):
        world = World()
        alex = signed_up(world)
        invitation = invited(alex)
        if declines:
            Visitor(world).post(invitation, answer="no")
        seen = [alex.get("/me").body, alex.act("invite").body]
        assert invitation in seen[1]
        world.clock.advance(days=15)
        alex = later(world)
        seen.append(alex.get("/me").words)
        pages.append(seen)
    assert pages[0] == pages[1]
    assert "Make a link to send on" in pages[0][-1]


def later(world: World) -> Visitor:
    person = Visitor(world)
    person.post("/link", address=ALEX)
    person.post(newest_link(world, "link"))
    return person


def test_who_filled_in_the_form_can_still_decline() -> None:
    world = World()
    invitation = invited(signed_up(world))
    sam = Visitor(world)
    sam.post(invitation, **asked(SAM, "Sam"))
    link = newest_link(world, "confirm")
    sam.post(invitation, answer="no")
    assert sam.post(link).status == TAKEN


def test_the_link_that_is_out_is_shown_again_and_can_be_taken_back() -> None:
    world = World()
    alex = signed_up(world)
    first = invited(alex)
    assert "Your link is out. It works once, until Mon 7 Dec." in alex.get("/me").words
    assert invited(alex) == first
    assert alex.act("take_back_link").goes_to == "/me?said=link_back"
    assert Visitor(world).get(first).status == GONE
    assert "Make a link to send on" in alex.get("/me").words
    second = invited(alex)
    assert second != first
    assert Visitor(world).get(second).status == 200


def test_a_link_that_was_taken_back_lets_nobody_in_who_had_filled_in_its_form() -> None:
    world = World()
    alex = signed_up(world)
    sam = Visitor(world)
    sam.post(invited(alex), **asked(SAM, "Sam"))
    link = newest_link(world, "confirm")
    alex.act("take_back_link")
    assert (sam.post(link).status, sam.cookie) == (TAKEN, "")


def test_once_they_are_two_nothing_is_said_of_the_link() -> None:
    world = World()
    alex = signed_up(world)
    joined(world, invited(alex))
    assert "Your link is out" not in alex.get("/me").words
    alex.act("confirm_partner")
    assert "Your link is out" not in alex.get("/me").words


def test_the_message_to_forward_goes_by_every_way_a_phone_has() -> None:
    world = World()
    page = signed_up(world).act("invite")
    text = page.document.all("blockquote")[0].words.strip()
    invitation = next(one for one in text.split() if one.startswith("https://"))
    assert Visitor(world).get(invitation).status == 200
    hrefs = [unquote(one.get("href")) for one in page.document.all("a")]
    assert [one for one in hrefs if one.startswith("sms:?&body=")] == [f"sms:?&body={text}"]
    assert next(one for one in hrefs if one.startswith("mailto:?")).endswith(f"&body={text}")
    buttons = {
        name: value for one in page.document.all("button") for name, value in one.attrs.items()
    }
    assert (buttons["data-share"], buttons["data-copy"]) == (text, text)


def test_the_preview_of_the_link_names_nobody_and_no_engine_lists_it() -> None:
    world = World()
    page = Visitor(world).get(invited(signed_up(world, name="Inviting Ida")))
    head = [one for one in page.document.elements if any(o.tag == "head" for o in one.within)]
    told = " ".join(one.words + one.get("content") for one in head)
    assert "Ida" not in told
    assert "Something for the two of you" in told
    said = {one.get("name") or one.get("property"): one.get("content") for one in head}
    assert said["robots"] == "noindex"
    assert said["og:title"] == "Something for the two of you"
    assert "Ida" in page.words
