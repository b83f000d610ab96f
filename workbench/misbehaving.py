"""What a fault does to one request: refuse it, stall it, or drop its connection."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import web

from workbench.closing import CLOSING
from workbench.faults import HangUp, Refuse, Reset, Stall

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from workbench.faults import Fault

HOLD_SECONDS = 120.0  # longer than any client of ours waits
LOOK_SECONDS = 0.05  # how often a stalled answer looks whether its client has gone
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: closing it says "reset", not "the end"


async def answer(
    request: web.Request,
    fault: Fault | None,
    *,
    accept: Callable[[], Awaitable[web.Response]],
    refuse: Callable[[Refuse], web.Response],
) -> web.Response:
    """Answer as `fault` has it; every way to fail is one case here."""
    await request.read()  # all of it: to somebody who is still writing a reset looks like an end
    if isinstance(fault, Reset):
        return _reset(request)
    if isinstance(fault, Stall | HangUp) and fault.takes:
        await accept()
    match fault:
        case None:
            return await accept()
        case Refuse():
            return refuse(fault)
        case HangUp():
            return _cut(request)
        case Stall():
            await _hold(request)
            return _cut(request)


async def _hold(request: web.Request) -> None:
    """Return when the client has left, the workbench closes, or nobody can still be waiting."""
    closing = request.app[CLOSING]
    with suppress(TimeoutError):
        async with asyncio.timeout(HOLD_SECONDS):
            while request.transport is not None and not closing.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(closing.wait(), LOOK_SECONDS)


def _reset(request: web.Request) -> web.Response:
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    return _cut(request)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()  # goes nowhere: the connection is closed
