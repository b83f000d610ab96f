"""The service's front door: what a domain of the operator's own is in production.

It hands every request to the deployed API on the local AWS, without the stage in the path, and
changes nothing else, so that forms, cookies and redirects are what API Gateway makes of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.ports import Ports

MAX_BODY = 10 * 1024 * 1024  # what API Gateway takes
TIMEOUT = aiohttp.ClientTimeout(total=70)  # our functions stop themselves after 60
# RFC 9110 7.6.1: these belong to one connection, not to the message.
HOP_BY_HOP = {
    "connection",
    "expect",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
NOT_YET = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width"><title>One moment</title>
<h1>One moment, please.</h1>
<p>The service is not there yet, or is just being replaced. This page tries again by itself.
If it stays, the terminal in which you typed <code>make run</code> says why.</p>
"""


class Front:
    """A reverse proxy to one API stage; until it knows which, it asks people to wait."""

    def __init__(self, ports: Ports, http: aiohttp.ClientSession) -> None:
        self.ports = ports
        self.http = http
        self.stage: URL | None = None

    def serve(self, api_id: str, stage: str = "api") -> None:
        """Hand requests to this API from now on."""
        self.stage = URL(f"{self.ports.aws_url}/_aws/execute-api/{api_id}/{stage}")

    def app(self) -> web.Application:
        app = web.Application(client_max_size=MAX_BODY)
        app.router.add_route("*", "/{path:.*}", self.handle)
        return app

    async def handle(self, request: web.Request) -> web.Response:
        if self.stage is None:
            return _not_yet()
        try:
            async with self.http.request(
                request.method,
                URL(f"{self.stage}{request.raw_path}", encoded=True),
                headers=self._headers(request),
                data=await request.read() or None,
                allow_redirects=False,
                skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
                timeout=TIMEOUT,
            ) as answer:
                headers = _end_to_end(answer.headers)
                return web.Response(status=answer.status, headers=headers, body=await answer.read())
        except (aiohttp.ClientError, TimeoutError):
            return _not_yet()

    def _headers(self, request: web.Request) -> CIMultiDict[str]:
        headers = _end_to_end(request.headers)
        headers["Host"] = f"127.0.0.1:{self.ports.pages}"
        # Set, not added to: MiniStack takes the first address for the caller's (`sourceIp`),
        # where API Gateway takes the last, the one that nobody can make up.
        headers["X-Forwarded-For"] = request.remote or ""
        headers["X-Forwarded-Proto"] = "http"
        headers["X-Forwarded-Port"] = str(self.ports.pages)
        return headers


def _end_to_end(headers: Mapping[str, str]) -> CIMultiDict[str]:
    """Every header but those of the connection; repeated ones (Set-Cookie) stay repeated."""
    return CIMultiDict(
        (name, value) for name, value in headers.items() if name.lower() not in HOP_BY_HOP
    )


def _not_yet() -> web.Response:
    return web.Response(status=502, text=NOT_YET, content_type="text/html")
