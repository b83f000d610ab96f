"""The buttons that say what became of a message: one for each thing a provider tells."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.workbench.looking import ALEX, SENDER, Look, Looker
from workbench.api import EVENTS, STATUSES

pytestmark = pytest.mark.browser

EMAIL_BUTTONS = {
    "Delivered": ("Delivery", ""),
    "Delayed": ("DeliveryDelay", ""),
    "Bounced softly": ("Bounce", "Transient"),
    "Bounced": ("Bounce", "Permanent"),
    "Marked as spam": ("Complaint", ""),
}
TEXT_BUTTONS = {
    "Queued": ("queued", ""),
    "Sending": ("sending", ""),
    "Sent": ("sent", ""),
    "Delivered": ("delivered", ""),
    "Read": ("read", ""),
    "Canceled": ("canceled", ""),
    "Phone off": ("undelivered", "30003"),
    "Filtered": ("undelivered", "30007"),
    "No such number": ("undelivered", "30005"),
    "Opted out": ("failed", "21610"),
}


def test_an_email_has_a_button_for_every_event(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.email("alex@example.com", subject="Tonight")
        mailbox = eyes.mailbox("Alex")
        await mailbox.get_by_text("Say what became of it").click()
        await expect(mailbox.locator("[data-fate]")).to_have_count(len(EVENTS))
        for words, (kind, bounce_type) in EMAIL_BUTTONS.items():
            await mailbox.get_by_role("button", name=words, exact=True).click()
            said = f"Told the service of \u201cTonight\u201d: {words.lower()}."
            await eyes.sees(eyes.tab.get_by_role("status"), said)
            event = eyes.workbench.service.events[-1]
            assert event["eventType"] == kind
            assert event.get("bounce", {}).get("bounceType", "") == bounce_type
        await eyes.sees(mailbox.locator(".row-more"), "Marked as spam")

    look(story)


def test_a_text_has_a_button_for_every_status(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        url = f"{eyes.workbench.service.public_url}/webhooks/twilio/status?d=1"
        eyes.workbench.mailbox.add_text(
            to=ALEX, from_=SENDER, text="Hello", provider_id="SM1", details={"StatusCallback": url}
        )
        phone = eyes.phone("Alex")
        await phone.get_by_text("Say what became of the last text").click()
        for words, told in TEXT_BUTTONS.items():
            await phone.get_by_role("button", name=words, exact=True).click()
            said = f"Told the service of the last text: {words.lower()}."
            await eyes.sees(eyes.tab.get_by_role("status"), said)
            form = eyes.workbench.service.posts[-1].form
            assert (form["MessageStatus"], form.get("ErrorCode", "")) == told
        await eyes.sees(phone, "Not delivered \u00b7 21610")
        assert {status for status, _ in TEXT_BUTTONS.values()} == set(STATUSES)

    look(story)


def test_nothing_is_asked_about_texts_that_nobody_is_told_of(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.text(ALEX, "An answer")
        await eyes.sees(eyes.phone("Alex"), "An answer")
        await expect(eyes.phone("Alex").locator(".fates")).to_be_hidden()

    look(story)
