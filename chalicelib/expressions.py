"""DynamoDB's expression language: how a Change and an Expect are written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.table import OneOf

if TYPE_CHECKING:
    from chalicelib.table import Change, Expect


class Expression:
    """Collects the #names and :values of one request."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.values: dict[str, Any] = {}

    def name(self, path: str) -> str:
        aliases = []
        for part in path.split("."):
            alias = f"#{part}"
            self.names[alias] = part
            aliases.append(alias)
        return ".".join(aliases)

    def value(self, value: Any) -> str:
        alias = f":v{len(self.values)}"
        self.values[alias] = value
        return alias

    def condition(self, expect: Expect) -> str:
        if not expect.exists:
            return f"attribute_not_exists({self.name('PK')})"
        parts = [f"attribute_exists({self.name('PK')})"]
        for path, wanted in expect.attributes.items():
            if wanted is None:
                parts.append(f"attribute_not_exists({self.name(path)})")
            elif isinstance(wanted, OneOf):
                options = ", ".join(self.value(option) for option in wanted.values)
                parts.append(f"{self.name(path)} IN ({options})")
            else:
                parts.append(f"{self.name(path)} = {self.value(wanted)}")
        return " AND ".join(parts)

    def update(self, change: Change) -> str:
        clauses = []
        if change.set:
            sets = (f"{self.name(path)} = {self.value(v)}" for path, v in change.set.items())
            clauses.append("SET " + ", ".join(sets))
        if change.add:
            adds = (f"{self.name(path)} {self.value(v)}" for path, v in change.add.items())
            clauses.append("ADD " + ", ".join(adds))
        if change.remove:
            clauses.append("REMOVE " + ", ".join(self.name(path) for path in change.remove))
        return " ".join(clauses)
