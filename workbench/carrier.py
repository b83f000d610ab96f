"""What the carrier does by itself: who texted STOP gets nothing until they text START."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workbench.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

# https://help.twilio.com/articles/223134027: the whole text must be one of these words.
STOP_WORDS = frozenset(
    {"STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"}
)
START_WORDS = frozenset({"START", "YES", "UNSTOP"})


class Carrier:
    """Who has opted out, kept in the same folder as the messages."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "opted-out.json"
        kept = json.loads(self._file.read_bytes()) if self._file.exists() else []
        self._blocked: set[str] = set(kept)

    def hears(self, number: str, body: str) -> None:
        """Note what `number` texted, before anybody else sees it."""
        word = body.strip().upper()
        if word in STOP_WORDS:
            self._keep(self._blocked | {number})
        elif word in START_WORDS:
            self._keep(self._blocked - {number})

    def blocks(self, number: str) -> bool:
        return number in self._blocked

    def _keep(self, blocked: set[str]) -> None:
        write_atomically(self._file, json.dumps(sorted(blocked)).encode())
        self._blocked = blocked
