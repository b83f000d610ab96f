"""A couple as an item of the table, and back. The one place that knows its stored shape."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.model import Couple

if TYPE_CHECKING:
    from cattrs import Converter

    from chalicelib.table import Item

SCHEMA = 1


def to_item(couple: Couple) -> Item:
    """Contacts become a map by channel, so that a STOP can reach one by its path."""
    document: dict[str, Any] = _converter().unstructure(couple)
    for key in ("a", "b"):
        if document[key] is not None:
            document[key]["contacts"] = {one["channel"]: one for one in document[key]["contacts"]}
    return {"PK": keys.couple_pk(couple.id), "SK": keys.COUPLE, "schema": SCHEMA, **document}


def from_item(item: Item) -> Couple:
    """Reads older documents too: what they lack takes its default, what we dropped is ignored."""
    document = dict(item)
    for key in ("a", "b"):
        if document.get(key) is not None:
            contacts = document[key]["contacts"]
            listed = [contacts[channel] for channel in sorted(contacts)]
            document[key] = {**document[key], "contacts": listed}
    return _converter().structure(document, Couple)


@cache
def _converter() -> Converter:
    from cattrs import Converter

    return Converter()
