"""Links to somebody's own pages: an agenda, a date, words passed on. Nothing lists them; whoever
ends them finds them by the messages that named them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from chalicelib import keys
from chalicelib.couples.links import own_id
from chalicelib.table import Delete

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chalicelib.couples.links import Links
    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item

    Generations = Mapping[PartnerKey, Iterable[int]]


def named_by(
    links: Links, couple_id: str, item: Item, generations: Generations
) -> Iterator[tuple[str, str]]:
    """Keys of the links that a message may have named, whichever of these generations its reader
    was; each may be there or not."""
    who, about = _page_of(item)
    if who:
        yield from keys_of(links, couple_id, who, about, generations)


def keys_of(
    links: Links, couple_id: str, key: PartnerKey, about: str, generations: Generations
) -> Iterator[tuple[str, str]]:
    """The same of one page. 0 is always among them: older code wrote no other ids."""
    for generation in sorted({0, *generations.get(key, ())}):
        yield keys.link_pk(links.hash_of(own_id(couple_id, key, about, generation))), keys.LINK


def end_own(links: Links, couple_id: str, key: PartnerKey, generation: int) -> None:
    """Delete what led to the pages of a generation that has ended. It opened nothing since."""
    table, pk = links.table, keys.couple_pk(couple_id)
    messages = [
        one
        for prefix in (keys.deliveries_of(key), keys.notices_of(key))
        for one in table.query(pk, prefix, consistent=True)
    ]
    ended = {key: (generation,)}
    named = (one for each in messages for one in named_by(links, couple_id, each, ended))
    for link in table.get_many(named, consistent=True):  # most expired long ago
        table.write(Delete(*link))


def _page_of(item: Item) -> tuple[PartnerKey | None, str]:
    """Whose page a message may have named, and about what it is, as own_id() takes it."""
    kind, *parts = item["SK"].split("#")
    match kind, parts:
        case "NOTICE", [who, "relay", cause]:
            about = cause
        case "NOTICE", [who, "date_plan", cause]:
            about = f"date#{cause.rpartition('.')[0]}"
        case "DELIVERY", [who, day, "small", *_] if "ideas" in item:
            about = f"date#{day}"
        case "DELIVERY", [who, _, "check_in", *_] if "week" in item:
            about = item["week"]
        case _:
            return None, ""
    return cast("PartnerKey", who), about
