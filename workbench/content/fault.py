"""One thing that is wrong with the content, as one line a person can act on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Where it is, which rule found it, and what to do."""

    file: str
    item: str  # an item's id, a list's name, or "" for the file as a whole
    rule: str
    says: str

    def line(self) -> str:
        return ": ".join(filter(None, (self.file, self.item, self.rule, self.says)))
