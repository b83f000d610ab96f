"""A Monday evening: one slot is due and waits in the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from chalicelib import keys
from chalicelib.content.library import Item, Library
from chalicelib.couples.model import Contact, new_partner
from chalicelib.couples.slot import Slot, SlotTimes
from chalicelib.delivery.model import SendError
from chalicelib.delivery.notices import notice
from tests.world import NEW_YORK, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.delivery.model import Envelope, Fate

AnyWorld = TypeVar("AnyWorld", bound=World)

EMAIL = Contact("email", "alex@example.com")
PHONE = Contact("sms", "+12025550143")
SLOT = Slot(
    "c1",
    "a",
    "small",
    SlotTimes(
        date(2026, 11, 23),
        datetime(2026, 11, 24, 1, 15, tzinfo=UTC),
        datetime(2026, 11, 24, 3, 0, tzinfo=UTC),
    ),
    rev=4,
)


class OnlyThese(Library):
    """A library of these items alone."""

    def __init__(self, *items: Item) -> None:
        super().__init__(Path())
        self._items = items

    def items(self, kind: str) -> tuple[Item, ...]:
        return tuple(item for item in self._items if item.kind == kind)


class Crash(Exception):  # noqa: N818 - the process dies, nobody raises it
    """The worker dies here; its message comes again."""


def die(_: object = None) -> None:
    raise Crash


def due_in(
    world: AnyWorld, *contacts: Contact, b: Contact | None = None
) -> tuple[AnyWorld, Couple]:
    """A world in which the next slot of a new couple has just been queued."""
    couple = world.couple(*(contacts or (EMAIL,)), b=b)
    to_next_slot(world)
    return world, couple


def due(*contacts: Contact, b: Contact | None = None) -> tuple[World, Couple]:
    return due_in(World(), *contacts, b=b)


def to_next_slot(world: World) -> None:
    moment = world.next_due()
    assert moment is not None
    world.clock.now = moment
    assert world.tick().queued


def with_items(world: AnyWorld, *items: Item) -> AnyWorld:
    """The same world with a library of these alone."""
    world.__dict__["library"] = OnlyThese(*items)
    return world


def notify(
    world: World, couple: Couple, name: str, key: PartnerKey = "a", cause: str = "cause"
) -> None:
    """Queue a notice."""
    world.queue.put_notice(notice(keys.couple_pk(couple.id), key, name, cause, world.clock()))


def join(world: World, couple: Couple, contact: Contact, *, admitted: bool = False) -> Couple:
    """Sam joins by the link that was sent on; Alex has yet to say that it is them."""
    sam = new_partner("Sam", NEW_YORK, contact, admitted=admitted)
    return world.preferences.edit(
        couple.id,
        lambda one: replace(one, b=sam),
        world.clock(),
        lambda _: [world.contacts.confirm(couple.id, "b", contact)],
    )


def erase(world: World, couple: Couple, but: tuple[str, ...] = ()) -> None:
    """All that stands with the couple goes, but for what begins like this."""
    for pk, sk in list(world.memory.items):
        if pk == keys.couple_pk(couple.id) and not sk.startswith(but or ("nothing",)):
            del world.memory.items[pk, sk]


def the_state(world: World, couple: Couple) -> str:
    """What became of the only slot; "" if the ledger knows nothing of it."""
    states = list(world.states(couple).values())
    assert len(states) <= 1
    return states[0] if states else ""


def failing(fate: Fate, **facts: bool) -> SendError:
    return SendError("for a test", fate, code="0", **facts)


def once(act: Callable[[], object]) -> Callable[[Envelope], None]:
    """For FakeSender.before: act at the first send only."""
    left = [act]

    def before(_: Envelope) -> None:
        if left:
            left.pop()()

    return before
