"""Nobody can find out who is here: the same page, the same calls, the same number of messages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.counting_table import CountingTable
from tests.pages.stories import ALEX, ALEX_PHONE, asked, both, signed_up, with_phone
from tests.pages.visitor import Visitor
from tests.world import World, form

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.visitor import Page

Story = "Callable[[World, str], object]"


def nobody(world: World, address: str) -> None:
    """They were never here."""


def asked_only(world: World, address: str) -> None:
    Visitor(world).post("/signup", **asked(address))


def stopped(world: World, address: str) -> None:
    signed_up(world, address).act("stop_contact", channel="email" if "@" in address else "sms")


def unreachable(world: World, address: str) -> None:
    signed_up(world, address)
    owner = world.contacts.owner("email" if "@" in address else "sms", address)
    couple = world.couples.get(owner.couple_id) if owner and owner.couple_id else None
    assert couple is not None
    world.contacts.mark(couple.id, "a", couple.a.contacts[0], "unreachable")


def left(world: World, address: str) -> None:
    signed_up(world, address).act("leave", sure="on")


STORIES: dict[str, Callable[[World, str], object]] = {
    "unknown": nobody,
    "unconfirmed": asked_only,
    "confirmed": signed_up,
    "one of two": both,
    "with a second channel": lambda world, address: (
        with_phone(world, address) if "@" in address else signed_up(world, address)
    ),
    "stopped": stopped,
    "unreachable": unreachable,
    "left": left,
}


def work(story: Callable[[World, str], object], path: str, fields: dict[str, Any]) -> Any:
    """What a question costs: the calls to the table, and what was queued; and its answer."""
    world = World()
    story(world, fields["address"])
    world.clock.advance(days=2)  # past every limit's window
    world.queue.take()
    counting = CountingTable(world.memory)
    again = World()
    vars(again).update(memory=world.memory, table=counting, queue=world.queue, clock=world.clock)
    vars(again)["ids"] = vars(world)["ids"]
    page: Page = Visitor(again, ip="198.51.100.9").ask("POST", path, form(**fields))
    return Counter(counting.counts.calls), len(world.queue.take()), page


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("address", [ALEX, ALEX_PHONE])
@pytest.mark.parametrize("path", ["/link", "/signup"])
def test_the_same_work_and_the_same_answer_for_every_address(
    path: str, address: str, story: str
) -> None:
    fields = asked(address) if path == "/signup" else {"address": address}
    usual = work(nobody, path, fields)
    assert work(STORIES[story], path, fields) == usual
    assert usual[1] == 1


@pytest.mark.parametrize("story", [one for one in STORIES if one != "confirmed"])
def test_what_was_queued_for_nobody_is_dropped(story: str) -> None:
    world = World()
    STORIES[story](world, ALEX)
    known = world.contacts.owner("email", ALEX)
    world.work()
    before = len(world.email.sent)
    Visitor(world).post("/link", address=ALEX)
    assert world.work() == []
    came = len(world.email.sent) - before
    assert came == (1 if known and known.state == "confirmed" else 0)


def test_the_queue_says_nothing_of_the_address() -> None:
    world = World()
    Visitor(world).post("/link", address=ALEX)
    assert len(world.queue.bodies) == 1
    assert ALEX not in world.queue.bodies[0]
    assert world.contacts.hashed("email", ALEX) not in world.queue.bodies[0]
