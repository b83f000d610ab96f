"""Everything that is one partner's, as one document, made from the couple's items.

docs/export.md says what each field means. Names are for ever: a field may come, none changes its
meaning without a new FORMAT.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.ownership import kind_of, owner_of
from chalicelib.couples.places import PARTNER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.table import Item

FORMAT = 1
LISTS = ("consents", "appreciations", "topics", "dates", "sent", "notices")


def export_of(
    couple: Couple, key: PartnerKey, items: Sequence[Item], made_at: str
) -> dict[str, Any]:
    """The document. `items`: all of the couple's partition; `made_at`: UTC ISO."""
    partner, other = couple.partner(key), couple.other(key)
    document: dict[str, Any] = {"format": FORMAT, "made_at": made_at}
    document["partner"] = other.name if other else None
    for name, value in asdict(partner).items() if partner else ():
        _place(document, PARTNER[name], value)
    document["check_in"] = asdict(couple.meeting)
    document |= {name: [] for name in LISTS}
    for item in items:
        kind = kind_of(item)
        if kind is None or not kind.section:
            continue
        if item["SK"].startswith(keys.MEETING):
            document["topics"] += _printed(item, key)
        elif owner_of(item) == key:
            taken = {name: item[attribute] for attribute, name in kind.own.items()
                     if attribute in item}  # fmt: skip
            document[kind.section].append(_named(item) | taken | _as_told(item))
    return document


def _place(document: dict[str, Any], path: str, value: Any) -> None:
    if not path:
        return
    *sections, name = path.split(".")
    for section in sections:
        document = document.setdefault(section, {})
    document[name] = value


def _named(item: Mapping[str, Any]) -> dict[str, Any]:
    """What an item's key says: which date a note was for, or what a notice was."""
    kind, *parts = item["SK"].split("#")
    if kind == "DELIVERY":
        return {
            "date": parts[1],
            "rhythm": parts[2],
            "second_try": item["SK"].endswith(keys.FALLBACK),
        }
    return {"notice": parts[1]} if kind == "NOTICE" else {}


def _as_told(item: Mapping[str, Any]) -> dict[str, Any]:
    """Of words that were passed on no more than that: whether they got there is the other's."""
    if item["SK"].startswith(keys.TOPIC):
        return {"week": None}
    if not item["SK"].startswith(keys.APPRECIATION):
        return {}
    passed = item.get("passed", False)
    return {"passed": passed, "state": "passed" if passed else item["state"]}


def _printed(meeting: Mapping[str, Any], key: PartnerKey) -> list[dict[str, Any]]:
    text = meeting.get("parked", {}).get(key)
    return [{"text": text, "week": meeting["week"]}] if text else []
