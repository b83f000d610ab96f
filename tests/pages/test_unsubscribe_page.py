"""Unsubscribing: no session, no expiry, one click by a person or by their mail program."""

from __future__ import annotations

import pytest

from chalicelib import keys
from chalicelib.couples.tokens import Salt, Tokens
from tests.pages.stories import ALEX, SAM, asked, both, signed_up
from tests.pages.visitor import Visitor, newest_link
from tests.world import World

NOT_FOUND = 404
MULTIPART = (
    '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
)


def one_click(world: World, address: str = ALEX) -> str:
    """The address in the newest email's List-Unsubscribe header (RFC 8058)."""
    mailed = [one.message for one in world.email.sent if one.message.to == address]
    headers = next(one.headers for one in reversed(mailed) if one.headers)
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return headers["List-Unsubscribe"].strip("<>")


def to(world: World, address: str) -> int:
    return [one.message.to for one in world.email.sent].count(address)


def withdrawn(world: World) -> list[str]:
    kept = [one for (_, sk), one in world.memory.items.items() if sk.startswith(keys.CONSENT)]
    return [one["act"] for one in kept if not one["granted"]]


@pytest.mark.parametrize("body", ["List-Unsubscribe=One-Click", MULTIPART, ""])
def test_one_click_ends_it_at_once_even_for_what_is_already_queued(body: str) -> None:
    world = World()
    signed_up(world)
    link = one_click(world)
    world.clock.now = world.next_due() or world.clock.now
    world.tick()
    heard = to(world, ALEX)
    assert Visitor(world).ask("POST", link, body).status == 200
    assert world.work() == []
    world.until(world.clock().replace(day=30))
    assert to(world, ALEX) == heard
    assert withdrawn(world) == ["one-click unsubscribe"]


def test_looking_at_the_link_changes_nothing_and_shows_no_whole_address() -> None:
    world = World()
    signed_up(world)
    link = one_click(world)
    before = world.everything()
    page = Visitor(world).get(link)
    assert "Emails to a...@example.com end at once." in page.words
    assert ALEX not in page.body
    assert Visitor(world).head(link).status == 200
    assert world.everything() == before


def test_the_other_partner_goes_on_and_is_not_told() -> None:
    world = World()
    _, sam = both(world)
    before = sam.get("/me").body
    Visitor(world).post(one_click(world))
    assert sam.get("/me").body == before
    heard = to(world, ALEX), to(world, SAM)
    world.until(world.clock().replace(day=24))
    assert (to(world, ALEX), to(world, SAM)) == (heard[0], heard[1] + 1)


def test_the_link_never_runs_out_and_may_be_pressed_again() -> None:
    world = World()
    signed_up(world)
    link = one_click(world)
    world.clock.advance(days=5 * 365)
    assert [Visitor(world).post(link).status for _ in range(2)] == [200, 200]
    assert "Stopped." in Visitor(world).post(link).words


def test_the_link_works_when_everything_else_is_gone() -> None:
    world = World()
    signed_up(world)
    link = one_click(world)
    world.memory.items.clear()
    assert "this address end at once" in Visitor(world).get(link).words
    assert Visitor(world).post(link).status == 200
    assert world.memory.items == {}


def test_whoever_has_left_can_come_back_through_a_sign_up() -> None:
    world = World()
    signed_up(world)
    Visitor(world).post(one_click(world))
    again = Visitor(world)
    again.post("/signup", **asked())
    assert again.post(newest_link(world, "confirm")).goes_to == "/me"
    assert "Nothing is planned" not in again.get("/me").words


@pytest.mark.parametrize("salt", ["session", "csrf", "receipt", "agenda"])
def test_a_token_of_another_kind_stops_nobody(salt: Salt) -> None:
    world = World()
    couple = world.couple()
    token = world.tokens.sign(salt, couple.id, "a", "email")
    assert Visitor(world).post(f"/unsubscribe/{token}").status == NOT_FOUND
    assert withdrawn(world) == []


def test_a_forged_token_stops_nobody_and_says_what_to_do() -> None:
    world = World()
    couple = world.couple()
    good = world.tokens.sign("unsubscribe", couple.id, "a", "email")
    forged = Tokens("a guess").sign("unsubscribe", couple.id, "a", "email")
    before = world.everything()
    for token in (forged, good[:-1], f"{good}x", good.swapcase(), "x", "é", "."):
        page = Visitor(world).post(f"/unsubscribe/{token}")
        assert (page.status, "reply STOP to a text" in page.words) == (NOT_FOUND, True)
        assert Visitor(world).get(f"/unsubscribe/{token}").status == NOT_FOUND
    assert world.everything() == before
    assert Visitor(world).post(f"/unsubscribe/{good}").status == 200
    assert world.everything() != before
