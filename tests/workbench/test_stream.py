from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.workbench.running import keep_email, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench


def test_the_stream_tells_of_every_kind_of_change(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        async with workbench.session.get(f"{workbench.url}/api/stream") as response:
            assert response.content_type == "text/event-stream"

            async def changed() -> None:
                assert await response.content.readline() == b"event: changed\n"
                await response.content.readuntil(b"\n\n")

            await changed()  # at once, for a page that has missed some
            await workbench.post("/api/faults", {"twilio": "429"})
            await changed()
            await workbench.post("/api/clock", {"advance": 60})
            await changed()
            keep_email(workbench)
            await changed()

    run(tmp_path, story)


def test_an_open_stream_does_not_keep_the_workbench_from_closing(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        async with workbench.session.get(f"{workbench.url}/api/stream") as response:
            async with asyncio.timeout(10):
                await workbench.server.close()
                assert b"changed" in await response.content.read()

    run(tmp_path, story)
