from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from twilio.request_validator import RequestValidator

from tests.workbench.running import ACCOUNT, SENDER, TOKEN, run
from tests.workbench.sdks import ALEX, send_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench

CALLBACK = "http://127.0.0.1:8401/webhooks/twilio/status?delivery=a%2F1&attempt=1"


def test_status_callbacks_come_signed_for_the_exact_url(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        taken = await send_text(workbench, status_callback=CALLBACK)
        sent, delivered = workbench.service.posts
        assert [sent.form["MessageStatus"], delivered.form["SmsStatus"]] == ["sent", "delivered"]
        for post in (sent, delivered):
            signature = post.headers["X-Twilio-Signature"]
            assert RequestValidator(TOKEN).validate(CALLBACK, post.form, signature)
            assert workbench.service.public_url + post.path == CALLBACK
        assert delivered.form == {
            "MessageSid": taken.sid,
            "SmsSid": taken.sid,
            "MessageStatus": "delivered",
            "SmsStatus": "delivered",
            "To": ALEX,
            "From": SENDER,
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
        }

    run(tmp_path, story)


def test_a_failed_callback_is_tried_once_more(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        workbench.service.answers.append((503, ""))
        await send_text(workbench, status_callback=CALLBACK)
        statuses = [post.form["MessageStatus"] for post in workbench.service.posts]
        assert statuses == ["sent", "sent", "delivered"]

    run(tmp_path, story)


def test_a_callback_that_fails_twice_is_reported_and_the_next_still_comes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def story(workbench: Workbench) -> None:
        workbench.service.answers.extend([(500, ""), (502, "")])
        await send_text(workbench, status_callback=CALLBACK)
        statuses = [post.form["MessageStatus"] for post in workbench.service.posts]
        assert statuses == ["sent", "sent", "delivered"]

    run(tmp_path, story)
    assert "failed: answered 502" in capsys.readouterr().err


def test_a_callback_elsewhere_is_not_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def story(workbench: Workbench) -> None:
        await send_text(workbench, status_callback="https://example.org/status")
        assert workbench.service.posts == []

    run(tmp_path, story)
    assert "it is not under http://127.0.0.1:8401" in capsys.readouterr().err


def test_an_inbound_text_comes_signed_and_its_reply_goes_back(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        twiml = "<Response><Message>Kept. <b>Thank</b> you &amp; good night</Message></Response>"
        workbench.service.answers.append((200, twiml))
        status, answer = await workbench.post("/api/texts", {"from": ALEX, "body": "He cooked 🍝"})
        assert status == 200
        assert answer == {"reply": "Kept. Thank you & good night", "status": 200}
        (post,) = workbench.service.posts
        url = "http://127.0.0.1:8401/webhooks/twilio/inbound"
        signature = post.headers["X-Twilio-Signature"]
        assert RequestValidator(TOKEN).validate(url, post.form, signature)
        assert post.form["From"] == ALEX
        assert post.form["To"] == SENDER
        assert post.form["Body"] == "He cooked 🍝"
        assert post.form["NumMedia"] == "0"
        assert post.form["FromCountry"] == "US"
        came, went = workbench.mailbox.all()
        assert (came.direction, came.from_, came.text) == ("in", ALEX, "He cooked 🍝")
        assert (went.direction, went.to, went.status) == ("out", ALEX, "delivered")
        assert went.text == "Kept. Thank you & good night"

    run(tmp_path, story)


def test_a_pool_receives_on_its_number_and_says_which_service(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/texts", {"from": ALEX, "body": "hello"})
        (post,) = workbench.service.posts
        assert post.form["To"] == "+18885550100"
        assert post.form["MessagingServiceSid"] == "MG" + "1" * 32

    run(tmp_path, story, sender="MG" + "1" * 32)


@pytest.mark.parametrize(
    ("answer", "status", "expected"),
    [
        ((200, ""), 200, {"reply": "", "status": 200}),
        ((200, "<Response/>"), 200, {"reply": "", "status": 200}),
        ((403, "Forbidden"), 200, {"reply": "", "status": 403}),
    ],
)
def test_no_twiml_message_is_no_reply(
    tmp_path: Path, answer: tuple[int, str], status: int, expected: dict[str, Any]
) -> None:
    async def story(workbench: Workbench) -> None:
        workbench.service.answers.append(answer)
        said = await workbench.post("/api/texts", {"from": ALEX, "body": "hello"})
        assert said == (status, expected)
        assert len(workbench.mailbox.all()) == 1

    run(tmp_path, story)


def test_several_messages_are_several_texts(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        twiml = "<Response><Message>One</Message><Message><Body>Two</Body></Message></Response>"
        workbench.service.answers.append((200, twiml))
        _, answer = await workbench.post("/api/texts", {"from": ALEX, "body": "hello"})
        assert answer["reply"] == "One\nTwo"
        assert [message.text for message in workbench.mailbox.all(ALEX)] == ["One", "Two"]

    run(tmp_path, story)


def test_an_answer_that_is_not_twiml_is_named(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        workbench.service.answers.append((200, "Thanks!"))
        status, answer = await workbench.post("/api/texts", {"from": ALEX, "body": "hello"})
        assert status == 502
        assert "is not TwiML" in answer["error"]

    run(tmp_path, story)
