"""The front door: what goes through it arrives as it was sent."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from workbench.front import Front
from workbench.ports import Ports

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

PORTS = Ports(8400)


class Upstream:
    """Stands in for the local AWS; keeps the last request."""

    def __init__(self) -> None:
        self.target = ""
        self.headers: list[tuple[str, str]] = []
        self.body = b""
        self.answer = web.Response(text="hello")

    async def handle(self, request: web.Request) -> web.Response:
        self.target = request.raw_path
        self.headers = list(request.headers.items())
        self.body = await request.read()
        return self.answer

    def header(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name]


@dataclass(frozen=True)
class Street:
    """A person, the front door, and what is behind it."""

    door: str
    person: aiohttp.ClientSession
    upstream: Upstream
    front: Front


@asynccontextmanager
async def street() -> AsyncIterator[Street]:
    upstream = Upstream()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", upstream.handle)
    jar = aiohttp.DummyCookieJar()
    async with (
        TestServer(app) as aws,
        aiohttp.ClientSession(auto_decompress=False, cookie_jar=jar) as http,
        aiohttp.ClientSession() as person,
    ):
        front = Front(PORTS, http)
        front.stage = aws.make_url("/stage")
        async with TestServer(front.app()) as door:
            yield Street(str(door.make_url("")).rstrip("/"), person, upstream, front)


def on_the_street(story: Callable[[Street], Awaitable[None]]) -> None:
    async def tell() -> None:
        async with street() as scene:
            await story(scene)

    asyncio.run(tell())


def test_paths_queries_and_forms_arrive_byte_by_byte() -> None:
    async def story(street: Street) -> None:
        form = b"From=%2B12025550143&Body=thank+you&empty=&again=1&again=2"
        url = URL(f"{street.door}/join/a%2Fb%20c?x=1&x=2&empty=&e=%C3%A9", encoded=True)
        as_form = {"Content-Type": "application/x-www-form-urlencoded"}
        async with street.person.post(url, data=form, headers=as_form) as answer:
            assert (answer.status, await answer.text()) == (200, "hello")
        assert street.upstream.target == "/stage/join/a%2Fb%20c?x=1&x=2&empty=&e=%C3%A9"
        assert street.upstream.body == form
        assert street.upstream.header("content-type") == ["application/x-www-form-urlencoded"]

    on_the_street(story)


def test_nobody_can_make_up_where_they_come_from() -> None:
    async def story(street: Street) -> None:
        made_up = {"X-Forwarded-For": "9.9.9.9", "Host": "bucket.s3.example.org"}
        async with street.person.get(f"{street.door}/", headers=made_up):
            pass
        assert street.upstream.header("x-forwarded-for") == ["127.0.0.1"]
        assert street.upstream.header("host") == ["127.0.0.1:8401"]

    on_the_street(story)


def test_cookies_and_redirects_come_back_untouched_and_stay_with_the_person() -> None:
    async def story(street: Street) -> None:
        street.upstream.answer = web.Response(status=303, headers={"Location": "/me?saved=1"})
        street.upstream.answer.headers.add("Set-Cookie", "session=1; HttpOnly")
        street.upstream.answer.headers.add("Set-Cookie", "csrf=2; Path=/")
        async with street.person.post(f"{street.door}/link/token", allow_redirects=False) as answer:
            assert answer.status == 303
            assert answer.headers["Location"] == "/me?saved=1"
            assert answer.headers.getall("Set-Cookie") == [
                "session=1; HttpOnly",
                "csrf=2; Path=/",
            ]
        street.person.cookie_jar.clear()
        street.upstream.answer = web.Response()
        async with street.person.get(f"{street.door}/me"):
            pass
        assert street.upstream.header("cookie") == []

    on_the_street(story)


def test_head_has_no_body_and_keeps_the_length() -> None:
    async def story(street: Street) -> None:
        async with street.person.head(f"{street.door}/") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Length"] == "5"
            assert await answer.read() == b""

    on_the_street(story)


def test_before_the_stack_is_there_people_are_asked_to_wait() -> None:
    async def story(street: Street) -> None:
        async def says() -> tuple[int, bool]:
            async with street.person.get(f"{street.door}/") as answer:
                return answer.status, "One moment, please" in await answer.text()

        street.front.stage = None
        assert await says() == (502, True)
        street.front.stage = URL("http://127.0.0.1:1/nobody-listens-here")
        assert await says() == (502, True)

    on_the_street(story)
