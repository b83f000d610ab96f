"""Who may talk to the workbench: programs and pages of this machine, no page from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

OWN_NAMES = frozenset({"127.0.0.1", "localhost"})
HARMLESS = frozenset({"GET", "HEAD"})


@web.middleware
async def only_from_here(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse other host names (DNS rebinding), and what another site's page posts."""
    name = request.host.rsplit(":", 1)[0]
    if name not in OWN_NAMES:
        return _refuse(f"The workbench answers to 127.0.0.1 and localhost, not to {name!r}.")
    own = f"{request.scheme}://{request.host}"
    origin = request.headers.get("Origin", own)  # only browsers send one
    if request.method not in HARMLESS and origin != own:
        return _refuse(f"A page of {origin} may not drive the workbench; open {own} itself.")
    return await handler(request)


def _refuse(sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=403)
