"""Reads one file of the content library, and says everything in it that we cannot use."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.content.errors import ContentError
from chalicelib.content.item_fields import problems
from chalicelib.content.model import Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

OWN = "own"  # the folder of an operator's own items, beside ours


@dataclass(frozen=True, slots=True)
class FileFault:
    """One thing that keeps a file or an item from being used."""

    item: str  # its id, "item 3" without one, "" for the file as a whole
    says: str


def read_items(path: Path, kind: str, base: Mapping[str, Item] | None = None) -> dict[str, Item]:
    """The items of a file by id, in its order. Raises ContentError with all that is wrong.

    `base` is what an overlay lies on: naming one of its ids and `retired` is enough to retire it.
    """
    items, faults = read_file(path, kind, base)
    if faults:
        lines = (": ".join(filter(None, (name_of(path), f.item, f.says))) for f in faults)
        raise ContentError("\n".join(lines))
    return items


def read_file(
    path: Path, kind: str, base: Mapping[str, Item] | None = None
) -> tuple[dict[str, Item], list[FileFault]]:
    """The items that can be used, and what is wrong with the others."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, [FileFault("", f"cannot be read: {error}")]
    tables = document.get("item")
    if len(document) != 1 or not isinstance(tables, list) or not all(map(_is_table, tables)):
        return {}, [FileFault("", "write each item as an [[item]] table, and nothing else.")]
    items: dict[str, Item] = {}
    faults: list[FileFault] = []
    for number, fields in enumerate(tables, start=1):
        name = str(fields.get("id") or f"item {number}")
        wrong = [FileFault(name, says) for says in _wrong(kind, fields, items, base or {})]
        faults += wrong
        if not wrong:
            items[name] = _item(kind, fields, base or {})
    return items, faults


def name_of(path: Path) -> str:
    """What messages call a file: an operator's own is told from ours of the same name."""
    return f"{OWN}/{path.name}" if path.parent.name == OWN else path.name


def _wrong(
    kind: str, fields: Mapping[str, Any], before: Mapping[str, Item], base: Mapping[str, Item]
) -> Iterator[str]:
    if fields.get("id") in before:
        yield "this id is taken; give each item its own."
    elif not _only_retires(fields, base):
        yield from problems(kind, fields)


def _only_retires(fields: Mapping[str, Any], base: Mapping[str, Item]) -> bool:
    return fields.keys() == {"id", "retired"} and fields["id"] in base and fields["retired"] is True


def _item(kind: str, fields: Mapping[str, Any], base: Mapping[str, Item]) -> Item:
    if _only_retires(fields, base):
        return replace(base[fields["id"]], retired=True)
    return Item(kind=kind, **{name: _folded(value) for name, value in fields.items()})


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _folded(value: Any) -> Any:
    """A text in one line however the file wraps it; a list as a tuple."""
    if isinstance(value, str):
        return " ".join(value.split())
    return tuple(_folded(part) for part in value) if isinstance(value, list) else value
