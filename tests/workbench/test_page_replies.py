"""The mailbox's reply form, as somebody in front of it finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from tests.workbench.looking import Look, Looker

pytestmark = pytest.mark.browser


def test_an_email_that_asks_can_be_answered_where_it_is_read(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.email("alex@example.com", reply_to="r-abc@reply.example.org")
        line = eyes.mailbox("Alex").get_by_role("textbox", name="Reply")
        await line.fill("Sam made soup")
        await eyes.mailbox("Alex").get_by_role("button", name="Send the reply").click()
        await expect(line).to_have_value("")
        await eyes.sees(eyes.tab.locator("#toasts"), "Sent.")
        ((source, _),) = eyes.workbench.service.mails
        assert b"Sam made soup" in source

    look(story)


def test_an_email_that_takes_no_answer_has_no_form(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.email("alex@example.com")
        await eyes.sees(eyes.mailbox("Alex"), "Tonight")
        await expect(eyes.mailbox("Alex").get_by_role("textbox", name="Reply")).to_be_hidden()

    look(story)
