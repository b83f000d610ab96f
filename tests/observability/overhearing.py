"""The real app, with everything overheard that it says, as Lambda would have it."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chalicelib import logs
from chalicelib.edge import InvocationError
from chalicelib.wiring import wiring
from tests.mail_in.mailing import REPLIES_ON
from tests.observability.marked import MarkedWorld, invoke
from tests.pages.visitor import Page, Visitor
from tests.served import Served, served
from tests.world import links_in

if TYPE_CHECKING:
    from collections.abc import Mapping

EDGES = ("mail_bucket", "plan_queue", "room", "renderer", "library")
TOKEN = re.compile(r"[\w.~-]{16,}")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

Call = Callable[[], object]


@dataclass
class Overheard:
    """The app, what it said so far, and what it was asked, to be asked once more."""

    site: Served
    said: io.StringIO
    printed: io.StringIO = field(default_factory=io.StringIO)
    calls: list[Call] = field(default_factory=list)
    cookies: set[str] = field(default_factory=set)

    @property
    def world(self) -> MarkedWorld:
        assert isinstance(self.site.world, MarkedWorld)
        return self.site.world

    def lines(self) -> list[dict[str, Any]]:
        """Each line it said; every one of them must be JSON."""
        return [json.loads(line) for line in self.said.getvalue().splitlines()]

    def does(self, call: Call) -> Any:
        self.calls.append(call)
        return call()

    def event(self, function: str, event: Mapping[str, Any]) -> Any:
        return self.does(lambda: invoke(function, event))

    def again(self) -> list[str]:
        """Everything that was ever asked, once more. Returns what the functions died of."""
        died = []
        with self.listening():
            for call in list(self.calls):
                try:
                    call()
                except InvocationError as error:
                    died.append(str(error))
        return died

    @contextmanager
    def listening(self) -> Iterator[None]:
        """To what is printed past the log as well."""
        with redirect_stdout(self.printed), redirect_stderr(self.printed):
            yield

    def tokens(self) -> set[str]:
        """What opens something: from the addresses in all that was sent, and receipts' tokens."""
        sent = [*self.world.email.sent, *self.world.sms.sent]
        links = [link.partition("#")[0] for one in sent for link in links_in(one.message.text)]
        links += [one.message.headers.get("List-Unsubscribe", "") for one in sent]
        links += [wiring()._callback_url(one) for one in sent]
        replies = {one.message.reply_to.partition("@")[0] for one in sent} - {""}
        opens = {one for link in links for one in TOKEN.findall(link) if "afterbedtime" not in one}
        return opens | replies | self.cookies - {""}


class Walker(Visitor):
    """A visitor who goes through the app itself, and is overheard."""

    def __init__(self, heard: Overheard) -> None:
        super().__init__(heard.world)
        self.heard = heard

    def ask(self, method: str, path: str, body: str = "") -> Page:
        cookie, path = self.cookie, path.removeprefix(self.world.settings.public_url)
        headers = {**(FORM if method == "POST" else {}), "Cookie": cookie}
        answer = self.heard.does(lambda: self.heard.site.ask(method, path, body, headers))
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
            self.heard.cookies.add(self.cookie.partition("=")[2])
        return Page(answer.status, {"Location": answer.headers.get("location", "")}, answer.text)


@contextmanager
def overheard() -> Iterator[Overheard]:
    """The app in a marked world, its log as in Lambda, and every library at its loudest."""
    root, ours = logging.getLogger(), logging.getLogger(logs.OURS)
    before = root.handlers[:], root.level, ours.level, logging.raiseExceptions
    said = io.StringIO()
    try:
        with served(MarkedWorld, **REPLIES_ON) as site:
            vars(wiring()).update({name: getattr(site.world, name) for name in EDGES})
            logs.set_up("test", said)
            root.setLevel(logging.DEBUG)
            yield Overheard(site, said)
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:] = before[0]
        root.setLevel(before[1])
        ours.setLevel(before[2])
        logging.raiseExceptions = before[3]


def path_of(heard: Overheard, link: str) -> str:
    return link.partition("#")[0].removeprefix(heard.world.settings.public_url)
