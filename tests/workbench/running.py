"""The workbench itself, running on a free port, with a fake service behind it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.test_utils import TestServer

from tests.workbench.fakes import FakeService
from workbench import server
from workbench.clock import real_time

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from workbench.messages import Mailbox

ACCOUNT = "AC" + "0" * 32
TOKEN = "a-pretend-auth-token"
SENDER = "+12025550100"


@dataclass(frozen=True)
class Workbench:
    """The running workbench, and what a test asks of it."""

    url: str
    service: FakeService
    mailbox: Mailbox
    session: aiohttp.ClientSession
    server: TestServer

    async def get(self, path: str) -> dict[str, Any]:
        async with self.session.get(self.url + path) as response:
            answer: dict[str, Any] = await response.json()
            return answer

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, dict[str, Any]]:
        async with self.session.post(self.url + path, json=body, headers=headers) as response:
            return response.status, await response.json()

    async def quiet(self) -> None:
        """Return when every callback and event is through."""
        await self.server.app[server.BACKGROUND].finish()


@asynccontextmanager
async def running(folder: Path, sender: str = SENDER) -> AsyncIterator[Workbench]:
    service = FakeService(folder, real_time)
    app = server.build_app(service, folder, ACCOUNT, TOKEN, sender)
    http = TestServer(app)
    async with http, aiohttp.ClientSession() as session:
        url = str(http.make_url("")).rstrip("/")
        yield Workbench(url, service, app[server.MAILBOX], session, http)


def run(folder: Path, story: Callable[[Workbench], Coroutine[Any, Any, None]], **how: str) -> None:
    """Run a test's story against a workbench of its own."""

    async def through() -> None:
        async with running(folder, **how) as workbench:
            await story(workbench)

    asyncio.run(through())


def keep_email(workbench: Workbench, to: str = "alex@example.com") -> str:
    """Keep a small email as if it had been sent; return its id."""
    source = f"From: hello@example.org\r\nTo: {to}\r\nSubject: Hi\r\n\r\nWords\r\n".encode()
    details = {"tags": {"delivery": ["a-1"]}, "configuration_set": "local"}
    return workbench.mailbox.add_email(source, to=to, provider_id="ses-1", details=details).id
