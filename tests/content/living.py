"""What comes to somebody evening after evening, as the ledger would keep it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.content.model import Item
from chalicelib.content.pick import pick_small
from chalicelib.couples.model import Contact, Couple, new_partner
from chalicelib.delivery.store import CURSOR_DEPTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Delivery = dict[str, Any]
    Items = Callable[[str], Sequence[Item]]

MONDAY = date(2026, 11, 23)
EVERY_DAY, DEFAULT = tuple(range(7)), (0, 2, 4)


def couple(name: str = "1", **changes: Any) -> Couple:
    alex = new_partner("Alex", "America/New_York", Contact("email", "a@example.com"))
    return Couple(name, replace(alex, **changes))


def shelf(**counts: int) -> Items:
    """So many items of each kind, which ask for nothing in particular."""

    def items(kind: str) -> tuple[Item, ...]:
        return tuple(Item(f"{kind}-{number}", kind, "") for number in range(counts.get(kind, 0)))

    return items


def only(*items: Item) -> Items:
    """These, and nothing of any other kind."""
    return lambda kind: [item for item in items if item.kind == kind]


def evenings(times: int, days: Sequence[int] = DEFAULT, first: date = MONDAY) -> Iterable[date]:
    """The next dates that are one of these weekdays."""
    day = first
    while times:
        if day.weekday() in days:
            yield day
            times -= 1
        day += timedelta(days=1)


def live(
    items: Items,
    who: Couple,
    dates: Iterable[date],
    since: Sequence[Delivery] = (),
    change: Callable[[Couple, date], Couple] = lambda who, _: who,
    choose: Callable[..., Any] = pick_small,
) -> list[Delivery]:
    """What comes on these dates, oldest first, after what came `since`."""
    came = list(since)
    for day in dates:
        pick = choose(items, change(who, day), "a", came[: -CURSOR_DEPTHS[1] - 1 : -1], day)
        assert pick is not None
        sk = keys.delivery_sk("a", day.isoformat(), "small")
        came.append({"SK": sk, "date": day, **pick.record()})
    return came[len(since) :]


def ids(came: Iterable[Delivery]) -> list[str]:
    return [one["item"] for one in came]
