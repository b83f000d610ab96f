"""A plain service for the workbench to talk to."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from workbench.service import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def noon() -> datetime:
    """Real time that stands still, so that a test knows what the clock says."""
    return NOON


@dataclass(frozen=True)
class Post:
    """One webhook call as the service got it."""

    path: str
    form: dict[str, str]
    headers: dict[str, str]


class FakeService:
    """Keeps what it was told. `due` moments are handled by the first tick at or after them."""

    public_url = "http://127.0.0.1:8401"

    def __init__(self, folder: Path, real: Callable[[], datetime] = noon) -> None:
        self.real = real
        self.clock_file = folder / "clock"
        self.due: list[datetime] = []
        self.forgets_to_advance = False
        self.tick_fails = False
        self.ticked_at: list[datetime] = []
        self.settled = 0
        self.events: list[dict[str, Any]] = []
        self.refuses_events = False
        self.mails: list[tuple[bytes, dict[str, Any]]] = []
        self.posts: list[Post] = []
        self.answers: deque[tuple[int, str]] = deque()  # the next ones; then 200 and nothing

    async def items(self, pk: str) -> list[dict[str, Any]]:
        return [{"PK": pk, "SK": "COUPLE"}]

    async def next_due(self) -> datetime | None:
        return min(self.due, default=None)

    async def tick(self) -> None:
        if self.tick_fails:
            raise ServiceError("tick failed: KeyError: 'plan'")
        offset = self.clock_file.read_text() if self.clock_file.exists() else "0"
        now = self.real() + timedelta(seconds=float(offset))
        self.ticked_at.append(now)
        if not self.forgets_to_advance:
            self.due = [moment for moment in self.due if moment > now]

    async def settle(self) -> None:
        self.settled += 1

    async def publish_ses_event(self, event: dict[str, Any]) -> None:
        if self.refuses_events:
            raise ConnectionError("the topic is gone")
        self.events.append(event)

    async def receive_email(self, source: bytes, notification: dict[str, Any]) -> None:
        self.mails.append((source, notification))

    async def post_form(
        self, path: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[int, str]:
        self.posts.append(Post(path, dict(form), dict(headers)))
        return self.answers.popleft() if self.answers else (200, "")
