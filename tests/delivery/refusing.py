"""An evening on which a provider refuses one of a partner's two channels for good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.model import CHANNELS, Contact
from tests.delivery.evenings import EMAIL, PHONE, due_in, failing

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel, ContactState, Couple
    from tests.delivery.evenings import AnyWorld
    from tests.fakes import FakeSender
    from tests.world import World

FIRST, SECOND = "a#2026-11-23#small", "a#2026-11-23#small#fallback"
NOS: dict[ContactState, dict[str, bool]] = {
    "stopped": {"stops": True},
    "unreachable": {"bad_address": True},
}
CONTACTS: dict[Channel, Contact] = {"email": EMAIL, "sms": PHONE}
each_no = pytest.mark.parametrize("becomes", NOS)
each_way = pytest.mark.parametrize(("first", "other"), [CHANNELS, CHANNELS[::-1]])


def refused(
    world: AnyWorld,
    first: Contact = EMAIL,
    other: Contact = PHONE,
    becomes: ContactState = "unreachable",
) -> tuple[AnyWorld, Couple]:
    """The evening's slot was refused on the first channel; what follows is queued."""
    world, couple = due_in(world, first, other)
    provider(world, first.channel).errors = [failing("permanent", **NOS[becomes])]
    assert world.work() == []
    assert provider(world, first.channel).sent == []
    return world, couple


def provider(world: World, channel: Channel) -> FakeSender:
    return world.email if channel == "email" else world.sms


def edit(world: World, couple: Couple, **changes: Any) -> None:
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=replace(one.a, **changes)), world.clock()
    )


def state_of(world: World, couple: Couple, channel: Channel) -> ContactState:
    contact = world.read(couple).a.contact(channel)
    assert contact is not None
    return contact.state
