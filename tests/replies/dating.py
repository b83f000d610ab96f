"""A Wednesday evening on which a text has asked Alex which date it may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.model import Contact
from tests.replies.phones import ALEX, SAM
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.content.model import Item
    from chalicelib.couples.dates import WeekDate
    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.delivery.model import Message

WEEK = "2026-W48"
ASKED = datetime(2026, 11, 26, 1, 20, tzinfo=UTC)  # Wednesday 25, 20:20 in New York
PHONE, SAMS_PHONE = Contact("sms", ALEX), Contact("sms", SAM)
SAMS_EMAIL = Contact("email", "sam@example.com")


def asked(*contacts: Contact, b: Contact | None = SAMS_PHONE, both: bool = False) -> Any:
    """A world and its couple. Unless `both` are asked, Sam gets notes on Fridays only."""
    world = World()
    couple = world.couple(*(contacts or (PHONE,)), b=b)
    if b and not both:
        couple = change(world, couple, "b", small={"days": (4,)})
    world.until(ASKED)
    forget(world)
    return world, couple


def change(
    world: World, couple: Couple, key: PartnerKey, small: dict[str, Any] | None = None, **more: Any
) -> Couple:
    """Somebody's own wishes, as their page would save them."""

    def edit(one: Couple) -> Couple:
        partner = one.partner(key)
        assert partner is not None
        return one.with_partner(key, changed(partner, small or {}, more))

    return world.preferences.edit(couple.id, edit, world.clock())


def changed(partner: Partner, small: dict[str, Any], more: dict[str, Any]) -> Partner:
    return replace(partner, small=replace(partner.small, **small), **more)


def forget(world: World) -> None:
    """Look only at what comes from now on."""
    world.sms.sent.clear()
    world.email.sent.clear()


def ideas(world: World, couple: Couple, key: PartnerKey = "a") -> list[Item]:
    """What somebody was asked to choose from, in the order of the digits."""
    (asked,) = [
        one for one in world.deliveries(couple) if "ideas" in one and f"#{key}#" in one["SK"]
    ]
    found = [world.library.item(one) for one in asked["ideas"]]
    return [one for one in found if one]


def stands(world: World, couple: Couple) -> WeekDate | None:
    return world.dates.of_week(couple.id, WEEK)


def told(world: World, to: str) -> list[Message]:
    """What has come to an address since, once all that is queued is sent."""
    assert world.work() == []
    sent = [*world.sms.sent, *world.email.sent]
    return [one.message for one in sent if one.message.to == to]


def notices(world: World, couple: Couple, key: PartnerKey = "b") -> dict[str, str]:
    """Cause -> state of each notice of a date in the ledger."""
    prefix = f"NOTICE#{key}#date_plan"
    kept = world.table.query(keys.couple_pk(couple.id), prefix)
    return {one["SK"].removeprefix(f"{prefix}#"): one["state"] for one in kept}
