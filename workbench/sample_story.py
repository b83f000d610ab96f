"""How two people come to After Bedtime, page by page: the walk behind the sample couple."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from workbench.walk import Browser, link_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.walk import Inbox

ZONE = "America/New_York"
STEPS = 11


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    phone: str
    email: str


@dataclass
class Story:
    """Who is signing up, and how far they are."""

    alex: Person
    sam: Person
    changed: Callable[[], None]
    doing: str = ""
    done: int = -1

    def step(self, doing: str) -> None:
        self.doing, self.done = doing, self.done + 1
        self.changed()

    def as_json(self) -> dict[str, Any]:
        people = [asdict(self.alex), asdict(self.sam)]
        return {"doing": self.doing, "done": self.done, "of": STEPS, "people": people}


async def couple_signs_up(story: Story, public_url: str, inbox: Inbox) -> None:
    """Alex signs up and invites Sam, who joins. WalkError: a page was not as expected."""
    async with Browser(public_url) as at_alex, Browser(public_url) as at_sam:
        await first_signs_up(story, at_alex, inbox)
        story.step(f"{story.alex.name} makes a link for {story.sam.name}")
        page = await at_alex.submit(await at_alex.open("/me"), "invite")
        await second_joins(story, at_sam, inbox, page.link("/join/"))
        story.step(f"{story.alex.name} says that it is {story.sam.name}")
        await at_alex.submit(await at_alex.open("/me"), "confirm_partner")
        story.step(f"{story.sam.name} adds an email")
        await add_contact(at_sam, story.sam.email, consent="on")
        await confirm(at_sam, inbox, story.sam.email)
        story.step(f"{story.alex.name} asks for texts")
        await prefer(at_alex, small_channel="sms", check_in_channel="email")
        story.step(f"{story.sam.name} asks for the agenda by email")
        await prefer(at_sam, small_channel="sms", check_in_channel="email")


async def first_signs_up(story: Story, browser: Browser, inbox: Inbox) -> None:
    """By email; then a phone."""
    alex = story.alex
    story.step(f"{alex.name} signs up")
    page = await browser.open("/signup")
    await browser.submit(page, name=alex.name, address=alex.email, zone=ZONE, consent="on")
    story.step(f"{alex.name} confirms the email")
    await confirm(browser, inbox, alex.email)
    story.step(f"{alex.name} adds a phone")
    await add_contact(browser, alex.phone, consent="on", sms_consent="on")
    story.step(f"{alex.name} confirms the phone")
    await confirm(browser, inbox, alex.phone)


async def second_joins(story: Story, browser: Browser, inbox: Inbox, invitation: str) -> None:
    """By the forwarded link, with a phone, wishing for all there is."""
    sam = story.sam
    story.step(f"{sam.name} joins by the link, with a phone")
    answers = {"name": sam.name, "address": sam.phone, "zone": ZONE}
    ticks = dict.fromkeys(("agenda", "nudges", "thanks", "consent", "sms_consent"), "on")
    await browser.submit(await browser.open(invitation), **answers, **ticks)
    story.step(f"{sam.name} confirms the phone")
    await confirm(browser, inbox, sam.phone)


async def add_contact(browser: Browser, address: str, **ticks: str) -> None:
    await browser.submit(await browser.open("/me"), "add_contact", address=address, **ticks)


async def prefer(browser: Browser, **choices: str) -> None:
    """Change some preferences and leave the others as they are."""
    await browser.submit(await browser.open("/me"), "preferences", **choices)


async def confirm(browser: Browser, inbox: Inbox, address: str) -> None:
    """Open the link that came to that address, and press its button."""
    await browser.submit(await browser.open(await link_in(inbox, address, "/confirm/")))
