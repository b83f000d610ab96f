"""Texts over real HTTP: what the pretend Twilio gets, and what each of its failures means."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.delivery.twilio import TwilioSender
from chalicelib.secret import given
from chalicelib.settings import Sms
from chalicelib.webhooks.status import apply_status
from tests.delivery.wire import (
    BAD_GATEWAY,
    CUT_OFF,
    KEY,
    TEXT,
    answering,
    envelope,
    nobody,
    refusal,
)
from tests.workbench.running import ACCOUNT, SENDER, TOKEN, run
from tests.workbench.sdks import twilio
from tests.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from chalicelib.delivery.model import Envelope, Fate
    from tests.workbench.running import Workbench

PUBLIC_URL = "http://127.0.0.1:8401"  # the fake service's


def callback(sent: Envelope) -> str:
    return f"{PUBLIC_URL}/webhooks/twilio/status?d={sent.attempt}"


def sender_to(url: str, sender: str = SENDER) -> TwilioSender:
    return TwilioSender(
        Sms(ACCOUNT, given(TOKEN), sender, url, frozenset({"US"}), 1, 1000, 20000), callback
    )


def hang_up(sender: TwilioSender) -> None:
    sender._client.http_client.session.close()


def test_a_text_arrives_as_it_was_written(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        sender = sender_to(f"{workbench.url}/twilio")
        sid = await asyncio.to_thread(sender.send, envelope(TEXT))
        await workbench.quiet()
        hang_up(sender)
        (kept,) = workbench.mailbox.all(TEXT.to)
        assert (kept.provider_id, kept.text, kept.from_) == (sid, TEXT.text, SENDER)
        assert kept.details["StatusCallback"] == callback(envelope(TEXT))

    run(tmp_path, story)


@pytest.mark.parametrize(("left", "validity"), [(2700, 2700), (5, 5), (0, 1), (172_800, 36_000)])
def test_the_network_gives_up_when_the_text_is_worth_nothing(
    tmp_path: Path, left: int, validity: int
) -> None:
    async def story(workbench: Workbench) -> None:
        sender = sender_to(f"{workbench.url}/twilio")
        await asyncio.to_thread(sender.send, envelope(TEXT, seconds_left=left))
        await workbench.quiet()
        hang_up(sender)
        (kept,) = workbench.mailbox.all()
        assert kept.details["ValidityPeriod"] == str(validity)

    run(tmp_path, story)


def test_a_messaging_service_sends_in_place_of_a_number(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        service = "MG" + "1" * 32
        sender = sender_to(f"{workbench.url}/twilio", service)
        await asyncio.to_thread(sender.send, envelope(TEXT))
        await workbench.quiet()
        hang_up(sender)
        (kept,) = workbench.mailbox.all()
        assert kept.details["MessagingServiceSid"] == service

    run(tmp_path, story)


def test_twilios_reports_find_the_attempt_that_they_are_about(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        world = World(PUBLIC_URL=PUBLIC_URL)
        world.ledger.claim(KEY, "attempt-1", {"channel": "sms"}, world.clock())
        settings = sender_to(f"{workbench.url}/twilio").settings
        sender = TwilioSender(settings, world._callback_url)
        await asyncio.to_thread(sender.send, envelope(TEXT))
        await workbench.quiet()
        hang_up(sender)
        reports = [one for one in workbench.service.posts if "/status" in one.path]
        for one in reversed(reports):
            (token,) = parse_qs(urlsplit(one.path).query)["d"]
            apply_status(token, one.form, world.tokens, world.receipts, world.clock())
        kept = world.ledger.find(KEY)
        assert len(reports) > 1
        assert kept is not None
        assert kept["state"] == "delivered"

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("fault", "fate", "code"),
    [("429", "later", "20429"), ("500", "unknown", "20500"), ("21610", "permanent", "21610")],
)
def test_a_failure_of_twilio_has_its_fate(
    tmp_path: Path, fault: str, fate: Fate, code: str
) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"twilio": fault, "count": 1})
        sender = sender_to(f"{workbench.url}/twilio")
        error = await refusal(sender, envelope(TEXT))
        hang_up(sender)
        assert (error.fate, error.code, error.stops) == (fate, code, code == "21610")
        assert workbench.mailbox.all() == [], "one try, nothing taken"
        assert (await workbench.get("/api/faults"))["twilio"] == "ok"

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("number", "fate", "bad_address"),
    [
        ("+15005550001", "permanent", True),
        ("+15005550002", "permanent", True),
        ("+15005550003", "later", False),
        ("+15005550009", "permanent", True),
    ],
)
def test_a_number_that_twilio_does_not_take(
    tmp_path: Path, number: str, fate: Fate, *, bad_address: bool
) -> None:
    async def story(workbench: Workbench) -> None:
        sender = sender_to(f"{workbench.url}/twilio")
        error = await refusal(sender, envelope(replace(TEXT, to=number)))
        hang_up(sender)
        assert (error.fate, error.bad_address) == (fate, bad_address)

    run(tmp_path, story)


def test_an_answer_that_does_not_come_in_time_may_have_been_a_yes(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"twilio": "timeout", "count": 1})
        sender = sender_to("")
        sender.__dict__["_client"] = twilio(workbench, patience=0.3)
        error = await refusal(sender, envelope(TEXT))
        hang_up(sender)
        assert error.fate == "unknown"

    run(tmp_path, story)


def test_nobody_waits_for_twilio_longer_than_a_lambda_lives() -> None:
    sender = sender_to(nobody())
    assert sender._client.http_client.timeout <= 10
    hang_up(sender)


def test_a_refused_connection_certainly_took_nothing() -> None:
    sender = sender_to(nobody())
    error = asyncio.run(refusal(sender, envelope(TEXT)))
    hang_up(sender)
    assert error.fate == "later"


@pytest.mark.parametrize("raw", [b"", CUT_OFF, BAD_GATEWAY])
def test_a_broken_answer_may_have_been_a_yes(raw: bytes) -> None:
    async def story() -> None:
        async with answering(raw) as url:
            sender = sender_to(url)
            error = await refusal(sender, envelope(TEXT))
            hang_up(sender)
            assert error.fate == "unknown"

    asyncio.run(story())
