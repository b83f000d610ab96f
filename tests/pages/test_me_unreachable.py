"""An address that we no longer reach them at: said first and kindly, with what there is to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.addresses import masked
from chalicelib.couples.model import CheckIn, Contact, Small, new_partner
from chalicelib.pages.me_lost import lost
from tests.delivery.evenings import failing
from tests.pages.stories import ALEX, ALEX_PHONE, both, chosen, signed_up, with_phone
from tests.pages.visitor import newest_link
from tests.world import NEW_YORK, World

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel, ContactState, Partner
    from tests.pages.visitor import Page

MORNING = {**chosen(time="08:00")}  # an hour from now
MAIL, PHONE = Contact("email", "alex@example.com"), Contact("sms", "+12025550143")


def whoever(email: ContactState | None, sms: ContactState | None, **changes: object) -> Partner:
    """Somebody with these contacts; None: they have none of that kind."""
    states = {"email": (MAIL, email), "sms": (PHONE, sms)}
    contacts = tuple(replace(one, state=state) for one, state in states.values() if state)
    partner = replace(new_partner("Alex", NEW_YORK, contacts[0]), contacts=contacts)
    return replace(partner, **changes)  # type: ignore[arg-type]


def card(page: Page) -> str:
    """The words of the card, "" if the page has none."""
    found = [one for one in page.document.all("section") if one.get("aria-labelledby") == "lost"]
    return " ".join(found[0].words.split()) if found else ""


def refused(world: World, channel: Channel, **why: bool) -> None:
    """This morning's note is refused for good."""
    sender = world.sms if channel == "sms" else world.email
    sender.errors = [failing("permanent", **(why or {"bad_address": True}))]
    moment = world.next_due()
    assert moment is not None
    world.until(moment)
    world.work()


def test_whoever_is_reached_reads_nothing_of_it() -> None:
    person = with_phone(World())
    assert card(person.get("/me")) == ""


def test_the_only_address_that_is_lost_is_said_first_and_what_to_do() -> None:
    world = World()
    person = signed_up(world)
    person.act("preferences", **MORNING)
    refused(world, "email")
    page = person.get("/me")
    assert card(page) == (
        "Our emails no longer reach a...@example.com "
        "The mailbox may be full or gone, or its provider turns us away. "
        "It was the only way to you: nothing comes until you add it again, or another one. "
        "Add an address"
    )
    assert page.words.index("no longer reach") < page.words.index("What comes next")
    assert "Nothing is planned just now. Take a break" in page.words, "that is not fine too"


def test_it_can_be_mended_on_the_very_page() -> None:
    world = World()
    person = signed_up(world)
    person.act("preferences", **MORNING)
    refused(world, "email")
    field = person.get("/me").document.by_id("address")
    assert all("open" in outer.attrs for outer in field.within if outer.tag == "details")
    person.act("add_contact", address=ALEX, consent="on")
    person.post(newest_link(world, "confirm"))
    page = person.get("/me")
    assert card(page) == ""
    assert page.coming()


def test_another_channel_can_take_over_what_rests() -> None:
    world = World()
    person = with_phone(world)
    person.act("preferences", **{**MORNING, "small_channel": "sms"})
    refused(world, "sms")
    page = person.get("/me")
    assert card(page) == (
        "Our texts no longer reach ...0143 "
        "The number may be out of use, or its carrier turns us away. "
        "Small notes rest until you add it again, or choose email instead. "
        "Add an address Choose email"
    )
    assert person.act("preferences", **chosen(small_channel="email")).status == 303
    later = person.get("/me")
    assert "All that comes by email goes on." in card(later)
    assert {channel for _, channel, _ in later.coming()} == {"by email"}


@pytest.mark.parametrize("how", ["by text", "on the page", "at the carrier"])
def test_what_they_stopped_themselves_is_not_lost(how: str) -> None:
    world = World()
    person = with_phone(world)
    person.act("preferences", **{**MORNING, "small_channel": "sms"})
    if how == "by text":
        world.text(ALEX_PHONE, "STOP")
    elif how == "on the page":
        person.act("stop_contact", channel="sms")
    else:
        refused(world, "sms", stops=True)
    assert "stopped" in person.get("/me").words
    assert card(person.get("/me")) == ""


def test_nobody_reads_of_their_partners_trouble() -> None:
    world = World()
    alex, sam = both(world)
    alex.act("preferences", **MORNING)
    before = sam.get("/me").body
    refused(world, "email")
    assert card(alex.get("/me"))
    assert sam.get("/me").body == before


@pytest.mark.parametrize(
    ("partner", "says"),
    [
        (whoever("confirmed", "unreachable", small=Small("sms")), "Small notes rest until"),
        (whoever("confirmed", "unreachable", check_in=CheckIn("sms")), "The agenda rests until"),
        (
            whoever("confirmed", "unreachable", small=Small("sms"), check_in=CheckIn("sms")),
            "Small notes and the agenda rest until you add it again, or choose email instead.",
        ),
        (whoever("unreachable", "confirmed"), "or choose texts instead."),
        (whoever("confirmed", "unreachable"), "All that comes by email goes on."),
        (
            whoever("confirmed", "unreachable", small=Small("sms", on=False)),
            "All that comes by email goes on.",
        ),
        (whoever("unreachable", None), "It was the only way to you: nothing comes until"),
        (whoever("stopped", "unreachable"), "It was the only way to you: nothing comes until"),
        (whoever("unconfirmed", "unreachable"), "It was the only way to you: nothing comes until"),
        (whoever("unreachable", "unreachable"), "Nothing comes until you add one of them again"),
    ],
)
def test_it_says_what_rests_until_when(partner: Partner, says: str) -> None:
    found = lost(partner, masked)
    assert found is not None
    assert says in " ".join(found["says"])


@pytest.mark.parametrize("email", ["confirmed", "stopped", "unconfirmed"])
def test_no_other_state_is_called_lost(email: ContactState) -> None:
    assert lost(whoever(email, "confirmed"), masked) is None
    assert lost(whoever("confirmed", email), masked) is None


def test_it_shows_no_whole_address_on_top_of_the_page() -> None:
    """Somebody may look over their shoulder."""
    for partner in (whoever("unreachable", "confirmed"), whoever("confirmed", "unreachable")):
        found = lost(partner, masked)
        assert found is not None
        assert MAIL.address not in str(found)
        assert PHONE.address not in str(found)
