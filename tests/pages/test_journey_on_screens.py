"""From the first page to the last, by keyboard alone: with scripts and without, small and large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.at_keyboard import HAS_FOCUS, Person
from tests.pages.screens import AT_ONCE, SCREENS, Screen, looking
from tests.pages.stories import ALEX, SAM, invited, signed_up
from tests.pages.visitor import newest_link
from tests.pages.web_server import a_service

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from tests.browser import Chromium

    Story = Sequence[Callable[[Person], Awaitable[None]]]

pytestmark = pytest.mark.browser

ALL = [one._replace(script=script) for one in SCREENS for script in (True, False)]


async def signs_up(person: Person) -> None:
    """The first page, a form sent too early, the form again, and the link that came."""
    await person.opens("/")
    await person.presses(person.link("Sign up in a minute"))
    await person.sees("Sign up")
    await person.types("Your first name", "Alex")
    await person.enter()
    summary = person.page.locator(".summary")
    if person.screen.script:
        assert await summary.evaluate(HAS_FOCUS), "what went wrong is read out first"
    await person.goes_to(summary.get_by_role("link").first)
    await person.page.keyboard.press("Enter")
    await person.page.keyboard.type(ALEX)
    await person.ticks(person.page.get_by_label("Yes, write to me"))
    await person.presses(person.button("Send me the link"))
    await person.sees("Now check your inbox")
    await person.page.goto(newest_link(person.world, "confirm"))
    await person.presses(person.button("Yes, this is my"))
    await person.sees("You are in, Alex")


async def settles_in(person: Person) -> None:
    """What helps, and what comes; then a day less, on the own page."""
    await person.goes_to(person.page.get_by_role("radio").first)
    await person.page.keyboard.press("ArrowDown")  # Tab comes to the first, arrows go on from there
    assert await person.page.get_by_label("A newborn").is_checked()
    await person.presses(person.button("Save"))
    assert await person.page.get_by_role("status").first.is_visible()
    await person.opens("/me")
    await person.sees("Hello, Alex")
    await person.ticks(person.page.get_by_role("checkbox", name="Monday"))
    await person.presses(person.button("Save").last)
    assert "Saved" in await person.page.get_by_role("status").first.inner_text()
    assert not await person.page.get_by_role("checkbox", name="Monday").is_checked()


async def leaves(person: Person) -> None:
    """What is theirs, then the question, the tick and the end."""
    await person.opens("/export")
    await person.opens("/erase")
    await person.ticks(person.page.get_by_label("I am sure"))
    await person.presses(person.button("Erase everything that is mine"))
    await person.sees("You have left")
    await person.opens("/me")
    await person.sees("A fresh link")


async def rests(person: Person) -> None:
    """A break, and its end."""
    await person.presses(person.page.locator("summary", has_text="Take a break"), leads_on=False)
    await person.presses(person.button("Pause everything"))
    await person.presses(person.button("Start again now"))
    assert "Welcome back" in await person.page.get_by_role("status").first.inner_text()


async def joins(person: Person) -> None:
    """By Alex's link: what each of the two will see, the form, the link that came, a page of one's
    own, which says more once Alex has said yes.
    """
    alex = signed_up(person.world)
    await person.opens(invited(alex).removeprefix(person.world.settings.public_url))
    await person.sees("Alex asked you along")
    await person.types("Your first name", "Sam")
    await person.types("Email or mobile number", SAM)
    await person.ticks(person.page.get_by_label("Hear thanks at once"))
    await person.ticks(person.page.get_by_label("Yes, write to me"))
    await person.presses(person.button("Send me the link"))
    await person.sees("Now check your inbox")
    await person.page.goto(newest_link(person.world, "confirm"))
    await person.presses(person.button("Yes, this is my"))
    await person.sees("You are in, Sam")
    await person.presses(person.link("Skip, to my page"))
    assert "once your partner has said that it is you" in await person.words()
    alex.act("confirm_partner")
    await person.opens("/me")
    await person.sees("Hello, Sam")
    assert "You and Alex" in await person.words()


ALONE, BY_LINK = (signs_up, settles_in, rests, leaves), (joins,)


async def lives_it(chromium: Chromium, screen: Screen, story: Story) -> None:
    with a_service() as world:
        async with looking(chromium, screen) as page:
            person = Person(page, world, screen)
            for chapter in story:
                await chapter(person)


@pytest.mark.parametrize("screen", AT_ONCE, ids=str)
def test_somebody_comes_settles_in_and_leaves_by_keyboard(
    chromium: Chromium, screen: Screen
) -> None:
    chromium.run(lives_it(chromium, screen, ALONE))


@pytest.mark.parametrize("screen", AT_ONCE, ids=str)
def test_somebody_joins_by_the_link_by_keyboard(chromium: Chromium, screen: Screen) -> None:
    chromium.run(lives_it(chromium, screen, BY_LINK))


@pytest.mark.long
@pytest.mark.parametrize("story", [ALONE, BY_LINK], ids=["alone", "by the link"])
@pytest.mark.parametrize("screen", [one for one in ALL if one not in AT_ONCE], ids=str)
def test_they_do_so_on_every_other_screen(chromium: Chromium, screen: Screen, story: Story) -> None:
    chromium.run(lives_it(chromium, screen, story))
