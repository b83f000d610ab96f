"""A slot: one planned occurrence of a rhythm. Its key is what makes it happen once. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from chalicelib.couples.model import PartnerKey, Rhythm


@dataclass(frozen=True, slots=True)
class SlotTimes:
    """One occurrence on the clock. All but `local_date` are aware and in UTC."""

    local_date: date
    due_at: datetime
    good_until: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """partner + local date + rhythm is the identity; the rest is what planning knew of it."""

    couple_id: str
    partner: PartnerKey
    rhythm: Rhythm
    times: SlotTimes
    rev: int
