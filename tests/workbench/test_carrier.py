from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from twilio.base.exceptions import TwilioRestException

from tests.workbench.running import run
from tests.workbench.sdks import ALEX, send_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workbench.running import Workbench


@pytest.mark.parametrize("word", ["STOP", " stop\n", "OptOut", "end"])
def test_who_texts_stop_gets_nothing_until_start(tmp_path: Path, word: str) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/texts", {"from": ALEX, "body": word})
        with pytest.raises(TwilioRestException) as caught:
            await send_text(workbench)
        assert caught.value.code == 21610
        await send_text(workbench, "+12025550144")
        await workbench.post("/api/texts", {"from": ALEX, "body": "Start"})
        await send_text(workbench)

    run(tmp_path, story)


def test_the_carrier_does_not_understand_sentences(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        await workbench.post("/api/texts", {"from": ALEX, "body": "please stop texting me"})
        await send_text(workbench)

    run(tmp_path, story)


def test_a_stop_is_remembered_after_a_restart(tmp_path: Path) -> None:
    async def stop(workbench: Workbench) -> None:
        await workbench.post("/api/texts", {"from": ALEX, "body": "STOP"})

    async def still_stopped(workbench: Workbench) -> None:
        with pytest.raises(TwilioRestException) as caught:
            await send_text(workbench)
        assert caught.value.code == 21610

    run(tmp_path, stop)
    run(tmp_path, still_stopped)


def test_a_reply_to_stop_does_not_reach_the_phone(tmp_path: Path) -> None:
    async def story(workbench: Workbench) -> None:
        workbench.service.answers.append((200, "<Response><Message>Bye</Message></Response>"))
        await workbench.post("/api/texts", {"from": ALEX, "body": "STOP"})
        reply = workbench.mailbox.all(ALEX)[-1]
        assert (reply.status, reply.details["error_code"]) == ("failed", 21610)

    run(tmp_path, story)
