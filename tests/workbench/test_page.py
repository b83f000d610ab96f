"""The workbench page's devices, as somebody in front of them finds them."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.workbench.looking import ALEX, SAM, Look, Looker

pytestmark = pytest.mark.browser


def test_texts_stand_on_the_phone_of_whom_they_reach(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.text(ALEX, "One for Alex")
        eyes.text(SAM, "One for Sam", status="undelivered")
        await eyes.sees(eyes.phone("Alex"), "One for Alex")
        await eyes.sees(eyes.phone("Alex"), "Delivered")
        await eyes.sees(eyes.phone("Sam"), "Not delivered")
        await expect(eyes.phone("Alex")).not_to_contain_text("One for Sam")

    look(story)


def test_what_is_typed_goes_through_the_webhook_and_the_reply_appears(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        twiml = "<Response><Message>Kept. 1 tell Sam now 0 undo.</Message></Response>"
        eyes.workbench.service.answers.append((200, twiml))
        line = eyes.phone("Alex").get_by_label("Text message")
        await line.fill("You made tea")
        await line.press("Enter")
        await eyes.sees(eyes.phone("Alex"), "Kept. 1 tell Sam now 0 undo.")
        await expect(line).to_have_value("")
        (post,) = eyes.workbench.service.posts
        assert (post.path, post.form["From"]) == ("/webhooks/twilio/inbound", ALEX)

        await eyes.phone("Alex").get_by_role("button", name="1 tell Sam now").click()
        await expect(eyes.phone("Alex").locator(".mine")).to_have_count(2)
        assert eyes.workbench.service.posts[-1].form["Body"] == "1"

    look(story)


def test_a_text_that_cannot_be_sent_stays_in_the_line(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.workbench.service.answers.append((200, "this is no TwiML"))
        line = eyes.phone("Sam").get_by_label("Text message")
        await line.fill("You made tea")
        await line.press("Enter")
        await expect(eyes.tab.get_by_role("alert")).to_be_visible()
        await expect(line).to_have_value("You made tea")

    look(story)


def test_words_in_messages_never_become_markup(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        nasty = "<img src=x onerror=document.title=1> & <b>bold</b>"
        eyes.text(ALEX, nasty)
        eyes.email("alex@example.com", subject=nasty)
        await eyes.sees(eyes.phone("Alex").locator(".bubble-text"), nasty)
        await eyes.sees(eyes.mailbox("Alex").locator(".reader-subject"), nasty)
        assert await eyes.tab.locator(".bubble img, .mailbox b").count() == 0

    look(story)


def test_a_link_in_a_text_opens_a_tab_of_its_own(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.text(ALEX, "Confirm: http://127.0.0.1:8401/confirm/abc-1. Or javascript:alert(1)")
        link = eyes.phone("Alex").get_by_role("link")
        await expect(link).to_have_count(1)
        await expect(link).to_have_attribute("href", "http://127.0.0.1:8401/confirm/abc-1")
        await expect(link).to_have_attribute("target", "_blank")

    look(story)


def test_an_email_is_locked_in_but_its_links_open(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        url = f"{eyes.workbench.url}/api/service"
        script = "<script>document.body.textContent = parent.document.title = 'ran'</script>"
        eyes.email("alex@example.com", html=f'<a href="{url}">the page</a>{script}')
        email = eyes.mailbox("Alex").frame_locator("iframe")
        async with eyes.tab.context.expect_page() as opened:
            await email.get_by_text("the page").click()
        assert (await opened.value).url == url
        assert await eyes.tab.title() == "After Bedtime · workbench"

    look(story)


def test_an_email_shows_as_html_as_text_and_as_its_source(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.email("alex@example.com")
        mailbox = eyes.mailbox("Alex")
        await eyes.sees(mailbox.frame_locator("iframe").locator("body"), "Bright words")
        await mailbox.get_by_role("tab", name="HTML").press("ArrowRight")
        await eyes.sees(mailbox.get_by_role("tabpanel", name="Text"), "Plain words")
        await mailbox.get_by_role("tab", name="Text").press("ArrowRight")
        await eyes.sees(mailbox.get_by_role("tabpanel", name="Source"), "boundary=part")

    look(story)


def test_a_new_email_does_not_push_away_the_one_being_read(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        mailbox = eyes.mailbox("Sam")
        eyes.email("sam@example.com", subject="First")
        eyes.email("sam@example.com", subject="Second")
        await eyes.sees(mailbox.locator(".reader-subject"), "Second")
        await mailbox.get_by_role("button", name="First").click()
        eyes.email("sam@example.com", subject="Third")
        await expect(mailbox.locator(".unread")).to_contain_text("Third")
        await eyes.sees(mailbox.locator(".reader-subject"), "First")

    look(story)


def test_what_became_of_an_email_is_told_to_the_service(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.email("alex@example.com")
        mailbox = eyes.mailbox("Alex")
        await mailbox.get_by_text("Say what became of it").click()
        await mailbox.get_by_role("button", name="Bounced", exact=True).click()
        await eyes.sees(mailbox.locator(".row-more"), "Bounced")
        (event,) = eyes.workbench.service.events
        assert event["eventType"] == "Bounce"

    look(story)


def test_who_signs_up_by_themselves_is_seen_on_any_device(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        eyes.text("+12025550171", "Hello Kim")
        await eyes.sees(eyes.phone("First partner"), "Hello Kim")
        await expect(eyes.phone("Second partner")).not_to_contain_text("Hello Kim")
        await eyes.phone("Second partner").get_by_label("Phone").select_option("+12025550171")
        await eyes.sees(eyes.phone("Second partner"), "Hello Kim")

    look(story, couple=False)
