"""Every item of the library as it would arrive, written by the service's own writer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.content.model import KINDS
from chalicelib.couples.dates import WeekDate
from chalicelib.couples.meetings import iso_week
from chalicelib.couples.model import Couple, new_partner
from chalicelib.delivery.build import date_plan_desk
from chalicelib.delivery.date_plan import plan_message
from workbench.preview.cast import CONTACTS, ZONE, Cast
from workbench.preview.notebook import Notebook
from workbench.preview.world import START, PreviewWorld

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.content.model import Item
    from chalicelib.couples.model import Contact
    from chalicelib.delivery.model import Message
    from chalicelib.settings import Settings

DATE, CHECK_IN = "date_night", "check_in"
DAY = START.date()


@dataclass(frozen=True, slots=True)
class Arrived:
    """One item: its messages, or for a line of the agenda its words alone."""

    item: Item
    email: Message | None = None
    sms: Message | None = None
    line: str = ""


def arrived(settings: Settings, cast: Cast | None = None) -> Iterator[tuple[str, list[Arrived]]]:
    """Kind by kind."""
    world, couple = PreviewWorld(settings, Notebook()), _couple(cast or Cast())
    for kind in KINDS:
        yield kind, [_arrived(world, couple, item) for item in world.library.items(kind)]


def _arrived(world: PreviewWorld, couple: Couple, item: Item) -> Arrived:
    if item.kind == CHECK_IN:
        return Arrived(item, line=item.email)
    email, sms = (_message(world, couple, item, CONTACTS[one]["a"]) for one in ("email", "sms"))
    return Arrived(item, email, sms)


def _message(world: PreviewWorld, couple: Couple, item: Item, contact: Contact) -> Message:
    """A note; of a date, what the other of the two gets once it was picked."""
    if item.kind != DATE:
        return world.writer.nudge(item, couple, "a", contact)
    picked = WeekDate(iso_week(DAY), item.id, "b", DAY.isoformat(), hands="b")
    return plan_message(couple, "a", contact, picked, DAY, date_plan_desk(world))


def _couple(cast: Cast) -> Couple:
    """Two who need not be in the table."""
    a = new_partner(cast.name, ZONE, CONTACTS["email"]["a"])
    b = new_partner(cast.partner, ZONE, CONTACTS["email"]["b"])
    return Couple(id="0" * 16, a=replace(a, discreet=cast.discreet), b=b)
