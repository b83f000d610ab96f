"""Emails over real HTTP: what the SES sink gets, and what each of its failures means."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import replace
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config

from chalicelib.delivery.receipts import from_ses
from chalicelib.delivery.ses import SesSender, tag_of
from chalicelib.settings import Email
from tests.delivery.evenings import EMAIL, due_in
from tests.delivery.wire import (
    BAD_GATEWAY,
    KEY,
    LETTER,
    answering,
    envelope,
    nobody,
    not_verified,
    refusal,
)
from tests.workbench.running import run
from tests.workbench.sdks import ses
from tests.world import World

if TYPE_CHECKING:
    from pathlib import Path

    from chalicelib.delivery.model import Fate
    from tests.workbench.running import Workbench

SETTINGS = Email("After Bedtime <hello@example.org>", "after-bedtime", "1 Bedtime Lane")


def sender_with(client: Any) -> SesSender:
    return SesSender(SETTINGS, lambda: client)


def client_to(url: str) -> Any:
    return boto3.client(
        "sesv2",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, read_timeout=5),
    )


def test_an_email_arrives_whole_with_its_way_out(tmp_path: Path) -> None:
    """The very message that the service composes: names, links and headers survive the wire."""

    async def story(workbench: Workbench) -> None:
        world, _ = due_in(World())
        world.work()
        (composed,) = world.email.sent
        with closing(ses(workbench)) as client:
            await asyncio.to_thread(sender_with(client).send, composed)
        await workbench.quiet()
        (kept,) = workbench.mailbox.all("alex@example.com")
        mail = message_from_bytes(workbench.mailbox.source(kept), policy=policy.default)
        link = composed.message.headers["List-Unsubscribe"]
        assert mail["List-Unsubscribe"] == link
        assert b"List-Unsubscribe: " + link.encode() in workbench.mailbox.source(kept), "unfolded"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail["From"] == SETTINGS.sender
        assert kept.subject == composed.message.subject
        assert kept.text.split() == composed.message.text.split()
        assert kept.html.split() == composed.message.html.split()

    run(tmp_path, story)


def test_words_beyond_ascii_arrive_as_they_were_written(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        with closing(ses(workbench)) as client:
            message_id = await asyncio.to_thread(sender_with(client).send, envelope(LETTER))
        await workbench.quiet()
        (kept,) = workbench.mailbox.all()
        assert (kept.provider_id, kept.subject) == (message_id, LETTER.subject)
        assert kept.text.strip() == LETTER.text
        assert kept.details["configuration_set"] == "after-bedtime"
        tags = kept.details["tags"]
        assert (tags["delivery"], tags["attempt"]) == ([tag_of(KEY)], ["attempt-1"])

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("address", "state", "contact_state"),
    [
        ("alex@example.com", "delivered", "confirmed"),
        ("bounce@simulator.amazonses.com", "failed", "unreachable"),
        ("complaint@simulator.amazonses.com", "failed", "stopped"),
        ("suppressionlist@simulator.amazonses.com", "failed", "unreachable"),
    ],
)
def test_the_events_of_ses_find_their_delivery_and_its_reader(
    tmp_path: Path, address: str, state: str, contact_state: str
) -> None:
    async def story(workbench: Workbench) -> None:
        world, couple = due_in(World(), replace(EMAIL, address=address))
        world.work()
        (composed,) = world.email.sent
        with closing(ses(workbench)) as client:
            await asyncio.to_thread(sender_with(client).send, composed)
        await workbench.quiet()
        for event in workbench.service.events:
            receipt = from_ses(event)
            assert receipt is not None
            world.receipts.apply(receipt, world.clock())
        (kept,) = world.deliveries(couple)
        assert kept["state"] == state
        (contact,) = world.read(couple).a.contacts
        assert contact.state == contact_state

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("fault", "fate", "code"),
    [
        ("throttle", "later", "TooManyRequestsException"),
        ("reject", "permanent", "MessageRejected"),
    ],
)
def test_a_failure_of_ses_has_its_fate(tmp_path: Path, fault: str, fate: Fate, code: str) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"ses": fault, "count": 1})
        with closing(ses(workbench)) as client:
            error = await refusal(sender_with(client), envelope(LETTER))
        assert (error.fate, error.code) == (fate, code)
        assert workbench.mailbox.all() == [], "one try, nothing taken"
        assert (await workbench.get("/api/faults"))["ses"] == "ok"

    run(tmp_path, story)


def test_what_ses_calls_a_bad_request_is_a_no(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        letter = replace(LETTER, subject="two\nlines")
        with closing(ses(workbench)) as client:
            error = await refusal(sender_with(client), envelope(letter))
        assert (error.fate, error.code) == ("permanent", "BadRequestException")

    run(tmp_path, story)


def test_an_answer_that_does_not_come_in_time_may_have_been_a_yes(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/faults", {"ses": "timeout", "count": 1})
        with closing(ses(workbench, patience=0.3)) as client:
            error = await refusal(sender_with(client), envelope(LETTER))
        assert error.fate == "unknown"

    run(tmp_path, story)


def test_a_refused_connection_certainly_took_nothing() -> None:
    with closing(client_to(nobody())) as client:
        error = asyncio.run(refusal(sender_with(client), envelope(LETTER)))
    assert error.fate == "later"


def test_a_sender_that_is_not_verified_is_our_own_fault_and_names_nobody() -> None:
    async def story() -> None:
        async with answering(not_verified()) as url:
            with closing(client_to(url)) as client:
                error = await refusal(sender_with(client), envelope(LETTER))
            assert (error.fate, error.code, error.ours) == ("later", "MessageRejected", True)
            assert EMAIL.address not in f"{error} {error.reason}"

    asyncio.run(story())


@pytest.mark.parametrize("raw", [b"", BAD_GATEWAY])
def test_a_broken_answer_may_have_been_a_yes(raw: bytes) -> None:
    async def story() -> None:
        async with answering(raw) as url:
            with closing(client_to(url)) as client:
                error = await refusal(sender_with(client), envelope(LETTER))
            assert error.fate == "unknown"

    asyncio.run(story())


def test_the_client_is_made_at_the_first_send_and_then_kept(tmp_path: Path) -> None:
    made: list[Any] = []

    async def story(workbench: Workbench) -> None:
        def make() -> Any:
            made.append(ses(workbench))
            return made[-1]

        sender = SesSender(SETTINGS, make)
        assert made == []
        for _ in range(2):
            await asyncio.to_thread(sender.send, envelope(LETTER))
        await workbench.quiet()
        (client,) = made
        client.close()

    run(tmp_path, story)
