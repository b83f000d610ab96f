"""A world in which more is due than one page of planning holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from chalicelib import keys
from chalicelib.couples.model import Contact
from tests.racing import RacyWorld

MONDAY = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)  # 20:15 in New York
MINUTE = timedelta(minutes=1)
COUPLES = 7


class LongWorld(RacyWorld):
    """Seven couples in one shard, read two at a time, in the minute in which all are due."""

    page_size = 2

    def __init__(self) -> None:
        super().__init__()
        while len(self.couple_pks()) < COUPLES:
            couple = self.couple(Contact("email", f"alex{len(self.memory.items)}@example.com"))
            for item in self.couples.due_entries(couple.id):
                self.memory.items[item["PK"], item["SK"]]["due_shard"] = "00"
        self.clock.now = MONDAY

    def couple_pks(self) -> list[str]:
        return [pk for pk, sk in self.memory.items if sk == keys.COUPLE]

    def all_sent_once(self) -> bool:
        sent = [envelope.key for envelope in self.email.sent]
        return len(sent) == len(set(sent)) == COUPLES
