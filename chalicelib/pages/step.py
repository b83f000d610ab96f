"""Whether a session may change where things come, and what the page says if not. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chalicelib.content.words import clock_words, date_words

if TYPE_CHECKING:
    from chalicelib.couples.model import Partner
    from chalicelib.pages.session import Session

OPEN_FOR = timedelta(hours=24)  # after the wait


def may_change(session: Session, partner: Partner, now: datetime) -> bool:
    if session.by in {"email", "arrival"}:
        return True
    at = opens(partner)
    waited = at is not None and at <= now < at + OPEN_FOR
    return waited and not partner.own("email")


def step(session: Session, partner: Partner, now: datetime) -> dict[str, Any] | None:
    """What the page says of it; None for a session that may do everything."""
    if may_change(session, partner, now):
        return None
    at = opens(partner)
    if partner.own("email"):
        return {"email": True, "waits": ""}
    waits = at is not None and now < at
    return {"email": False, "waits": when_words(at, partner) if waits and at else ""}


def when_words(at: datetime, partner: Partner) -> str:
    local = at.astimezone(ZoneInfo(partner.zone))
    return f"{date_words(local)}, {clock_words(f'{local:%H:%M}')}"


def opens(partner: Partner) -> datetime | None:
    """From when on a session by text may change it, for a day."""
    return datetime.fromisoformat(partner.unlocked_from) if partner.unlocked_from else None
