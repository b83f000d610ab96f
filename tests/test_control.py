"""The kill switch: off in a new table, on in a restored one until somebody has looked."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.control import RESTORED, Control
from tests.delivery.evenings import due_in, to_next_slot
from tests.world import START, World
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.table import Item, Write


def restored(table: MemoryTable) -> MemoryTable:
    """What a backup of it becomes: the same items in another table."""
    copy = MemoryTable()
    copy.items, copy.name = deepcopy(table.items), "another"
    return copy


def test_a_new_table_is_open_and_knows_from_then_on_which_one_it_is() -> None:
    table = MemoryTable()
    assert not Control(table).held()
    assert Control(table).why() is None
    item = table.get(keys.CONTROL, keys.HOLD)
    assert item is not None
    assert item["table"] == table.identity()


def test_it_holds_until_it_is_resumed_and_says_why() -> None:
    table = MemoryTable()
    Control(table).hold("a template is wrong", START)
    assert Control(table).why() == "a template is wrong"
    assert Control(table).held()
    Control(table).resume()
    assert Control(table).why() is None
    assert not Control(table).held()


def test_a_hold_without_a_word_holds() -> None:
    table = MemoryTable()
    Control(table).hold("", START)
    assert Control(table).held()


def test_to_hold_twice_keeps_the_newest_reason_and_one_resume_ends_it() -> None:
    table = MemoryTable()
    Control(table).hold("one", START)
    Control(table).hold("two", START)
    assert Control(table).why() == "two"
    Control(table).resume()
    assert not Control(table).held()


def test_what_was_said_is_read_anew_every_time() -> None:
    """A process lives for hours: it must not remember that nothing was held."""
    table = MemoryTable()
    mine = Control(table)
    assert not mine.held()
    Control(table).hold("by somebody else", START)
    assert mine.held()


@pytest.mark.parametrize("before", ["open", "held"])
def test_a_restored_table_is_held_until_it_is_resumed(before: str) -> None:
    table = MemoryTable()
    assert not Control(table).held()
    if before == "held":
        Control(table).hold("for the backup", START)
    copy = restored(table)
    assert Control(copy).why() == RESTORED
    Control(copy).resume()
    assert not Control(copy).held()
    assert Control(table).held() == (before == "held"), "the other table is its own"


def test_a_restored_table_that_is_held_again_is_held_for_that() -> None:
    table = MemoryTable()
    Control(table).held()
    copy = restored(table)
    Control(copy).hold("we look first", START)
    assert Control(copy).why() == "we look first"


class Contested(MemoryTable):
    """Somebody comes between one's reading and one's writing."""

    somebody: Callable[[], object] | None = None

    def write(self, write: Write) -> Item | None:
        act, self.somebody = self.somebody, None
        if act is not None:
            act()
        return super().write(write)


def test_of_two_first_readers_the_second_takes_what_the_first_wrote() -> None:
    table = Contested()
    table.somebody = Control(table).held
    assert not Control(table).held()
    assert not Control(table).held()
    assert len(table.items) == 1


def test_a_first_reader_does_not_cover_a_hold_of_that_very_moment() -> None:
    table = Contested()
    table.somebody = lambda: Control(table).hold("in that moment", START)
    assert Control(table).why() == "in that moment"
    assert Control(table).why() == "in that moment"


def test_a_restored_table_sends_nothing_and_keeps_what_is_queued() -> None:
    world, couple = due_in(World())
    world.work()
    world.memory.name = "another"
    to_next_slot(world)
    for _ in range(3):
        assert world.work() == []
    assert len(world.email.sent) == 1
    assert len(world.queue.bodies) == 1
    Control(world.table).resume()
    world.work()
    assert len(world.email.sent) == 2
    assert set(world.states(couple).values()) == {"sent"}
