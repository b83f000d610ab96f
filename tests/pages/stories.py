"""How people got where a test begins: through the pages, as they would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.pages.session import Session
from tests.pages.visitor import Visitor, newest_link
from tests.world import NEW_YORK

if TYPE_CHECKING:
    from chalicelib.pages.session import By
    from tests.pages.visitor import Page
    from tests.world import World

ALEX, SAM = "alex.a@example.com", "sam.b@example.com"
ALEX_PHONE, SAM_PHONE = "+12025550143", "+12025550144"


def asked(address: str = ALEX, name: str = "Alex", **changes: Any) -> dict[str, Any]:
    """A sign-up form as it is filled in; a change to None leaves the field out."""
    filled = {"name": name, "address": address, "zone": NEW_YORK, "consent": "on"}
    if "@" not in address:
        filled["sms_consent"] = "on"
    return {name: value for name, value in {**filled, **changes}.items() if value is not None}


def with_phone(world: World, address: str = ALEX) -> Visitor:
    """Somebody who gets emails, and texts too if they like."""
    person = signed_up(world, address)
    person.act("add_contact", address=ALEX_PHONE, consent="on", sms_consent="on")
    person.post(newest_link(world, "confirm"))
    return person


def chosen(**changes: Any) -> dict[str, Any]:
    """The preferences form as it stands for somebody new with an email address."""
    as_usual = [f"{name}_{day}" for name in ("kids_down", "lights_out") for day in range(7)]
    filled = {
        "day": ["0", "2", "4"],
        "time": "",
        "small_channel": "email",
        "kids_down": "20:00",
        "lights_out": "22:00",
        **dict.fromkeys(as_usual, ""),
        "zone": NEW_YORK,
        "meeting_day": "6",
        "meeting_time": "20:30",
        "meeting_minutes": "30",
        "check_in_on": "on",
        "check_in_channel": "email",
    }
    return {name: value for name, value in {**filled, **changes}.items() if value is not None}


def signed_up(world: World, address: str = ALEX, name: str = "Alex") -> Visitor:
    """Somebody who has signed up and confirmed: their session is open."""
    person = Visitor(world)
    person.post("/signup", **asked(address, name))
    assert person.post(newest_link(world, "confirm")).goes_to.endswith("/welcome")
    world.work()
    return person


def back(world: World, address: str = ALEX) -> Visitor:
    """Somebody who asks for a link again: their session has run out since."""
    person = Visitor(world)
    person.post("/link", address=address)
    person.post(newest_link(world, "link"))
    return person


def invited(person: Visitor) -> str:
    """The address of the invitation that a partner makes to send on."""
    page: Page = person.act("invite")
    links = [one.get("href") for one in page.document.all("a")]
    return next(link for link in links if link.startswith("http"))


def joined(world: World, invitation: str, address: str = SAM, name: str = "Sam") -> Visitor:
    """Somebody who came by an invitation and confirmed; not admitted yet."""
    person = Visitor(world)
    person.post(invitation, **asked(address, name), agenda="on", nudges="on")
    assert person.post(newest_link(world, "confirm")).goes_to.endswith("/welcome")
    world.work()
    return person


def both(world: World, address: str = ALEX) -> tuple[Visitor, Visitor]:
    """A couple of two, each with a session."""
    a = signed_up(world, address)
    b = joined(world, invited(a))
    a.act("confirm_partner")
    return a, b


def reopened(world: World, phone: str, by: By = "arrival") -> Visitor:
    """Somebody's session of this minute, opened in one way or another."""
    owner = world.contacts.owner("sms", phone)
    assert owner is not None
    assert owner.couple_id is not None
    assert owner.partner is not None
    couple = world.couples.get(owner.couple_id)
    person = couple.partner(owner.partner) if couple else None
    assert person is not None
    now = int(world.clock().timestamp())
    session = Session(owner.couple_id, owner.partner, person.generation, now, by)
    cookie = world.site.manage.sessions.cookie(session)["Set-Cookie"].split(";")[0]
    return Visitor(world, cookie)
