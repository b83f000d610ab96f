"""Notes what functions ask of SES, which is a sink of the workbench here, as IAM would name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from workbench.ministack_asked import WHO, Notes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aiohttp.typedefs import Handler, Middleware

NOTES = "asked-of-ses.jsonl"  # in the state folder


def noting(state: Path) -> Middleware:
    """Each new (function, action, resource) becomes a line; nothing is kept of what was said."""
    notes = Notes(state / NOTES)

    @web.middleware
    async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
        who = WHO.search(request.headers.get("User-Agent", ""))
        if who and request.path.startswith("/ses/"):
            given = await request.json() if request.can_read_body else {}
            for action, resource in _asked(request.method, given):
                notes.add(who[1], action, resource)
        return await handler(request)

    return note


def _asked(method: str, given: dict[str, str]) -> Iterator[tuple[str, str]]:
    """SendEmail asks for the identity and for the configuration set (Service Authorization
    Reference, "Amazon SES v2"); the other call that the sink knows is GetAccount."""
    if method == "GET":
        yield "ses:GetAccount", "*"
        return
    domain = given["FromEmailAddress"].rpartition("@")[2].rstrip(">")
    yield "ses:SendEmail", f"identity/{domain}"
    yield "ses:SendEmail", f"configuration-set/{given['ConfigurationSetName']}"
