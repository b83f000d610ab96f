"""The whole library as the lint and the report look at it: every item, and which file holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.item_file import OWN, name_of, read_file
from chalicelib.content.model import KINDS
from workbench.content.fault import Fault
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from chalicelib.content.model import Item

FOLDER = ROOT / "templates" / "content"
# What the four roles of a check_in item are called together.
OF_ROLE = {
    "opener": "openers",
    "closer": "closers",
    "topic": "topics",
    "reappraisal": "reappraisals",
}
LISTS = (*(kind for kind in KINDS if kind != "check_in"), *OF_ROLE.values())


@dataclass(frozen=True, slots=True)
class Shelf:
    """What may be chosen: ours, and an operator's own, some in the place of one of ours."""

    items: tuple[Item, ...]
    files: Mapping[str, str]  # by an item's id: the file to edit

    def lists(self) -> dict[str, tuple[Item, ...]]:
        """What rotates by itself: four kinds, and the lines of the check-in by their role."""
        return {name: tuple(item for item in self.items if list_of(item) == name) for name in LISTS}

    def file_of(self, where: str) -> str:
        """The file of an item's id or of a list's name; "" is all of them together."""
        if not where:
            return "all files"
        kind = "check_in" if where in OF_ROLE.values() else where
        return self.files.get(where, f"{kind}.toml")


def list_of(item: Item) -> str:
    return OF_ROLE[item.role] if item.kind == "check_in" else item.kind


def read_shelf(folder: Path = FOLDER, own: Path | None = None) -> tuple[Shelf, list[Fault]]:
    """Everything that can be used, and all that is wrong with what cannot.

    `own` is a folder of an operator's own items, by default the one that ships.
    """
    own = own or folder / OWN
    items: list[Item] = []
    files: dict[str, str] = {}
    faults: list[Fault] = []
    for kind in KINDS:
        found: dict[str, Item] = {}
        for path in (folder / f"{kind}.toml", own / f"{kind}.toml"):
            if path.parent == own and not path.exists():
                continue
            more, wrong = read_file(path, kind, found)
            name = name_of(path) if path.parent != own else f"{own.name}/{path.name}"
            found |= more
            files |= dict.fromkeys(more, name)
            faults += [Fault(name, fault.item, "format", fault.says) for fault in wrong]
        items += [item for item in found.values() if not item.retired]
    return Shelf(tuple(items), files), faults
