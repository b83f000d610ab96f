"""What holds for every page there is: its headers, nothing inline, and the stage in its links."""

from __future__ import annotations

import re
from functools import cache

import pytest

from chalicelib.pages.web import redirect
from tests.pages.stories import ALEX, ALEX_PHONE, SAM, asked, invited, joined, signed_up
from tests.pages.visitor import Page, Visitor, newest_link
from tests.world import World, links_in

DOMAIN = "https://afterbedtime.test"
STAGE = "https://afterbedtime.test/api"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000",
}
NAMES = (
    "home", "privacy", "terms", "signup", "signup wrong", "check inbox", "confirm", "confirmed",
    "me", "me wrong", "me saved", "me forbidden", "me without session", "invite", "join", "pending",
    "link", "open link", "expired", "agenda", "unsubscribe", "not unsubscribed", "unsubscribed",
    "too many", "signed out", "agenda step", "tonight", "tonight step", "welcome", "kept words",
    "declined", "jar", "jar forbidden",
)  # fmt: skip


@cache
def pages(url: str) -> dict[str, Page]:
    """Every page, from one story through a whole service at this address."""
    world = World(PUBLIC_URL=url)
    new = Visitor(world)
    shown = {name: new.get(f"/{name}") for name in ("privacy", "terms", "signup", "link")}
    shown |= {"home": new.get("/"), "signup wrong": new.post("/signup")}
    shown["check inbox"] = new.post("/signup", **asked(ALEX_PHONE))
    link = newest_link(world, "confirm")
    shown |= {"confirm": new.get(link), "confirmed": new.post(link), "expired": new.get(link)}
    shown["welcome"] = new.get("/welcome")
    csrf = shown["welcome"].hidden("csrf")
    shown["kept words"] = new.post("/welcome", csrf=csrf, words="Sam did all of bedtime")
    shown |= {"me": new.get("/me"), "invite": new.act("invite"), "jar": new.get("/jar")}
    shown["jar forbidden"] = new.post("/jar", do="delete")
    shown["me wrong"] = new.act("preferences", time="x")
    shown["me saved"] = new.act("pause", until="")
    shown["me forbidden"] = new.post("/me", action="pause")
    shown["me without session"] = Visitor(world).get("/me")
    invitation = invited(new)
    shown["join"] = Visitor(world).get(invitation)
    shown["declined"] = Visitor(world).post(invitation, answer="no")
    new.act("take_back_link")
    invitation = invited(new)
    joined(world, invitation, SAM)
    shown["pending"] = new.get("/me")
    new.act("confirm_partner")
    new.act("resume")
    Visitor(world).post("/link", address=ALEX_PHONE)
    shown["open link"] = Visitor(world).get(newest_link(world, "link"))
    shown["signed out"] = new.act("sign_out")
    for _ in range(10):
        shown["too many"] = Visitor(world).post("/link", address=ALEX)
    world.until(world.clock().replace(day=29, hour=18))
    agenda = [one for sent in world.sms.sent for one in links_in(sent.message.text)][-1]
    shown["agenda"] = Visitor(world).get(agenda)
    shown["agenda step"] = Visitor(world).get(f"{agenda}?length=20&step=2")
    shown["tonight"] = Visitor(world).get("/tonight")
    shown["tonight step"] = Visitor(world).get("/tonight?step=6")
    token = world.email.sent[-1].message.headers["List-Unsubscribe"].strip("<>")
    shown["unsubscribe"] = Visitor(world).get(token)
    shown["not unsubscribed"] = Visitor(world).get(f"{token}x")
    shown["unsubscribed"] = Visitor(world).post(token)
    return shown


every_page = pytest.mark.parametrize("name", NAMES)


def test_the_story_comes_past_every_page() -> None:
    assert sorted(NAMES) == sorted(pages(DOMAIN))
    statuses = {name: page.status for name, page in pages(DOMAIN).items() if page.status != 200}
    assert statuses == {
        "confirmed": 303,
        "expired": 410,
        "me saved": 303,
        "me forbidden": 403,
        "jar forbidden": 403,
        "me without session": 303,
        "too many": 429,
        "not unsubscribed": 404,
        "signed out": 303,
    }


@every_page
def test_every_answer_carries_the_security_headers(name: str) -> None:
    headers = pages(DOMAIN)[name].headers
    assert {one: headers.get(one) for one in HEADERS} == HEADERS
    public = name in {"home", "privacy", "terms", "tonight", "tonight step"}
    assert headers["Cache-Control"] == ("public, max-age=300" if public else "no-store")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


@every_page
def test_no_page_needs_what_its_policy_forbids(name: str) -> None:
    page = pages(DOMAIN)[name]
    if not page.body:
        assert page.status == 303
        return
    assert not page.document.all("style", "iframe", "object", "embed", "base")
    for script in page.document.all("script"):
        assert (script.get("src").startswith("/static/"), script.words.strip()) == (True, "")
    for element in page.document.elements:
        inline = [one for one in element.attrs if one == "style" or one.startswith("on")]
        assert inline == []
        assert "javascript:" not in element.get("href")


@every_page
def test_the_stage_stands_in_every_address_of_the_page(name: str) -> None:
    page = pages(STAGE)[name]
    if "Location" in page.headers:
        assert page.goes_to.startswith("/api/")
    if "Set-Cookie" in page.headers:
        assert "; Path=/api;" in page.headers["Set-Cookie"]
    addresses = [
        element.get(attribute)
        for element in (page.document.elements if page.body else ())
        for attribute in ("href", "src", "action")
        if attribute in element.attrs
    ]
    fine = re.compile(rf"/api/|{STAGE}/|#|mailto:|sms:")
    assert [one for one in addresses if not fine.match(one)] == []


def test_the_stage_stands_in_every_address_of_a_message() -> None:
    world = World(PUBLIC_URL=STAGE)
    signed_up(world)
    joined(world, invited(signed_up(world, ALEX_PHONE)), SAM)
    world.until(world.clock().replace(day=30))
    sent = [one.message for one in (*world.email.sent, *world.sms.sent)]
    texts = [part for one in sent for part in (one.text, one.html, *one.headers.values())]
    addresses = [link for text in texts for link in links_in(text)]
    assert len(addresses) > 10
    assert [one for one in addresses if not one.startswith(f"{STAGE}/")] == []


def test_a_redirect_after_a_post_makes_the_browser_get_the_next_page() -> None:
    assert redirect("/me").status == 303
    assert redirect("/me", {"Set-Cookie": "a=b"}).all_headers()["Set-Cookie"] == "a=b"
