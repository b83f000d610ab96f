"""What stands around the devices: the welcome, the clock, the drawers, and room for all of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import expect

from tests.workbench.fake_pages import serving
from tests.workbench.looking import ALEX, Look, Looker
from workbench.clock import real_time

pytestmark = pytest.mark.browser


def test_before_there_is_anybody_it_says_what_this_is(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        await eyes.sees(eyes.tab.get_by_role("main"), "small, kind texts and emails")
        page = eyes.tab.get_by_role("link", name="sign up yourself")
        await expect(page).to_have_attribute("href", "http://127.0.0.1:8401/signup")
        await expect(eyes.tab.locator(".phone").first).to_be_hidden()

    look(story, couple=False)


def test_one_click_brings_a_couple_to_the_devices(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        async with serving(eyes.workbench.mailbox) as pages:
            eyes.workbench.service.public_url = pages.public_url
            await eyes.tab.get_by_role("button", name="Make a sample couple").click()
            await eyes.sees(eyes.tab.get_by_role("status"), "Alex and Sam have signed up.")
            await eyes.sees(eyes.phone("Sam"), "One tap:")
            await expect(eyes.tab.get_by_role("link", name="Alex\u2019s page")).to_be_visible()
            await expect(eyes.tab.get_by_role("progressbar")).to_be_hidden()

    look(story, couple=False)


def test_a_couple_that_cannot_sign_up_is_explained(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        async with serving(eyes.workbench.mailbox) as pages:
            eyes.workbench.service.public_url = pages.public_url
            pages.broken["/signup"] = (500, "<h1>Oh no</h1>")
            again = eyes.tab.get_by_role("button", name="Make a sample couple")
            await again.click()
            await eyes.sees(eyes.tab.get_by_role("alert"), "Alex signs up: GET /signup")
            await expect(again).to_be_enabled()

    look(story, couple=False)


def test_the_clock_goes_to_the_next_nudge_and_says_what_came(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        due = real_time() + timedelta(days=2)
        eyes.workbench.service.due = [due]
        eyes.text(ALEX, "Hello")  # any change makes the page look again
        await eyes.tab.get_by_role("button", name="To the next nudge").click()
        await eyes.sees(eyes.tab.get_by_role("status"), "nothing was due")
        shown = await eyes.tab.locator(".clock-time").get_attribute("datetime")
        assert shown
        assert shown[:13] == due.isoformat()[:13]
        await expect(eyes.tab.get_by_role("button", name="nothing planned yet")).to_be_disabled()

    look(story)


@pytest.mark.parametrize(("button", "step"), [("+1 hour", 1), ("+1 day", 24)])
def test_the_clock_goes_on_by(look: Looker, button: str, step: int) -> None:
    async def story(eyes: Look) -> None:
        await eyes.tab.get_by_role("button", name=button).click()
        await expect(eyes.tab.locator(".toast")).to_be_visible()
        clock = await eyes.workbench.get("/api/clock")
        assert round(clock["offset"] / 3600) == step

    look(story)


def test_faults_are_set_and_stay_in_sight(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        await eyes.tab.get_by_role("button", name="Faults").click()
        await eyes.tab.get_by_label("is too busy 429").check()
        await eyes.tab.get_by_label("For how many requests").fill("3")
        await eyes.tab.get_by_role("button", name="Set", exact=True).click()
        await expect(eyes.tab.get_by_role("button", name="Faults 429 \u00d7 3")).to_be_visible()
        assert (await eyes.workbench.get("/api/faults"))["left"]["twilio"] == 3

    look(story)


def test_the_table_is_one_click_from_the_couples_items(look: Looker) -> None:
    async def story(eyes: Look) -> None:
        await eyes.tab.get_by_role("button", name="The table").click()
        await eyes.sees(eyes.tab.locator("#items"), '"PK": "COUPLE#c0ffee"')

    look(story)


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_it_fits_every_screen(look: Looker, width: int) -> None:
    async def story(eyes: Look) -> None:
        eyes.text(ALEX, "x" * 300)
        eyes.email("alex@example.com", subject="y" * 200)
        await eyes.sees(eyes.phone("Alex"), "xxx")
        wide = await eyes.run("document.documentElement.scrollWidth")
        assert wide == width

    look(story, width=width)


def test_a_picture_from_elsewhere_is_not_asked_for(look: Looker) -> None:
    asked: list[str] = []

    async def pixel(request: web.Request) -> web.Response:
        asked.append(request.path)
        drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
        return web.Response(text=drawn, content_type="image/svg+xml")

    async def story(eyes: Look) -> None:
        app = web.Application()
        app.router.add_get("/pixel.svg", pixel)
        async with TestServer(app) as elsewhere:
            source = elsewhere.make_url("/pixel.svg")
            eyes.email("alex@example.com", html=f'<img src="{source}">Hello')
            picture = eyes.mailbox("Alex").frame_locator("iframe").locator("img")
            shown = "image => image.decode().then(() => true, () => false)"
            assert await picture.evaluate(shown) is False
            assert asked == []

    look(story)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Kept. 1 tell Sam now 2 keep private 0 undo.", ["1", "2", "0"]),
        ("Thu 8:45? 1 Soup 2 Old photos 3 Music. Reply 1-3, or 0 for bed.", ["1", "2", "3", "0"]),
        ("Kept for your next check-in. 2 keep it private, 0 take it back.", ["2", "0"]),
        ("About 3 texts a week, 30 minutes, within 2 hours.", []),
    ],
)
def test_quick_replies_offer_the_digits_of_a_text(
    look: Looker, text: str, offered: list[str]
) -> None:
    async def story(eyes: Look) -> None:
        script = "async (text) => (await import('/static/replies.js')).digits(text)"
        found: list[dict[str, Any]] = await eyes.run(script, text)
        assert [each["send"] for each in found] == offered

    look(story)
