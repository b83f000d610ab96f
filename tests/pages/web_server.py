"""Pages over real HTTP, on a port of their own: with cookies, redirects, forms and our headers."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from chalicelib.pages.assets import asset
from chalicelib.pages.web import Reply, Visit
from tests.pages.sample_pages import STATES
from tests.pages.showing import TEMPLATES, shown
from tests.pages.visitor import answer
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answering = Callable[[Visit, str], Reply]


@contextmanager
def samples() -> Iterator[str]:
    """Each state of tests/pages/sample_pages.py under its name; gives the address before it."""
    with _serving(lambda _: _sample) as url:
        yield f"{url}/"


@contextmanager
def a_service() -> Iterator[World]:
    """A whole service in memory, at the address that its settings say."""
    worlds: list[World] = []

    def build(url: str) -> Answering:
        world = World(PUBLIC_URL=url)
        worlds.append(world)
        return lambda visit, path: answer(world.site, visit, path)

    with _serving(build):
        yield worlds[0]


def _sample(_: Visit, path: str) -> Reply:
    state = path.removeprefix("/")
    return Reply(shown(state).source) if state in STATES else Reply("", 404)


@contextmanager
def _serving(build: Callable[[str], Answering]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    url = f"http://127.0.0.1:{server.server_port}"
    server.answering = build(url)  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    one_at_a_time = Lock()  # browsers open spare connections, the service in memory is one thread's

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        size = int(self.headers.get("Content-Length", 0))
        visit = Visit(
            self.command,
            ip="203.0.113.7",
            cookie=self.headers.get("Cookie", ""),
            body=self.rfile.read(size).decode(),
            query=dict(parse_qsl(url.query)),
        )
        with self.one_at_a_time:
            reply = self._reply(visit, url.path)
        self._send(reply)

    do_POST = do_GET  # noqa: N815 - the name is http.server's

    def _reply(self, visit: Visit, path: str) -> Reply:
        _, static, name = path.partition("/static/")
        if static:
            return asset(TEMPLATES, name)
        if path == "/favicon.ico":
            return Reply("", 404)
        answering: Answering = self.server.answering  # type: ignore[attr-defined]
        return answering(visit, path)

    def _send(self, reply: Reply) -> None:
        content = reply.body.encode()
        self.send_response(reply.status)
        for name, value in reply.all_headers().items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's output is the test's."""
