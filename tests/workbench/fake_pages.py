"""The service's pages as a visitor meets them; behind them is only a list of what was posted."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web
from aiohttp.test_utils import TestServer

from chalicelib.delivery.model import LedgerKey
from chalicelib.delivery.ses import tag_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from workbench.messages import Mailbox

SESSION = "session"

PERSON = """<label>Name <input name="name"></label> <label>Address <input name="address"></label>
<input type="checkbox" name="consent" value="on"> <input type="checkbox" name="sms_consent">
<select name="zone"><option selected>Europe/Berlin<option>America/New_York</select>"""
WISHES = "".join(
    f'<input type="checkbox" name="{each}">' for each in ("agenda", "nudges", "thanks")
)
NO = '<form method="post"><button name="answer" value="no">No, thank you</button></form>'
ME = """<h1>Hello</h1><a href="/join/invitation-1">the link</a>
<form method="post" action="/me"><input type="hidden" name="csrf" value="csrf-1">
<input type="hidden" name="action" value="add_contact"><input name="address">
<input type="checkbox" name="consent"><input type="checkbox" name="sms_consent"></form>
<form method="post" action="/me"><input type="hidden" name="csrf" value="csrf-1">
<input type="hidden" name="action" value="invite"></form>
<form method="post" action="/me"><input type="hidden" name="csrf" value="csrf-1">
<input type="hidden" name="action" value="confirm_partner"></form>
<form method="post" action="/me"><input type="hidden" name="csrf" value="csrf-1">
<input type="hidden" name="action" value="preferences"><input name="kids_down" value="20:00">
<input type="radio" name="small_channel" value="email" checked>
<input type="radio" name="small_channel" value="sms">
<input type="radio" name="check_in_channel" value="email"></form>"""


class FakePages:
    """`posts` are (path, fields); a path in `broken` answers with that status and page."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.public_url = ""
        self.mailbox = mailbox
        self.posts: list[tuple[str, dict[str, str]]] = []
        self.broken: dict[str, tuple[int, str]] = {}
        self.settled = 0

    async def settle(self) -> None:
        self.settled += 1

    async def shown(self, request: web.Request) -> web.Response:
        if request.path in self.broken:
            status, text = self.broken[request.path]
            return page(text, status)
        if request.path == "/me" and request.cookies.get(SESSION) is None:
            return page("<h1>Who are you?</h1>", 403)
        forms = {
            "/signup": f'<form method="post" action="/signup">{PERSON}</form>',
            "/join/invitation-1": f'<form method="post">{PERSON}{WISHES}</form>{NO}',
            "/link": '<form method="post" action="/link"><input name="address"></form>',
            "/me": ME,
        }
        return page(forms.get(request.path, '<form method="post"><button>Yes</button></form>'))

    async def posted(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.posts.append((request.path, form))
        if f"POST {request.path}" in self.broken:
            status, text = self.broken[f"POST {request.path}"]
            return page(text, status)
        if "address" in form:
            self._write_to(form["address"], "link" if request.path == "/link" else "confirm")
        if request.path.startswith("/confirm/"):
            answer = web.Response(status=303, headers={"Location": "/me"})
            answer.set_cookie(SESSION, request.path, secure=True, httponly=True)
            return answer
        return page(ME)

    def _write_to(self, address: str, way: str) -> None:
        text = f"One tap: {self.public_url}/{way}/token-{len(self.posts)}."
        if "@" not in address:
            self.mailbox.add_text(to=address, from_="+12025550100", text=text, provider_id="SM1")
            return
        tag = tag_of(LedgerKey("COUPLE#c0ffee", "NOTICE#a#confirm#1"))
        source = f"From: hello@example.org\nTo: {address}\nSubject: Hello\n\n{text}\n"
        self.mailbox.add_email(
            source.encode(), to=address, provider_id="ses-1", details={"tags": {"delivery": [tag]}}
        )


def page(html: str, status: int = 200) -> web.Response:
    return web.Response(text=html, status=status, content_type="text/html")


@asynccontextmanager
async def serving(mailbox: Mailbox) -> AsyncIterator[FakePages]:
    pages = FakePages(mailbox)
    app = web.Application()
    app.add_routes([web.get("/{path:.*}", pages.shown), web.post("/{path:.*}", pages.posted)])
    async with TestServer(app) as http:
        pages.public_url = str(http.make_url("")).rstrip("/")
        yield pages
