"""Everything we can say: the content library, read one kind at a time, as it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.content.compiled import read_compiled
from chalicelib.content.errors import ContentError
from chalicelib.content.item_fields import id_prefix
from chalicelib.content.model import KINDS, Item

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ContentError", "Item", "Library", "load"]


class Library:
    """The items of one folder. A kind's file is read when it is first asked for, then kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kinds: dict[str, dict[str, Item]] = {}

    def items(self, kind: str) -> tuple[Item, ...]:
        """What may be chosen of this kind, in the order of its file; nothing retired."""
        return tuple(item for item in self.kept(kind) if not item.retired)

    def kept(self, kind: str) -> tuple[Item, ...]:
        """All of this kind, retired or not."""
        return tuple(self._kind(kind).values())

    def item(self, item_id: str) -> Item | None:
        """The item with this id, retired or not: the ledger may still name it."""
        for kind in KINDS:
            if item_id.startswith(id_prefix(kind)):
                return self._kind(kind).get(item_id)
        return None

    def openers(self) -> tuple[Item, ...]:
        return self._of_role("opener")

    def closers(self) -> tuple[Item, ...]:
        return self._of_role("closer")

    def topics(self) -> tuple[Item, ...]:
        return self._of_role("topic")

    def _of_role(self, role: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items("check_in") if item.role == role)

    def _kind(self, kind: str) -> dict[str, Item]:
        if kind not in KINDS:
            raise ContentError(f"There is no kind {kind!r}; the kinds are {', '.join(KINDS)}.")
        if kind not in self._kinds:
            self._kinds[kind] = _read(self._folder, kind)
        return self._kinds[kind]


def load(folder: Path) -> Library:
    """The library in this folder. No file is read yet, so that a Lambda reads only what it uses."""
    if not folder.is_dir():
        raise ContentError(f"There is no content folder {folder}; point to one with a file a kind.")
    return Library(folder)


def _read(folder: Path, kind: str) -> dict[str, Item]:
    """What packaging compiled; in a checkout what people wrote, with an operator's own on top."""
    made = folder / f"{kind}.json"
    if made.is_file():
        return read_compiled(made, kind)
    from chalicelib.content.item_file import OWN, read_items

    items = read_items(folder / f"{kind}.toml", kind)
    own = folder / OWN / f"{kind}.toml"
    return items | read_items(own, kind, items) if own.is_file() else items
