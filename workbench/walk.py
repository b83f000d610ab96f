"""A person with a browser: opens pages, fills the form that fits, keeps cookies, reads messages."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Protocol, Self
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from workbench.forms import Page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from workbench.forms import Form

PATIENCE = 20.0  # seconds that a message may take to arrive
LOOK_EVERY = 0.05


class WalkError(Exception):
    """A page or a message was not as expected; says what was, and where."""


class Kept(Protocol):
    """What is read of a kept message."""

    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...


class Inbox(Protocol):
    """Where messages arrive; newest last."""

    def all(self, to: str | None = None) -> Iterable[Kept]: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it came."""

    url: str
    status: int
    html: str

    def form(self, action: str | None = None, names: Collection[str] = ()) -> Form:
        """The form whose `action` field says so; without one, the page's only one that posts, or
        of several the one that has fields of these names."""
        posting = [form for form in Page(self.html).forms if form.method == "post"]
        fits = [form for form in posting if action is None or form.acts_as(action)]
        if len(fits) > 1:
            fits = [form for form in fits if form.has(names)]
        if len(fits) == 1:
            return fits[0]
        wanted = f"one form for {action!r}" if action else "one form"
        raise WalkError(f"{self} should have {wanted}, it has {len(fits)}")

    def link(self, part: str) -> str:
        """The address on this page that goes on with `part`, such as "/join/"."""
        for link in Page(self.html).links:
            url = urljoin(self.url, link)
            if url.startswith("http") and part in URL(url).path:
                return url
        raise WalkError(f"{self} should have a link to {part}")

    def __str__(self) -> str:
        page = Page(self.html)
        said = " ".join(f"{page.heading} {page.complaints}".split())
        return f"{URL(self.url).path} (status {self.status}, “{said}”)"


class Browser:
    """One person's browser. Cookies stay in it, as on a phone of their own."""

    def __init__(self, public_url: str) -> None:
        self.public_url = public_url
        home = URL(public_url)  # browsers hold their own machine to be safe, plain HTTP or not
        self.cookies = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=home.origin())
        self._session = aiohttp.ClientSession(cookie_jar=self.cookies)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def open(self, address: str) -> Seen:
        return await self._ask("GET", self._absolute(address))

    async def submit(self, page: Seen, action: str | None = None, **values: str) -> Seen:
        """Fill the form of that `action` (if none is given, the one that fits) and send it."""
        form = page.form(action, values)
        try:
            pairs = form.filled(values)
        except KeyError as missing:
            raise WalkError(f"the form on {page} has no field {missing.args[0]}") from missing
        seen = await self._ask("POST", urljoin(page.url, form.action or page.url), pairs)
        if Page(seen.html).complaints:
            raise WalkError(f"POST {seen}")
        return seen

    async def _ask(self, method: str, url: str, form: list[tuple[str, str]] | None = None) -> Seen:
        data = aiohttp.FormData(form) if form is not None else None
        try:
            async with self._session.request(method, url, data=data) as answer:
                seen = Seen(str(answer.url), answer.status, await answer.text())
        except (aiohttp.ClientError, TimeoutError) as error:
            raise WalkError(f"{self.public_url} does not answer: {error}") from error
        if seen.status >= 400:  # noqa: PLR2004 - where HTTP's errors begin
            raise WalkError(f"{method} {seen}")
        return seen

    def _absolute(self, address: str) -> str:
        return address if "://" in address else self.public_url.rstrip("/") + address


async def link_in(
    inbox: Inbox, to: str, part: str, known: Iterable[str] = (), patience: float = PATIENCE
) -> str:
    """Wait for a link to `part` ("/confirm/") that is not known to reach that address."""
    for _ in range(int(patience / LOOK_EVERY) + 1):
        for url in links_in(inbox, to, part):
            if url not in known:
                return url
        await asyncio.sleep(LOOK_EVERY)
    raise WalkError(f"no link to {part} reached {to} within {patience:.0f} seconds")


def links_in(inbox: Inbox, to: str, part: str) -> list[str]:
    """Every link to `part` in the messages to that address, newest first."""
    pattern = re.compile(rf"https?://[^\s\"'<>]*{re.escape(part)}[\w~-]+(?:\.[\w~-]+)*")
    messages = reversed(list(inbox.all(to)))
    return [url for each in messages for url in pattern.findall(each.text or unescape(each.html))]
