"""Reads one file of the content library, and refuses what it does not understand."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from chalicelib.content.model import (
    COSTS,
    KINDS,
    NEEDS,
    PARTNER,
    ROLES,
    SEASONS,
    STAGES,
    Item,
)

if TYPE_CHECKING:
    from pathlib import Path

# Every field a person may write, with the type it must have.
_FIELDS: dict[str, type] = {
    "id": str,
    "email": str,
    "sms": str,
    "act": str,
    "minutes": int,
    "cost": str,
    "needs": list,
    "stages": list,
    "season": list,
    "solo": bool,
    "version": int,
    "retired": bool,
    "role": str,
    "questions": list,
    "plan": str,
}
_WORDS = {"cost": COSTS, "needs": NEEDS, "stages": STAGES, "season": SEASONS, "role": ROLES}
_REQUIRED = dict.fromkeys(KINDS, ("id", "email", "sms", "act")) | {
    "check_in": ("id", "email", "role")
}
_ONLY_IN = {
    "sms": {*KINDS} - {"check_in"},
    "role": {"check_in"},
    "questions": {"date_night"},
    "plan": {"date_night"},
}
_QUESTIONS = 3
_SAID = {str: "a text", int: "a whole number", bool: "true or false", list: "a list of texts"}


class ContentError(Exception):
    """A content file says something we cannot use; the message names the file and the item."""


def id_prefix(kind: str) -> str:
    """How the ids of a kind begin: an id alone tells which file to read."""
    return kind.replace("_", "-") + "-"


def read_items(path: Path, kind: str) -> dict[str, Item]:
    """The items of a file by id, in its order. Raises ContentError."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(f"{path.name}: cannot be read: {error}") from error
    tables = document.get("item")
    if len(document) != 1 or not isinstance(tables, list) or not all(map(_is_table, tables)):
        raise ContentError(f"{path.name}: write each item as an [[item]] table, and nothing else.")
    items: dict[str, Item] = {}
    for number, fields in enumerate(tables, start=1):
        where = f"{path.name}: {fields.get('id') or f'item {number}'}"
        item = _item(kind, fields, where)
        if item.id in items:
            raise ContentError(f"{where}: this id is taken; give each item its own.")
        items[item.id] = item
    return items


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _item(kind: str, fields: dict[str, Any], where: str) -> Item:
    for name, value in fields.items():
        if name not in _FIELDS:
            raise ContentError(f"{where}: unknown field {name!r}; known are {', '.join(_FIELDS)}.")
        if kind not in _ONLY_IN.get(name, KINDS):
            raise ContentError(f"{where}: {name!r} has no place in a {kind} item.")
        _check_value(name, value, where)
    missing = [name for name in _REQUIRED[kind] if not str(fields.get(name, "")).strip()]
    if missing:
        raise ContentError(f"{where}: needs {' and '.join(missing)}.")
    if not fields["id"].startswith(id_prefix(kind)):
        raise ContentError(f"{where}: the id must begin with {id_prefix(kind)!r}.")
    if kind == "date_night" and bool(fields.get("plan")) == bool(fields.get("questions")):
        raise ContentError(f"{where}: give it a plan, or questions, and not both.")
    if len(fields.get("questions", ())) not in (0, _QUESTIONS):
        raise ContentError(f"{where}: a date night has exactly {_QUESTIONS} questions.")
    return Item(kind=kind, **{name: _folded(value) for name, value in fields.items()})


def _check_value(name: str, value: object, where: str) -> None:
    if type(value) is not _FIELDS[name]:
        raise ContentError(f"{where}: {name!r} must be {_SAID[_FIELDS[name]]}.")
    parts: list[object] = value if isinstance(value, list) else [value]
    for part in parts:
        if isinstance(value, list) and not isinstance(part, str):
            raise ContentError(f"{where}: {name!r} must be {_SAID[list]}.")
        if name in _WORDS and part not in _WORDS[name]:
            known = ", ".join(_WORDS[name])
            raise ContentError(f"{where}: {name!r} cannot be {part!r}; known are {known}.")
        if isinstance(part, str) and set("{}") & set(part.replace(PARTNER, "")):
            raise ContentError(f"{where}: {name!r} may use {PARTNER} and no other braces.")


def _folded(value: Any) -> Any:
    """A text in one line however the file wraps it; a list as a tuple."""
    if isinstance(value, str):
        return " ".join(value.split())
    return tuple(_folded(part) for part in value) if isinstance(value, list) else value
