"""Phones and mailboxes, as a journey sees them: through the workbench's JSON API."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tests.browser_words import address_in

if TYPE_CHECKING:
    from tests.local_service import LocalService

PATIENCE = 30.0  # seconds that real processes may take


def messages(service: LocalService, to: str) -> list[dict[str, Any]]:
    """What came to an address, newest last."""
    found: list[dict[str, Any]] = service.api("GET", f"/api/messages?to={quote(to)}")["messages"]
    return [one for one in found if one["direction"] == "out"]


def arrives(service: LocalService, to: str, saying: str) -> dict[str, Any]:
    """The newest message to an address whose text or subject says this; waits until it is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        saying_so = [one for one in messages(service, to) if saying in _words(one)]
        if saying_so:
            return saying_so[-1]
        time.sleep(0.05)  # real processes are at work; nothing here waits for the clock
    raise AssertionError(f"Nothing that says {saying!r} came to the address within {PATIENCE} s")


def _words(message: dict[str, Any]) -> str:
    return f"{message['subject'] or ''}\n{message['text']}"


def link_to(service: LocalService, to: str, page: str) -> str:
    """The newest link to a page that came to an address."""
    return address_in(arrives(service, to, f"/{page}/")["text"], page)


def text(service: LocalService, sender: str, body: str) -> str:
    """A text from a phone, and the answer to it."""
    reply: str = service.api("POST", "/api/texts", {"from": sender, "body": body})["reply"]
    return reply


def advance(service: LocalService, **to: Any) -> dict[str, Any]:
    """Move the service's clock; returns once everything due by then was handled."""
    moved: dict[str, Any] = service.api("POST", "/api/clock", to)
    return moved
