"""An address that somebody copied stays closed after "sign out everywhere", whatever comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.dates import DateLinks
from chalicelib.couples.links import own_id
from chalicelib.couples.model import PARTNERS
from chalicelib.delivery.model import SendError
from chalicelib.table import StoreUnavailable, Throttled
from tests.delivery.meetings_moved import NOON, WEEK, at_their_page, changes, couple_of, two
from tests.pages.stories import ALEX, SAM
from tests.pages.visitor import Visitor
from tests.racing import RacyWorld
from tests.replies.dating import SAMS_EMAIL
from tests.replies.test_relays import listening, pass_on
from tests.world import World, links_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.couples.model import PartnerKey
    from chalicelib.delivery.model import Envelope, Message
    from chalicelib.table import Item

GONE = 410
LONG = "Thank you for getting up with the baby each night, " + "and again " * 12 + "smiling"


def sign_out(world: World, key: PartnerKey) -> None:
    page = at_their_page(world, key).act("sign_out_everywhere")
    assert (page.status, page.title) == (200, "Signed out everywhere")


def newest(world: World, to: str, page: str) -> str:
    """The address of such a page in the last message that names one."""
    sent = [one.message for one in (*world.email.sent, *world.sms.sent)]
    return named([one for one in sent if one.to == to], page)


def named(messages: Iterable[Message], page: str) -> str:
    found = [link for one in messages for link in links_in(one.text) if f"/{page}/" in link]
    return found[-1].partition("#")[0].rstrip(".")


def opens(world: World, *links: str) -> list[bool]:
    found = [Visitor(world).get(one).status for one in links]
    assert set(found) <= {200, GONE}
    return [one == 200 for one in found]


def links_of(world: World, key: PartnerKey) -> list[Item]:
    """What leads to a page of their own."""
    found = [one for one in world.items() if one["SK"] == keys.LINK]
    return [one for one in found if "of" in one["facts"] and one["facts"]["partner"] == key]


# Sam came by an invitation: of a generation of their own from the first day.
@pytest.mark.parametrize(("key", "address"), [("a", ALEX), ("b", SAM)])
def test_a_copied_agenda_stays_closed_when_the_meeting_moves(key: PartnerKey, address: str) -> None:
    world = World()
    two(world)
    copied = [newest(world, address, "agenda")]
    for meeting_day in ("0", "1"):
        sign_out(world, key)
        changes(world, "a", meeting_day=meeting_day)
        copied.append(newest(world, address, "agenda"))
        *old, new = opens(world, *copied)
        assert (any(old), new) == (False, True), "this week's agenda, moved"
        assert opens(world, f"{copied[0]}/calendar", f"{copied[-1]}/calendar") == [False, True]


def test_it_stays_the_same_for_who_did_not_sign_out() -> None:
    world = World()
    two(world)
    theirs = newest(world, SAM, "agenda")
    sign_out(world, "a")
    changes(world, "a", meeting_day="0")
    assert newest(world, SAM, "agenda") == theirs
    assert opens(world, theirs) == [True]


def test_a_copied_date_stays_closed_when_the_other_picks_another_idea() -> None:
    world = World()
    world.couple(b=SAMS_EMAIL)
    world.until(NOON.replace(day=26, hour=2))  # Wednesday evening
    asks = newest(world, "alex@example.com", "date")
    copied = picked(world, asks, 0)
    sign_out(world, "b")
    assert opens(world, copied) == [False]
    new = picked(world, asks, 1)
    assert opens(world, copied, new) == [False, True]
    page = Visitor(world).get(copied)
    assert "Send me a fresh one" in page.words


def picked(world: World, asks: str, which: int) -> str:
    """Alex takes one of the ideas; the page of the plan that Sam is told of."""
    page = Visitor(world).get(asks)
    ideas = [one.get("value") for one in page.document.all("button")]
    knows = page.hidden("knows") if "knows" in page.body else ""
    assert Visitor(world).post(asks, pick=ideas[which], knows=knows).status == 303
    assert world.work() == []
    return newest(world, SAMS_EMAIL.address, "date")


def test_a_copied_date_stays_closed_when_its_own_note_is_answered_again() -> None:
    world = World()
    couple = world.couple()
    world.until(NOON.replace(day=26, hour=2))
    copied = newest(world, "alex@example.com", "date")
    sign_out(world, "a")
    pages = DateLinks(world.links, world.settings.public_url)
    new = pages.question(world.read(couple), "a", "2026-11-25", ["date-x"])
    assert opens(world, copied, new) == [False, True]


def test_words_passed_on_stay_behind_a_closed_door_when_the_text_is_tried_again() -> None:
    world, _ = listening()
    tried: list[Message] = []

    def look(envelope: Envelope) -> None:
        tried.append(envelope.message)

    world.sms.before = look
    world.sms.errors.append(SendError("busy", "later"))
    pass_on(world, LONG)
    assert opens(world, named(tried, "said")) == [True]
    sign_out(world, "b")
    assert world.work() == []
    first, second = (named([one], "said") for one in tried)
    assert opens(world, first, second) == [False, True]


def test_what_led_to_pages_of_before_is_deleted_and_the_others_is_not() -> None:
    world = World()
    two(world)
    kept = {key: links_of(world, key) for key in PARTNERS}
    assert {one["purpose"] for one in kept["a"]} == {"agenda", "date"}
    by_older_code = own_id(couple_of(world), "b", WEEK, 0)
    world.links.keep("agenda", by_older_code, kept["b"][0]["facts"], world.clock())
    sign_out(world, "a")
    assert links_of(world, "a") == []
    assert [one for one in links_of(world, "b") if one["id"] != by_older_code] == kept["b"]
    sign_out(world, "b")
    assert links_of(world, "b") == [], "of generation 0, too: older code wrote no others"


@pytest.mark.parametrize("error", [StoreUnavailable, Throttled])
def test_if_they_cannot_be_deleted_now_they_open_nothing_all_the_same(
    error: type[Exception],
) -> None:
    world = RacyWorld()
    two(world)
    copied = newest(world, ALEX, "agenda")

    def refuse() -> None:
        raise error

    world.memory.before = [lambda: None, refuse]  # the generation ends; the first link stays
    sign_out(world, "a")
    assert world.memory.before == []
    assert links_of(world, "a"), "or there is nothing to prove"
    changes(world, "a", meeting_day="0")
    assert opens(world, copied, newest(world, ALEX, "agenda")) == [False, True]
