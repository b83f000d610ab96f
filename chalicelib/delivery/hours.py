"""When somebody may be written to of another's accord."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Partner


def night(partner: Partner, now: datetime) -> bool:
    """Whether nobody is written to now, not even by email, unless they asked for the time."""
    clock = f"{now.astimezone(ZoneInfo(partner.zone)):%H:%M}"
    return not partner.texts_from <= clock < max(partner.texts_end, partner.lights_out)
