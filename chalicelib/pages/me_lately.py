"""The small notes a person got lately, as they read, and which of them they want less of. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from chalicelib.content.model import PARTNER
from chalicelib.content.profile import in_force
from chalicelib.content.words import date_words
from chalicelib.couples.model import MOST_DISLIKED, Disliked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from chalicelib.content.model import Item
    from chalicelib.couples.model import Couple, Partner, PartnerKey

    Find = Callable[[str], Item | None]

SHOWN = 6
CAME = ("sent", "delivered")
SOMEBODY = "your partner"


def lately(
    couple: Couple,
    key: PartnerKey,
    newest: Sequence[Mapping[str, Any]],
    find: Find,
    today: date,
) -> dict[str, Any]:
    """The last notes that came, and what else they said they want less of."""
    partner, other = couple.partner(key) or couple.a, couple.other(key)
    name = other.name if other else SOMEBODY
    fewer = [one.item for one in in_force(partner, today)]
    came = list(_came(newest, find))
    shown = {item.id for item, _, _ in came}
    return {
        "notes": [
            {
                "id": item.id,
                "words": _words(item, channel, name),
                "when": date_words(day),
                "less": item.id in fewer,
            }
            for item, channel, day in came
        ],
        "fewer": [
            {"id": item.id, "words": _words(item, partner.small.channel, name)}
            for item in map(find, fewer)
            if item is not None and item.id not in shown
        ],
    }


def with_less_like(partner: Partner, item: Item, today: date) -> tuple[Disliked, ...]:
    """What they want less of, with one more: the oldest goes when there are too many."""
    others = [one for one in in_force(partner, today) if one.item != item.id]
    return (*others, Disliked(today.isoformat(), item.id, item.act))[-MOST_DISLIKED:]


def _came(newest: Sequence[Mapping[str, Any]], find: Find) -> Iterator[tuple[Item, str, date]]:
    """The newest small notes that went out, once each; not those that nobody can read any more."""
    seen = set[str]()
    for one in newest:
        item = find(one["item"]) if one.get("state") in CAME and "item" in one else None
        if item is None or item.id in seen:
            continue
        seen.add(item.id)
        yield item, one["channel"], date.fromisoformat(one["SK"].split("#")[2])
        if len(seen) == SHOWN:
            return


def _words(item: Item, channel: str, name: str) -> str:
    return (item.sms if channel == "sms" else item.email).replace(PARTNER, name)
