"""Server-sent events: tells the page that it is time to look again."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web

from workbench.closing import CLOSING

if TYPE_CHECKING:
    from workbench.changes import Changes

ALIVE_SECONDS = 15.0  # says something at least this often, so that a lost listener is noticed
CHANGED = b"event: changed\ndata: {}\n\n"
STILL_HERE = b": still here\n\n"


async def stream(request: web.Request, changed: Changes) -> web.StreamResponse:
    """Send one "changed" now (a page that reconnects has missed some) and one at every change."""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    closing = request.app[CLOSING]
    with changed.listen() as listener, suppress(ConnectionResetError):
        await response.write(CHANGED)
        while not await _first_of(listener, closing):
            said = CHANGED if listener.is_set() else STILL_HERE
            listener.clear()  # before writing: what changes meanwhile is told next
            await response.write(said)
    return response


async def _first_of(listener: asyncio.Event, closing: asyncio.Event) -> bool:
    """Wait for a change, for the end, or a while. True: it is the end."""
    waits = [asyncio.create_task(event.wait()) for event in (listener, closing)]
    try:
        await asyncio.wait(waits, timeout=ALIVE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
    return closing.is_set()
