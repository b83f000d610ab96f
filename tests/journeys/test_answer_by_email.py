"""By email only: sign up, answer the welcome in the mailbox, and find it in the jar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.post import advance, arrives, messages
from tests.journeys.test_first_light import sign_up
from tests.local_service import eventually
from workbench.aws import Aws
from workbench.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.local_service import LocalService

pytestmark = [pytest.mark.service, pytest.mark.browser]

WORDS = "He made soup when I had the flu"
SECONDS = 30.0


def test_a_reply_in_the_mailbox_goes_into_the_jar(
    service: LocalService, phone: Callable[..., Page], address: str
) -> None:
    page = phone()
    sign_up(page, service, "Robin", address)
    welcome = arrives(service, address, "You are in")
    assert welcome["headers"]["Reply-To"].startswith("r-")

    reply(service, welcome, WORDS)
    answer = arrives(service, address, f"Re: {welcome['subject']}")
    assert answer["headers"]["Auto-Submitted"] == "auto-replied"
    assert "0 " in answer["text"]
    page.goto(f"{service.url}/jar")
    assert WORDS in page.locator("main").inner_text()

    reply(service, answer, "0")
    assert eventually(lambda: not _shows(page, service, WORDS, "/jar"), SECONDS)
    stack = Stack(Aws(service.ports.aws_url)).deployed()
    mails = Aws(service.ports.aws_url).client("s3").list_objects_v2(Bucket=stack.mails_in)
    assert mails["KeyCount"] == 0, "what was heard is gone"

    reply(service, answer, "Please stop these emails")
    assert eventually(lambda: _shows(page, service, "stopped"), SECONDS)
    count = len(messages(service, address))
    advance(service, advance=7 * 24 * 3600)
    assert len(messages(service, address)) == count


def reply(service: LocalService, mail: dict[str, Any], words: str) -> None:
    service.api("POST", "/api/replies", {"id": mail["id"], "body": words})


def _shows(page: Page, service: LocalService, words: str, path: str = "/me") -> bool:
    page.goto(f"{service.url}{path}")
    return words in page.locator("main").inner_text()
