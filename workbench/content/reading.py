"""An item as it reaches somebody, for those who read and rate it."""

from __future__ import annotations

import hashlib
import textwrap
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING

from chalicelib.content.model import PARTNER, Item

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 72
SERVICE = "After Bedtime"
NAME = "Sam"
TAGS = ("act", "minutes", "effort", "cost", "needs", "stages", "season", "mood", "solo", "version")


def arrives(item: Item) -> str:
    """The text with its signature, and the email; of a check-in its one line."""
    if item.kind == "check_in":
        return _wrapped(f"In the agenda: {item.email}")
    parts = [f"{SERVICE}: {item.sms}", f"By email: {item.email}"]
    if item.title:
        parts.append(f"Among three: {item.title}")
    if item.plan:
        parts.append(f"The plan: {item.plan}")
    parts += [f"- {question}" for question in item.questions]
    return "\n".join(map(_wrapped, parts))


def tags(item: Item) -> str:
    """What is not as usual, and the act."""
    usual = {field.name: field.default for field in fields(Item) if field.default is not MISSING}
    kept = {name: getattr(item, name) for name in TAGS}
    named = [
        f"{name} {' '.join(value) if isinstance(value, tuple) else value}"
        for name, value in kept.items()
        if value != usual[name]
    ]
    return ", ".join(named) or "fits everybody"


def drawn(items: Sequence[Item], number: int, seed: str) -> list[Item]:
    """As many of them, mixed by a hash: the same seed draws the same, however often."""

    def place(item: Item) -> bytes:
        return hashlib.blake2b(f"{seed}\n{item.id}".encode(), digest_size=8).digest()

    return sorted(items, key=place)[:number]


def _wrapped(text: str) -> str:
    return textwrap.fill(
        text.replace(PARTNER, NAME), WIDTH, subsequent_indent="  ", break_on_hyphens=False
    )
