from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import requests
from twilio.base.exceptions import TwilioRestException

from tests.workbench.running import SENDER, run
from tests.workbench.sdks import ALEX, send_text, twilio

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench


def test_a_text_is_taken_and_kept(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        taken = await send_text(workbench)
        assert taken.sid.startswith("SM")
        assert len(taken.sid) == 34
        assert taken.status == "queued"
        assert taken.error_code is None
        assert taken.num_segments == "1"
        (kept,) = workbench.mailbox.all(ALEX)
        assert kept.provider_id == taken.sid
        assert kept.text == "After Bedtime: notice one thing"
        assert abs(taken.date_created - kept.at) < timedelta(seconds=1)

    run(tmp_path, story)


def test_segments_are_counted_as_twilio_counts_them(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        assert (await send_text(workbench, body="x" * 161)).num_segments == "2"
        assert (await send_text(workbench, body="☕" * 71)).num_segments == "2"

    run(tmp_path, story)


def test_a_kept_text_can_be_fetched_with_its_latest_status(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        taken = await send_text(workbench)
        client = twilio(workbench)
        fetched = await asyncio.to_thread(client.messages(taken.sid).fetch)
        assert (fetched.status, fetched.body) == ("delivered", taken.body)
        with pytest.raises(TwilioRestException) as caught:
            await asyncio.to_thread(client.messages("SM" + "0" * 32).fetch)
        assert caught.value.code == 20404
        client.http_client.session.close()

    run(tmp_path, story)


def test_a_messaging_service_can_be_the_sender(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        service = "MG" + "1" * 32
        taken = await send_text(workbench, from_=None, messaging_service_sid=service)
        assert taken.messaging_service_sid == service
        assert workbench.mailbox.all()[0].from_ == "+18885550100"

    run(tmp_path, story)


def test_a_wrong_token_is_turned_away(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        client = twilio(workbench, token="another-token")
        with pytest.raises(TwilioRestException) as caught:
            await asyncio.to_thread(client.messages.create, ALEX, from_=SENDER, body="x")
        client.http_client.session.close()
        assert (caught.value.status, caught.value.code) == (401, 20003)
        assert workbench.mailbox.all() == []

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("to", "changes", "code"),
    [
        ("+15005550001", {}, 21211),
        ("+15005550002", {}, 21612),
        ("+15005550003", {}, 21408),
        ("+15005550004", {}, 21610),
        ("+15005550009", {}, 21614),
        ("", {}, 21604),
        ("2025550143", {}, 21211),
        ("+1202555014x", {}, 21211),
        (ALEX, {"body": ""}, 21602),
        (ALEX, {"body": "x" * 1601}, 21617),
        (ALEX, {"from_": ""}, 21603),
    ],
)
def test_what_twilio_refuses_is_refused_with_its_code(
    tmp_path: Path, to: str, changes: dict[str, Any], code: int
) -> None:
    async def story(workbench: Workbench) -> None:
        with pytest.raises(TwilioRestException) as caught:
            await send_text(workbench, to, **changes)
        assert (caught.value.status, caught.value.code) == (400, code)
        assert workbench.mailbox.all() == []

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("fault", "status", "code"), [("429", 429, 20429), ("500", 500, 20500), ("21610", 400, 21610)]
)
def test_faults_are_the_errors_the_sdk_knows(
    tmp_path: Path, fault: str, status: int, code: int
) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"twilio": fault, "count": 1})
        with pytest.raises(TwilioRestException) as caught:
            await send_text(workbench)
        assert (caught.value.status, caught.value.code) == (status, code)
        await send_text(workbench)
        assert len(workbench.mailbox.all()) == 1

    run(tmp_path, story)


def test_a_stalled_request_outlasts_its_client_and_keeps_nothing(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"twilio": "timeout", "count": 1})
        with pytest.raises(requests.exceptions.ReadTimeout):
            await send_text(workbench, patience=0.3)
        assert workbench.mailbox.all() == []

    run(tmp_path, story)
