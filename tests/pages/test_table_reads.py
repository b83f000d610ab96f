"""How often a page asks the table: once or twice. Where it is more, it says here why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.counting_table import CountingTable
from tests.pages.stories import ALEX_PHONE, both, chosen, signed_up
from tests.pages.test_scanners import KINDS
from tests.pages.visitor import Visitor
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.visitor import Page

READS = ("get", "query", "due")

# What each page may ask. A session is a signed cookie: it costs the couple's document, once.
AT_MOST = {
    # Nothing is looked up: forms and words.
    "/": 0, "/privacy": 0, "/terms": 0, "/signup": 0, "/link": 0, "/tonight": 0, "stranger": 0,
    # The link, and what it opens.
    "signup": 1, "contact": 1, "join": 2, "invite": 2, "session": 2, "unsubscribe": 1,
    # The link, the couple, and the words.
    "relay": 3,
    # The link, the couple, the week's date.
    "date": 3,
    # The link, the couple, the meeting; for the page also the jar and the date that it prints.
    "calendar": 3, "agenda": 5,
    # The couple, and the jar.
    "/keepsake": 2,
    # The couple and all of its items at once; what is due; the couple alone.
    "/export": 2, "/welcome": 2, "/erase": 1,
    # The couple, what is due, what came lately and which dates were picked (they say what comes
    # next), the own jar and the parked topic. Each is asked once. They lie apart in the table,
    # because the texts that write them must not wait for each other.
    "/me": 6, "/me solo": 5,
    # The same without the jar, the topic and the notes of before.
    "preview region": 4,
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
    for path in ("/me", "/keepsake", "/export", "/erase", "/welcome"):
        assert Visitor(counted.world).get(path).status == 303
    assert counted.table.counts.calls == Counter()


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_link_asks_for_itself_and_what_it_shows(kind: str) -> None:
    world = World()
    link = KINDS[kind](world)
    assert Counted(world).asks(lambda one: Visitor(one).get(link)) == AT_MOST[kind]


def test_ones_own_page_asks_for_each_thing_once() -> None:
    world = World()
    alex, _ = both(world)
    world.clock.advance(minutes=90)
    asked_for = Counted(world).asks(lambda one: Visitor(one, alex.cookie).get("/me"))
    assert 3 <= asked_for <= AT_MOST["/me"]


def test_ones_own_page_asks_less_of_somebody_alone() -> None:
    world = World()
    alex = signed_up(world, ALEX_PHONE)
    asked_for = Counted(world).asks(lambda one: Visitor(one, alex.cookie).get("/me"))
    assert asked_for <= AT_MOST["/me solo"]


def test_trying_out_asks_no_more_than_looking() -> None:
    world = World()
    alex = signed_up(world)
    csrf = alex.get("/me").hidden("csrf")
    form = {**chosen(time="21:00"), "action": "preview", "csrf": csrf}
    whole = Counted(world).asks(lambda one: Visitor(one, alex.cookie).post("/me", **form))
    part = {**form, "part": "region"}
    region = Counted(world).asks(lambda one: Visitor(one, alex.cookie).post("/me", **part))
    assert (whole <= AT_MOST["/me solo"], region <= AT_MOST["preview region"]) == (True, True)


@pytest.mark.parametrize("path", ["/keepsake", "/export", "/welcome", "/erase"])
def test_a_page_behind_a_session_asks_for_the_couple_and_one_thing_more(path: str) -> None:
    world = World()
    alex = signed_up(world)
    asked_for = Counted(world).asks(lambda one: Visitor(one, alex.cookie).get(path))
    assert asked_for == AT_MOST[path]
