"""No act is asked for again and again: at most 3% of a kind share one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.content.shelf import Shelf

SHARE = 0.03


def varied_acts(shelf: Shelf) -> Iterator[tuple[str, str]]:
    for name, items in shelf.lists().items():
        by_act: dict[str, list[str]] = defaultdict(list)
        for item in items:
            by_act[" ".join(item.act.lower().split())].append(item.id)
        most = max(1, int(SHARE * len(items)))
        for act, ids in by_act.items():
            if act and len(ids) > most:
                says = f"{len(ids)} of {len(items)} ask for {act!r}; at most {most}: "
                yield name, says + ", ".join(ids)
