from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.workbench.running import keep_email, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench

ALEX = "+12025550143"


def test_messages_are_whole_and_newest_last(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        keep_email(workbench)
        await workbench.post("/api/texts", {"from": ALEX, "body": "hello"})
        email, text = (await workbench.get("/api/messages"))["messages"]
        assert email["channel"] == "email"
        assert email["headers"]["Subject"] == email["subject"] == "Hi"
        assert (text["channel"], text["direction"], text["text"]) == ("sms", "in", "hello")
        assert datetime.fromisoformat(text["at"]).tzinfo is not None
        assert text["from"] == ALEX

    run(tmp_path, story)


@pytest.mark.parametrize("query", ["ALEX%2Bhome@example.com", "alex+home@EXAMPLE.com"])
def test_messages_can_be_asked_for_by_address(tmp_path: Path, query: str) -> None:
    async def story(workbench: Workbench) -> None:
        keep_email(workbench, "alex+home@example.com")
        keep_email(workbench, "sam@example.com")
        found = await workbench.get(f"/api/messages?to={query}")
        assert [message["to"] for message in found["messages"]] == ["alex+home@example.com"]

    run(tmp_path, story)


def test_the_source_of_an_email_can_be_read(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        kept = keep_email(workbench)
        async with workbench.session.get(f"{workbench.url}/api/messages/{kept}/source") as response:
            assert (await response.text()).endswith("Subject: Hi\r\n\r\nWords\r\n")
            assert response.content_type == "text/plain"

    run(tmp_path, story)


def test_the_clock_is_shown_and_moved(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        before = await workbench.get("/api/clock")
        assert before["offset"] == 0
        assert before["next_due"] is None
        status, after = await workbench.post("/api/clock", {"advance": 3600})
        assert status == 200
        assert after["ticks"] == 1
        assert after["offset"] == pytest.approx(3600, abs=60)
        to = datetime.fromisoformat(after["now"]) + timedelta(days=1)
        _, later = await workbench.post("/api/clock", {"now": to.isoformat()})
        assert datetime.fromisoformat(later["now"]) >= to

    run(tmp_path, story)


def test_the_clock_goes_to_the_next_due_moment(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        now = datetime.fromisoformat((await workbench.get("/api/clock"))["now"])
        workbench.service.due = [now + timedelta(hours=5)]
        assert (await workbench.get("/api/clock"))["next_due"] == (
            now + timedelta(hours=5)
        ).isoformat()
        _, answer = await workbench.post("/api/clock", {"to": "next"})
        assert datetime.fromisoformat(answer["now"]) >= now + timedelta(hours=5)

    run(tmp_path, story)


def test_faults_are_set_and_shown(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        status, answer = await workbench.post("/api/faults", {"ses": "throttle", "count": 2})
        expected = {"twilio": "ok", "ses": "throttle", "left": {"twilio": None, "ses": 2}}
        assert (status, answer) == (200, expected)
        assert await workbench.get("/api/faults") == expected

    run(tmp_path, story)


def test_a_partition_can_be_looked_at(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        answer = await workbench.get("/api/table?pk=COUPLE%231")
        assert answer == {"items": [{"PK": "COUPLE#1", "SK": "COUPLE"}]}

    run(tmp_path, story)


def test_it_says_where_everything_is(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        answer = await workbench.get("/api/service")
        assert answer["url"] == "http://127.0.0.1:8401"
        assert answer["workbench"] == workbench.url
        assert answer["aws"].startswith("http://127.0.0.1:")

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("kind", "event_type", "status"),
    [
        ("delivery", "Delivery", "delivered"),
        ("bounce", "Bounce", "bounced"),
        ("soft_bounce", "Bounce", "bounced_softly"),
        ("complaint", "Complaint", "complaint"),
        ("delay", "DeliveryDelay", "delayed"),
    ],
)
def test_an_event_can_happen_to_a_kept_email(
    tmp_path: Path, kind: str, event_type: str, status: str
) -> None:
    async def story(workbench: Workbench) -> None:
        kept = keep_email(workbench)
        answer = await workbench.post("/api/events", {"id": kept, "type": kind})
        assert answer == (200, {"published": kind, "id": kept})
        (event,) = workbench.service.events
        assert event["eventType"] == event_type
        assert event["mail"]["tags"] == {"delivery": ["a-1"]}
        assert (await workbench.get("/api/messages"))["messages"][0]["status"] == status

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        ("/api/texts", [], "Send a JSON object"),
        ("/api/texts", {"from": ALEX}, 'Give "body"'),
        ("/api/texts", {"from": "alex", "body": "hello"}, "write it like +12025550143"),
        ("/api/clock", {}, 'Send one of {"now": time}'),
        ("/api/clock", {"advance": 1, "to": "next"}, 'Send one of {"now": time}'),
        ("/api/clock", {"now": "tomorrow"}, "no ISO time"),
        ("/api/clock", {"now": "2126-01-01T00:00:00"}, "Say the zone"),
        ("/api/clock", {"now": "2001-01-01T00:00:00Z"}, "time only goes forward"),
        ("/api/clock", {"advance": -5}, "time only goes forward"),
        ("/api/clock", {"advance": "1 day"}, "no number of seconds"),
        ("/api/clock", {"to": "next"}, "Nothing is due"),
        ("/api/faults", {"twilio": "200"}, "choose one of"),
        ("/api/events", {"id": "00000001", "type": "open"}, "choose one of"),
        ("/api/events", {"id": "00000002", "type": "bounce"}, "No message has the id"),
    ],
)
def test_an_error_is_a_sentence_that_says_what_to_do(
    tmp_path: Path, path: str, body: object, says: str
) -> None:
    async def story(workbench: Workbench) -> None:
        keep_email(workbench)
        status, answer = await workbench.post(path, body)
        assert 400 <= status < 500
        assert says in answer["error"]

    run(tmp_path, story)


def test_a_path_the_api_does_not_have_is_a_sentence_too(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        assert "Not Found" in (await workbench.get("/api/nothing"))["error"]

    run(tmp_path, story)


def test_what_the_service_fails_at_is_shown(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        workbench.service.tick_fails = True
        status, answer = await workbench.post("/api/clock", {"advance": 1})
        assert (status, answer) == (502, {"error": "tick failed: KeyError: 'plan'"})

    run(tmp_path, story)


def test_the_page_is_served(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        async with workbench.session.get(f"{workbench.url}/") as response:
            assert response.status == 200
            assert "<html" in await response.text()

    run(tmp_path, story)
