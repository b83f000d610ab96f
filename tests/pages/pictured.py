"""The pages that docs/pages.md shows, from one story on one day: the same each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pages import stories
from tests.pages.stories import ALEX_PHONE, SAM, asked, invited, joined
from tests.pages.visitor import Visitor, newest_link
from tests.world import World, links_in

if TYPE_CHECKING:
    from tests.pages.visitor import Page

# Each with its sentence in docs/pages.md.
PICTURES = {
    "home": "What it is, with two real examples as they arrive.",
    "sign-up": "Three fields: a name, one address, a yes. The zone is guessed.",
    "check-your-phone": "Nothing more comes until the link is tapped.",
    "welcome": "Three optional taps, what the next two weeks bring, and the first question.",
    "me": "Everything a text can do, and more.",
    "jar": "One's own words, each with what can become of it.",
    "join": "Who asked, what each of the two will see, and a way to say no.",
    "agenda": "The weekly check-in, behind the link of its text.",
    "date": "Three ideas for after the kids are down. The first pick is the plan.",
    "tonight": "Twenty minutes for anybody, without signing up.",
    "export": "All that is yours, to read and as a file.",
    "leave": "What goes, what stays and how long, then a tick.",
}
OWN = {"me": "/me", "export": "/export", "leave": "/erase"}


def story() -> dict[str, Page]:
    """Each picture's page, as two people come past it in their first weeks."""
    world = World()
    alex, sam = Visitor(world), Visitor(world)
    seen = {"home": alex.get("/"), "sign-up": alex.get("/signup"), "tonight": alex.get("/tonight")}
    seen["check-your-phone"] = alex.post("/signup", **asked(ALEX_PHONE))
    alex.post(newest_link(world, "confirm"))
    seen["welcome"] = alex.get("/welcome")
    invitation = invited(alex)
    seen["join"] = sam.get(invitation)
    joined(world, invitation, SAM)
    alex.act("confirm_partner")
    seen["date"] = sam.get(_until_sam_has(world, "date"))
    world.text(ALEX_PHONE, "Sam did bath and bed, both of them")
    seen["agenda"] = sam.get(_until_sam_has(world, "agenda"))
    back = stories.back(world, SAM)
    seen |= {name: back.get(path) for name, path in OWN.items()}
    return seen | {"jar": stories.back(world, ALEX_PHONE).get("/jar")}


def _until_sam_has(world: World, page: str) -> str:
    """Live on until an email leads to this page; the page's address."""
    while (due := world.next_due()) is not None:
        world.until(due)
        letters = [one.message.text for one in world.email.sent]
        found = [link for text in letters for link in links_in(text) if f"/{page}/" in link]
        if found:
            return found[-1].partition("#")[0]
    raise AssertionError(f"no email leads to /{page}/")
