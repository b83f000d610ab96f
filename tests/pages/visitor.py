"""Somebody at the pages: a browser with one cookie that walks the real handlers by address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from chalicelib.pages.web import Visit
from tests.read_html import Document, read
from tests.world import form, links_in
from workbench.forms import Page as Forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.pages.site import Site
    from chalicelib.pages.web import Reply
    from tests.world import World


@dataclass(frozen=True)
class Page:
    """One answer as a browser sees it."""

    status: int
    headers: Mapping[str, str]
    body: str

    @cached_property
    def document(self) -> Document:
        return read(self.body)

    @property
    def title(self) -> str:
        return self.document.all("title")[0].words.strip()

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.document.said).split())

    @property
    def goes_to(self) -> str:
        return self.headers.get("Location", "")

    def errors(self) -> dict[str, str]:
        """The sentence beside each field that is wrong."""
        beside = [one for one in self.document.elements if one.get("class") == "wrong-text"]
        return {one.get("id").removesuffix("-error"): one.words for one in beside}

    def value(self, field: str) -> str:
        return self.document.by_id(field).get("value")

    def coming(self) -> list[tuple[str, str, str]]:
        """What the page says will come: when, by which channel, what."""
        found = []
        for one in self.document.elements:
            listed = any(outer.get("aria-labelledby") == "coming" for outer in one.within)
            if listed and one.get("class") == "when":
                when, _, channel = one.words.rpartition(", ")
                found.append((when, channel, one.within[-1].words.removeprefix(one.words).strip()))
        return found

    def sends(self, action: str) -> dict[str, list[str]]:
        """What a browser would send from one of the forms as it stands."""
        form = next(one for one in Forms(self.body).forms if one.acts_as(action))
        sent: dict[str, list[str]] = {}
        for name, value in form.sends:
            sent.setdefault(name, []).append(value)
        return sent

    def hidden(self, name: str) -> str:
        fields = self.document.all("input")
        return next(one.get("value") for one in fields if one.get("name") == name)


@dataclass
class Visitor:
    """One browser. Keeps the session's cookie as a browser would."""

    world: World
    cookie: str = ""
    ip: str = "203.0.113.7"

    def get(self, path: str) -> Page:
        return self.ask("GET", path)

    def head(self, path: str) -> Page:
        return self.ask("HEAD", path)

    def post(self, path: str, **fields: Any) -> Page:
        return self.ask("POST", path, form(**fields))

    def act(self, action: str, **fields: Any) -> Page:
        """Press a button of one's own page, as it stands there."""
        return self.post("/me", action=action, csrf=self.get("/me").hidden("csrf"), **fields)

    def ask(self, method: str, path: str, body: str = "") -> Page:
        url = urlsplit(path.removeprefix(self.world.settings.public_url))
        query = dict(parse_qsl(url.query))
        visit = Visit(method, ip=self.ip, cookie=self.cookie, body=body, query=query)
        local = url.path.removeprefix(self.world.settings.base_path)
        reply = answer(self.world.site, visit, local)
        headers = reply.all_headers()
        if "Set-Cookie" in headers:
            self.cookie = headers["Set-Cookie"].split(";")[0]
        return Page(reply.status, headers, reply.body)


def answer(site: Site, visit: Visit, path: str) -> Reply:
    """What stands at an address (tests/pages/test_routes.py asks Chalice itself)."""
    name, _, token = path.removeprefix("/").partition("/")
    if name in {"privacy", "terms"}:
        return site.reading.plain(name)
    if not name:
        return site.reading.home()
    if name == "agenda":
        token, _, file = token.partition("/")
        return site.agendas.calendar(token) if file else site.agendas.agenda(visit, token)
    if path == "/export/data":
        return site.export.download(visit)
    by_token = {
        "join": site.arrivals.join,
        "confirm": site.links.confirm,
        "link": site.links.open_link,
        "date": site.dates.date,
        "said": lambda _, token: site.said.said(token),
        "unsubscribe": site.leaving.unsubscribe,
    }
    if token:
        return by_token[name](visit, token)
    alone = {
        "signup": site.arrivals.sign_up,
        "welcome": site.welcome.welcome,
        "tonight": site.agendas.tonight,
        "jar": site.jar.jar_of,
        "keepsake": site.keepsake.keepsake,
        "export": site.export.read,
        "erase": site.leave.ask,
        "link": site.links.ask_for_link,
        "me": site.manage.me,
    }
    return alone[name](visit)


def newest_link(world: World, page: str) -> str:
    """Send what is queued; the address of a page in one of the messages that went out."""
    before = len(world.email.sent), len(world.sms.sent)
    assert world.work() == []
    for envelope in [*world.email.sent[before[0] :], *world.sms.sent[before[1] :]]:
        for link in links_in(envelope.message.text):
            if link.startswith(f"{world.settings.public_url}/{page}/"):
                return link.rstrip(".")
    raise AssertionError(f"no message holds a link to /{page}/")
