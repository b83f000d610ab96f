"""What an export has of somebody, and of which attributes nobody has said whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.export import export_of
from chalicelib.couples.ownership import KEY, kind_of
from chalicelib.couples.places import BOTH, MACHINERY
from tests.couples.whole_lives import couple_of
from tests.pages.stories import ALEX_PHONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item
    from tests.world import World

LONG_ENOUGH = 6  # shorter texts than that say nothing of anybody


def of(world: World, key: PartnerKey) -> dict[str, Any]:
    couple = couple_of(world, ALEX_PHONE)
    items = world.table.query(keys.couple_pk(couple.id))
    return export_of(couple, key, items, world.clock().isoformat())


def undecided(items: Iterable[Item]) -> set[str]:
    """Attributes of which nobody has said whose they are."""
    found = set()
    for item in items:
        kind = kind_of(item)
        if item["SK"] == keys.COUPLE:
            found |= {
                f"COUPLE {name}" for name in item.keys() - {*KEY, *BOTH, *MACHINERY, "a", "b"}
            }
        elif kind is None:
            found.add(f"{item['PK'].split('#')[0]} {item['SK'].split('#')[0]}")
        else:
            found |= {f"{kind.item} {name}" for name in item if kind.whose(name) is None}
    return found
