"""How often a page asks the table: once or twice. Where it is more, it says here why."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.counting_table import CountingTable
from chalicelib.couples.dates import WeekDate
from chalicelib.couples.model import Contact
from tests.delivery.sundays import BATH, SOUP, put_in_jar
from tests.pages import stories
from tests.pages.stories import ALEX_PHONE, SAM, both, chosen, signed_up
from tests.pages.test_reading_pages import agenda_link
from tests.pages.test_scanners import KINDS
from tests.pages.visitor import Visitor
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.visitor import Page

READS = ("get", "get_many", "query", "due")

# What each page may ask. A session is a signed cookie: it costs the couple's document, once. What
# lies beside that in the table, and has a key that is known, comes with it (couples/together.py).
AT_MOST = {
    # Nothing is looked up: forms and words.
    "/": 0, "/privacy": 0, "/terms": 0, "/signup": 0, "/link": 0, "/tonight": 0, "stranger": 0,
    # The link; and the couple, with what the link shows of it.
    "signup": 1, "contact": 1, "join": 2, "invite": 2, "session": 2, "unsubscribe": 1,
    "relay": 2, "date": 2, "calendar": 2, "agenda": 2,
    # The couple; and the jar.
    "/jar": 2, "/keepsake": 2,
    # The couple; and all of its items, or what is due, or nothing.
    "/export": 2, "/welcome": 2, "/erase": 1,
    # The couple, what is due, the parked topic and a year's dates; and what came lately.
    "/me": 2,
}  # fmt: skip


class Counted:
    """A world whose table counts from now on."""

    def __init__(self, world: World) -> None:
        self.table = CountingTable(world.memory)
        self.world = World()
        edges = ("queue", "clock", "email", "sms", "inbound_queue", "plan_queue")
        vars(self.world).update({name: getattr(world, name) for name in edges})
        vars(self.world).update(memory=world.memory, table=self.table, ids=vars(world)["ids"])

    def asks(self, look: Callable[[World], Page]) -> int:
        """How often one page asked."""
        page = look(self.world)
        assert page.status in {200, 410}
        return sum(Counter(self.table.counts.calls)[call] for call in READS)


@pytest.mark.parametrize("path", ["/", "/privacy", "/terms", "/signup", "/link", "/tonight"])
def test_a_page_for_anybody_asks_nothing(path: str) -> None:
    assert Counted(World()).asks(lambda world: Visitor(world).get(path)) == AT_MOST[path]


def test_who_has_no_session_is_sent_on_without_a_question() -> None:
    counted = Counted(World())
    for path in ("/me", "/jar", "/keepsake", "/export", "/erase", "/welcome"):
        assert Visitor(counted.world).get(path).status == 303
    assert counted.table.counts.calls == Counter()


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_link_asks_for_itself_and_what_it_shows(kind: str) -> None:
    world = World()
    link = KINDS[kind](world)
    assert Counted(world).asks(lambda one: Visitor(one).get(link)) == AT_MOST[kind]


def test_ones_own_page_asks_twice_of_two_and_of_somebody_alone() -> None:
    world = World()
    alex, _ = both(world)
    world.clock.advance(minutes=90)
    assert asks_of_own_page(world, alex) == AT_MOST["/me"]
    alone = World()
    assert asks_of_own_page(alone, signed_up(alone, ALEX_PHONE)) == AT_MOST["/me"]


def asks_of_own_page(world: World, person: Visitor) -> int:
    return Counted(world).asks(lambda one: Visitor(one, person.cookie).get("/me"))


def test_a_note_a_day_for_months_is_still_one_question() -> None:
    world = World()
    saved = signed_up(world).act("preferences", **chosen(day=list("0123456")))
    assert saved.goes_to == "/me?said=saved"
    world.until(world.clock() + timedelta(days=80))
    back = stories.back(world)
    assert asks_of_own_page(world, back) == AT_MOST["/me"]


def test_trying_out_and_what_was_typed_wrong_ask_no_more_than_looking() -> None:
    world = World()
    alex = signed_up(world)
    csrf = alex.get("/me").hidden("csrf")
    form = {**chosen(time="21:00"), "action": "preview", "csrf": csrf}
    for changed in ({}, {"part": "region"}, {"action": "zones"}, {"kids_down": "late"}):
        press = partial(press_save, alex.cookie, {**form, **changed})
        assert Counted(world).asks(press) <= AT_MOST["/me"], changed


def press_save(cookie: str, form: dict[str, Any], world: World) -> Page:
    return Visitor(world, cookie).post("/me", **form)


def full_week(world: World) -> tuple[str, tuple[str, ...]]:
    """The link to an agenda with all that it can print; and what it then says."""
    couple = world.couple(Contact("sms", ALEX_PHONE), b=Contact("email", SAM))
    put_in_jar(world, couple, "a", BATH, "waiting")
    put_in_jar(world, couple, "b", SOUP, "waiting")
    idea = world.library.items("date_night")[0]
    picked = WeekDate("2026-W48", idea.id, "a", "2026-11-25", hands="a")
    world.table.write(world.dates.change(couple.id, None, picked, world.clock()))
    world.table.write(world.topics.park(couple.id, "a", "Whose car is it?"))
    return agenda_link(world), (BATH, SOUP, "Whose car is it?", idea.title)


def test_the_agenda_of_a_full_week_asks_no_more() -> None:
    world = World()
    link, printed = full_week(world)
    assert [one for one in printed if one not in Visitor(world).get(link).words] == []
    assert Counted(world).asks(lambda one: Visitor(one).get(link)) == AT_MOST["agenda"]


def test_a_link_that_does_not_say_what_its_agenda_prints_shows_all_the_same() -> None:
    world = World()
    link, printed = full_week(world)
    for item in world.memory.items.values():
        for fact in ("day", "thanks"):
            item.get("facts", {}).pop(fact, None)
    assert [one for one in printed if one not in Visitor(world).get(link).words] == []


@pytest.mark.parametrize("path", ["/jar", "/keepsake", "/export", "/welcome", "/erase"])
def test_a_page_behind_a_session_asks_for_the_couple_and_one_thing_more(path: str) -> None:
    world = World()
    alex = signed_up(world)
    asked_for = Counted(world).asks(lambda one: Visitor(one, alex.cookie).get(path))
    assert asked_for == AT_MOST[path]
