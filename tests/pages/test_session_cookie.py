"""The session: a signed cookie for two hours, that ends by signing out or with the person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.couples.tokens import Salt, Tokens
from chalicelib.pages.session import Session
from chalicelib.pages.web import Visit
from tests.pages.stories import ALEX, both, signed_up
from tests.pages.visitor import Page, Visitor, newest_link
from tests.world import World

NAME = "__Host-session"


def opened(world: World) -> Page:
    """The answer that opens a session."""
    signed_up(world)
    Visitor(world).post("/link", address=ALEX)
    return Visitor(world).post(newest_link(world, "link"))


def cookie(page: Page) -> tuple[str, set[str]]:
    """The cookie's "name=value", and its attributes."""
    pair, *attributes = page.headers["Set-Cookie"].split("; ")
    return pair, set(attributes)


@pytest.mark.parametrize(
    ("url", "secure"), [("https://afterbedtime.test", {"Secure"}), ("http://127.0.0.1:8401", set())]
)
def test_scripts_and_other_sites_cannot_use_the_cookie(url: str, secure: set[str]) -> None:
    _, attributes = cookie(opened(World(PUBLIC_URL=url)))
    assert attributes == {"Path=/", "Max-Age=7200", "HttpOnly", "SameSite=Lax"} | secure


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://afterbedtime.test", "__Host-session"),
        ("https://afterbedtime.test/api", "__Secure-session"),
        ("http://127.0.0.1:8401", "session"),
    ],
)
def test_no_other_host_can_put_a_cookie_in_place_of_ours(url: str, name: str) -> None:
    world = World(PUBLIC_URL=url)
    pair, _ = cookie(opened(world))
    assert pair.partition("=")[0] == name
    _, _, token = pair.partition("=")
    assert Visitor(world, cookie=pair).get("/me").status == 200
    others = {"session", "__Host-session", "__Secure-session"} - {name}
    for other in others:
        assert Visitor(world, cookie=f"{other}={token}").get("/me").status == 303


def test_the_cookie_says_nothing_about_the_person() -> None:
    pair, _ = cookie(opened(World()))
    assert not [word for word in ("alex", "Alex", "example.com") if word in pair]


def test_a_session_ends_after_two_hours_whatever_the_browser_keeps() -> None:
    world = World()
    alex = signed_up(world)
    world.clock.advance(hours=2, seconds=-1)
    assert alex.get("/me").status == 200
    world.clock.advance(seconds=1)
    assert alex.get("/me").goes_to == "/link"


def test_signing_out_takes_the_cookie_away() -> None:
    alex = signed_up(World())
    page = alex.act("sign_out")
    assert (page.status, page.goes_to) == (303, "/")
    pair, attributes = cookie(page)
    assert (pair, "Max-Age=0" in attributes, "Path=/" in attributes) == (f"{NAME}=", True, True)
    assert alex.get("/me").goes_to == "/link"


def test_a_new_generation_ends_every_session_of_that_person_and_of_nobody_else() -> None:
    world = World()
    alex, sam = both(world)
    other_phone = Visitor(world, cookie=alex.cookie)
    couple_id = next(pk for pk, sk in world.memory.items if sk == "COUPLE").partition("#")[2]
    world.preferences.edit(
        couple_id, lambda one: replace(one, a=replace(one.a, generation=1)), world.clock()
    )
    assert [one.get("/me").goes_to for one in (alex, other_phone)] == ["/link"] * 2
    assert sam.get("/me").status == 200


def test_a_session_ends_with_the_couple() -> None:
    world = World()
    alex = signed_up(world)
    world.memory.items.clear()
    assert alex.get("/me").goes_to == "/link"


@pytest.mark.parametrize("salt", ["csrf", "unsubscribe", "receipt", "agenda"])
def test_a_token_of_another_kind_is_no_session(salt: Salt) -> None:
    world = World()
    couple = world.couple()
    token = world.tokens.sign(salt, couple.id, "a", 0, int(world.clock().timestamp()))
    assert Visitor(world, cookie=f"{NAME}={token}").get("/me").goes_to == "/link"


def test_a_forged_or_mangled_cookie_is_no_session() -> None:
    world = World()
    couple = world.couple()
    values = (couple.id, "a", 0, int(world.clock().timestamp()))
    good = world.tokens.sign("session", *values)
    assert Visitor(world, cookie=f"{NAME}={good}").get("/me").status == 200
    forged = Tokens("a guess").sign("session", *values)
    for token in (forged, good[:-1], f"{good}x", good.replace(".", ""), "", "x", '"', "é"):
        assert Visitor(world, cookie=f"{NAME}={token}").get("/me").goes_to == "/link"


@pytest.mark.parametrize(
    "header",
    [
        "session=ours",
        "theme=dark; session=ours",
        'seen={"a": 1, "b": [2]}; session=ours; x=y',
        "a b=c d; session=ours",
        "flag; session=ours; flag2",
        "mysession=theirs; session=ours",
        "SESSION=theirs;session=ours",
    ],
)
def test_cookies_of_others_on_the_same_domain_do_not_hide_ours(header: str) -> None:
    assert Visit("GET", cookie=header).cookie_value("session") == "ours"


@pytest.mark.parametrize("header", ["", "theme=dark", "mysession=theirs", ";;=; ="])
def test_without_our_cookie_there_is_none(header: str) -> None:
    assert Visit("GET", cookie=header).cookie_value("session") == ""


def test_a_form_of_one_session_does_not_fit_another() -> None:
    sessions = World().site.manage.sessions
    mine = Session("couple", "a", 0, 100)
    others = [
        replace(mine, couple_id="other"),
        replace(mine, partner="b"),
        replace(mine, generation=1),
        replace(mine, opened=101),
    ]
    assert sessions.csrf_holds(mine, sessions.csrf(mine))
    assert not [one for one in others if sessions.csrf_holds(one, sessions.csrf(mine))]
    assert not [text for text in ("", "é", "x") if sessions.csrf_holds(mine, text)]
