"""The sample couple is made through the pages, and says clearly where that went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from tests.workbench.fake_pages import FakePages, serving
from tests.workbench.fakes import noon
from workbench import sample
from workbench.api_input import explain
from workbench.messages import Mailbox
from workbench.sample_story import STEPS
from workbench.walk import WalkError, link_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

Client = TestClient[web.Request, web.Application]
Scene = Callable[[FakePages, Client], Awaitable[Any]]


@asynccontextmanager
async def workbench(folder: Path) -> AsyncIterator[tuple[FakePages, Client]]:
    mailbox = Mailbox(folder, noon)
    async with serving(mailbox) as pages:
        app = web.Application(middlewares=[explain])
        app.add_routes(sample.routes(pages, mailbox))
        async with TestClient(TestServer(app)) as client:
            yield pages, client


def play(folder: Path, scene: Scene) -> Any:
    async def run() -> Any:
        async with workbench(folder) as (pages, client):
            return await scene(pages, client)

    return asyncio.run(run())


async def click(client: Client) -> tuple[int, dict[str, Any]]:
    async with client.post("/api/sample", json={}) as answer:
        return answer.status, await answer.json()


async def look(client: Client) -> dict[str, Any]:
    async with client.get("/api/sample") as answer:
        found: dict[str, Any] = await answer.json()
        return found


def test_one_click_makes_a_couple_through_the_pages(tmp_path: Path) -> None:
    async def scene(pages: FakePages, client: Client) -> None:
        status, made = await click(client)
        assert (status, made["couple"]) == (200, "c0ffee")
        assert [(each["name"], each["phone"], each["email"]) for each in made["people"]] == [
            ("Alex", "+12025550143", "alex@example.com"),
            ("Sam", "+12025550144", "sam@example.com"),
        ]
        alex = ["signup", "confirm", "me", "confirm"]  # email, then phone
        both = ["me", "join", "confirm", "me"]  # invited, joined, recognised
        sam = ["me", "confirm"]  # email
        wishes = ["me", "me"]  # what comes where
        posted = [path.split("/")[1] for path, _ in pages.posts]
        assert posted == [*alex, *both, *sam, *wishes]
        assert pages.settled == 1

    play(tmp_path, scene)


def test_nobody_agrees_to_more_than_the_form_asks(tmp_path: Path) -> None:
    async def scene(pages: FakePages, client: Client) -> None:
        await click(client)
        forms = dict(reversed(pages.posts))  # the first post to each path
        assert forms["/signup"] == {
            "name": "Alex",
            "address": "alex@example.com",
            "zone": "America/New_York",
            "consent": "on",
        }
        ticks = {name for name, value in forms["/join/invitation-1"].items() if value == "on"}
        assert ticks == {"agenda", "nudges", "thanks", "consent", "sms_consent"}
        phone, email = (form for _, form in pages.posts if form.get("action") == "add_contact")
        assert (phone["sms_consent"], phone["csrf"]) == ("on", "csrf-1")
        assert "sms_consent" not in email

    play(tmp_path, scene)


def test_both_devices_of_both_get_something(tmp_path: Path) -> None:
    async def scene(pages: FakePages, client: Client) -> None:
        await click(client)
        wishes = [form for _, form in pages.posts if form.get("action") == "preferences"]
        assert [(form["small_channel"], form["check_in_channel"]) for form in wishes] == [
            ("sms", "email"),
            ("sms", "email"),
        ]
        assert wishes[0]["kids_down"] == "20:00"  # what nobody asked to change stays

    play(tmp_path, scene)


def test_each_click_makes_new_people(tmp_path: Path) -> None:
    async def scene(_pages: FakePages, client: Client) -> None:
        await click(client)
        _status, second = await click(client)
        assert [each["email"] for each in second["people"]] == [
            "alex2@example.com",
            "sam2@example.com",
        ]
        assert [each["phone"] for each in second["people"]] == ["+12025550145", "+12025550146"]

    play(tmp_path, scene)


def test_the_last_couple_is_still_there_after_a_restart(tmp_path: Path) -> None:
    async def first(_pages: FakePages, client: Client) -> Any:
        return (await click(client))[1]["couple"]

    async def later(_pages: FakePages, client: Client) -> Any:
        return (await look(client))["couple"]

    assert play(tmp_path, first) == play(tmp_path, later) == "c0ffee"


def test_nobody_is_there_before_the_first_click(tmp_path: Path) -> None:
    async def scene(_pages: FakePages, client: Client) -> None:
        assert await look(client) == {"couple": None, "people": [], "making": None}

    play(tmp_path, scene)


def test_who_looks_meanwhile_sees_how_far_they_are(tmp_path: Path) -> None:
    async def scene(pages: FakePages, client: Client) -> None:
        seen: list[dict[str, Any]] = []
        with pages.mailbox.changed.listen() as changed:
            clicked = asyncio.create_task(click(client))
            while not clicked.done():
                await changed.wait()
                changed.clear()
                seen.append((await look(client))["making"])
            await clicked
        steps = [making["done"] for making in seen if making]
        assert steps == sorted(steps)
        assert max(steps) < STEPS
        assert seen[0]["people"][0]["name"] == "Alex"
        assert seen[-1] is None

    play(tmp_path, scene)


def test_a_second_click_meanwhile_is_told_to_wait(tmp_path: Path) -> None:
    async def scene(_pages: FakePages, client: Client) -> None:
        answers = await asyncio.gather(click(client), click(client))
        assert sorted(status for status, _ in answers) == [200, 409]

    play(tmp_path, scene)


@pytest.mark.parametrize(
    ("where", "page", "told"),
    [
        ("/join/invitation-1", (500, "<h1>Oh no</h1>"), "Sam joins by the link"),
        ("/join/invitation-1", (500, "<h1>Oh no</h1>"), "(status 500, “Oh no”)"),
        ("/signup", (200, "<h1>Hello</h1>"), "should have one form, it has 0"),
        ("/signup", (200, "<form method=post><input name=name></form>"), "has no field address"),
        ("POST /signup", (200, "<p role=alert>Too short</p>"), "Too short"),
    ],
)
def test_a_page_that_is_not_as_expected_is_named(
    tmp_path: Path, where: str, page: tuple[int, str], told: str
) -> None:
    async def scene(pages: FakePages, client: Client) -> None:
        pages.broken[where] = page
        status, answer = await click(client)
        assert status == 424
        assert told in answer["error"]
        assert (await look(client))["making"] is None

    play(tmp_path, scene)


def test_a_link_that_does_not_come_is_named(tmp_path: Path) -> None:
    waiting = link_in(Mailbox(tmp_path, noon), "alex@example.com", "/confirm/", patience=0)
    with pytest.raises(WalkError, match="no link to /confirm/ reached"):
        asyncio.run(waiting)


def test_a_persons_page_opens_by_a_fresh_link_each_time(tmp_path: Path) -> None:
    async def scene(pages: FakePages, client: Client) -> None:
        _status, made = await click(client)
        manage = made["people"][0]["manage"]
        found = set()
        for _time in range(2):
            async with client.session.get(manage, allow_redirects=False) as answer:
                assert answer.status == 303
                found.add(answer.headers["Location"])
        assert len(found) == 2
        assert all(url.startswith(f"{pages.public_url}/link/") for url in found)

    play(tmp_path, scene)


def test_only_the_sample_couples_pages_are_opened(tmp_path: Path) -> None:
    async def scene(pages: FakePages, client: Client) -> None:
        async with client.get("/api/sample/page?of=eve@example.com") as answer:
            assert answer.status == 404
        assert pages.posts == []

    play(tmp_path, scene)
