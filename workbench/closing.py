"""Ends what would otherwise keep the server from stopping: open streams, stalled answers."""

from __future__ import annotations

import asyncio

from aiohttp import web

CLOSING = web.AppKey("closing", asyncio.Event)


def watch_for_closing(app: web.Application) -> None:
    """Let handlers of `app` see that it is closing: `request.app[CLOSING]` is set."""
    app[CLOSING] = asyncio.Event()
    app.on_shutdown.append(_announce)


async def _announce(app: web.Application) -> None:
    app[CLOSING].set()
