"""When a provider gives no answer, its client cannot tell what became of the message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests
from botocore.exceptions import ConnectionClosedError, HTTPClientError, ReadTimeoutError

from tests.workbench.running import run
from tests.workbench.sdks import send_email, send_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench

# What is told to happen, and how many messages the provider has then.
NO_ANSWER = [("timeout", 0), ("silent", 1), ("reset", 0), ("drop", 0), ("lost", 1)]


async def how_it_went(workbench: Workbench) -> tuple[int, int, int]:
    """Messages kept; requests that met the fault; reports of a message that it tells."""
    await workbench.quiet()
    faults = await workbench.get("/api/faults")
    met = sum(9 - left for left in faults["left"].values() if left)
    told = len(workbench.service.posts) + len(workbench.service.events)
    return len(workbench.mailbox.all()), met, told


@pytest.mark.parametrize(("fault", "kept"), NO_ANSWER)
def test_a_text_without_an_answer(tmp_path: Path, fault: str, kept: int) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"twilio": fault, "count": 9})
        stalls = fault in {"timeout", "silent"}
        error = requests.exceptions.ReadTimeout if stalls else requests.exceptions.ConnectionError
        callback = f"{workbench.service.public_url}/webhooks/twilio/status?d=1"
        with pytest.raises(error):
            await send_text(workbench, patience=0.3, status_callback=callback)
        assert await how_it_went(workbench) == (kept, 1, 2 * kept)

    run(tmp_path, story)


@pytest.mark.parametrize(("fault", "kept"), NO_ANSWER)
def test_an_email_without_an_answer(tmp_path: Path, fault: str, kept: int) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"ses": fault, "count": 9})
        errors: dict[str, type[Exception]] = {
            "timeout": ReadTimeoutError,
            "silent": ReadTimeoutError,
            "reset": HTTPClientError,
        }
        with pytest.raises(errors.get(fault, ConnectionClosedError)):
            await send_email(workbench, patience=0.3)
        assert await how_it_went(workbench) == (kept, 1, 2 * kept)

    run(tmp_path, story)


def test_a_reset_says_so(tmp_path: Path) -> None:
    """It is no end of a conversation: the other side was not listening."""

    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"twilio": "reset", "count": 1})
        with pytest.raises(requests.exceptions.ConnectionError, match="reset by peer"):
            await send_text(workbench)

    run(tmp_path, story)
