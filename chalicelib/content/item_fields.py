"""What a person may write about one item, and everything that is wrong with it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.content.model import (
    COSTS,
    EFFORTS,
    KINDS,
    LONGEST_TITLE,
    MOODS,
    NEEDS,
    PARTNER,
    ROLES,
    SEASONS,
    STAGES,
)
from chalicelib.content.sms_text import units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    "effort": str,
    "mood": str,
    "solo": bool,
    "version": int,
    "retired": bool,
    "role": str,
    "title": str,
    "questions": list,
    "plan": str,
}
_WORDS = {
    "cost": COSTS,
    "needs": NEEDS,
    "stages": STAGES,
    "season": SEASONS,
    "effort": EFFORTS,
    "mood": MOODS,
    "role": ROLES,
}
_REQUIRED = dict.fromkeys(KINDS, ("id", "email", "sms", "act")) | {
    "date_night": ("id", "title", "email", "sms", "act"),
    "check_in": ("id", "email", "role"),
}
_ONLY_IN = {
    "sms": {*KINDS} - {"check_in"},
    "role": {"check_in"},
    "title": {"date_night"},
    "questions": {"date_night"},
    "plan": {"date_night"},
}
_QUESTIONS = 3
_SAID = {str: "a text", int: "a whole number", bool: "true or false", list: "a list of texts"}


def id_prefix(kind: str) -> str:
    """How the ids of a kind begin: an id alone tells which file to read."""
    return kind.replace("_", "-") + "-"


def problems(kind: str, fields: Mapping[str, Any]) -> Iterator[str]:
    """Everything that keeps these fields from being an item of this kind, in plain words."""
    wrong = [each for name, value in fields.items() for each in _field(kind, name, value)]
    yield from wrong
    missing = [name for name in _REQUIRED[kind] if not str(fields.get(name, "")).strip()]
    if missing:
        yield f"needs {' and '.join(missing)}."
    if not wrong:  # what follows relies on the types
        yield from _as_a_whole(kind, fields)


def _field(kind: str, name: str, value: object) -> Iterator[str]:
    if name not in _FIELDS:
        yield f"unknown field {name!r}; known are {', '.join(_FIELDS)}."
    elif kind not in _ONLY_IN.get(name, KINDS):
        yield f"{name!r} has no place in a {kind} item."
    elif type(value) is not _FIELDS[name]:
        yield f"{name!r} must be {_SAID[_FIELDS[name]]}."
    elif isinstance(value, list) and not all(isinstance(part, str) for part in value):
        yield f"{name!r} must be {_SAID[list]}."
    else:
        yield from _words(name, value if isinstance(value, list) else [value])


def _words(name: str, parts: list[Any]) -> Iterator[str]:
    for part in parts:
        if name in _WORDS and part not in _WORDS[name]:
            yield f"{name!r} cannot be {part!r}; known are {', '.join(filter(None, _WORDS[name]))}."
        if isinstance(part, str) and set("{}") & set(part.replace(PARTNER, "")):
            yield f"{name!r} may use {PARTNER} and no other braces."


def _as_a_whole(kind: str, fields: Mapping[str, Any]) -> Iterator[str]:
    if fields.get("id") and not fields["id"].startswith(id_prefix(kind)):
        yield f"the id must begin with {id_prefix(kind)!r}."
    if kind == "date_night" and bool(fields.get("plan")) == bool(fields.get("questions")):
        yield "give it a plan, or questions, and not both."
    if len(fields.get("questions", ())) not in (0, _QUESTIONS):
        yield f"a date night has exactly {_QUESTIONS} questions."
    if units(fields.get("title", "")) > LONGEST_TITLE:
        yield f"the title takes {units(fields['title'])} units; {LONGEST_TITLE} fit."
