"""What the workbench needs of the running service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path


class ServiceError(WorkbenchError):
    """The service failed at something the workbench asked of it; the message says what."""


class Service(Protocol):
    """What the workbench needs of the running service."""

    public_url: str
    clock_file: Path

    async def items(self, pk: str) -> list[dict[str, Any]]:
        """Return one partition of the table, in plain JSON types."""

    async def next_due(self) -> datetime | None:
        """Return when the next slot is due (aware UTC), if any is."""

    async def tick(self) -> None:
        """Let the service plan what is due now; raise ServiceError with its error's text."""

    async def settle(self) -> None:
        """Return when the send queue is empty, and what was put off for a moment has come."""

    async def publish_ses_event(self, event: dict[str, Any]) -> None:
        """Tell the service what became of an email, as SES would."""

    async def receive_email(self, source: bytes, notification: dict[str, Any]) -> None:
        """Hand over an email that came, with what SES says of it."""

    async def post_form(
        self, path: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> tuple[int, str]:
        """POST a form to the public URL; return the status and the body."""
