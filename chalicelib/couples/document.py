"""A couple as an item of the table, and back. The one place that knows its stored shape."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.model import Child, Couple, Disliked

if TYPE_CHECKING:
    from cattrs import Converter

    from chalicelib.table import Item

SCHEMA = 1
# Stages were once kept without the month in which they were tapped: they count from the one in
# which months began to be kept, so that a newborn of then does not stay one for ever.
FIRST_MONTH = "2026-11"


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
            document[key] = {**_with_children(document[key]), "contacts": listed}
    return _converter().structure(document, Couple)


def _with_children(partner: Item) -> Item:
    """Stages as they were kept at first become children like those of today."""
    tapped = [f"{FIRST_MONTH} {stage}" for stage in partner.get("stages", ())]
    return {"children": tapped, **partner}


@cache
def _converter() -> Converter:
    from cattrs import Converter

    converter = Converter()
    # Lists of small things are kept as short texts: the names of their fields weigh more than they.
    converter.register_unstructure_hook(Child, lambda one: f"{one.month} {one.stage}".rstrip())
    converter.register_structure_hook(Child, lambda text, _: Child(*text.split(" ")))
    converter.register_unstructure_hook(Disliked, lambda one: f"{one.on} {one.item} {one.act}")
    converter.register_structure_hook(Disliked, lambda text, _: Disliked(*text.split(" ", 2)))
    return converter
