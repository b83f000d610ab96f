"""What one request reads of what was sent and picked: each once, whoever on the page asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.couples.dates import KEPT_BACK, kept_back
from chalicelib.scheduling.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.content.model import Item as ContentItem
    from chalicelib.couples.dates import WeekDate
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.pages.me_view import Coming
    from chalicelib.table import Item


class Upcoming(Protocol):
    """What will come to a partner, from the code that plans it."""

    def __call__(
        self,
        couple: Couple,
        key: PartnerKey,
        now: datetime,
        days: int,
        entries: Sequence[Item],
    ) -> Sequence[Coming]: ...


@dataclass(frozen=True, slots=True)
class OneLook:
    """For one request only: it keeps what it has read."""

    newest: Callable[[str, str], Sequence[Mapping[str, Any]]]
    upcoming: Upcoming


def one_look(
    items: Callable[[str], Sequence[ContentItem]],
    newest: Callable[[str, str], Sequence[Mapping[str, Any]]],
    dates: Sequence[WeekDate],
) -> OneLook:
    """`items`: the library's, of a kind; `newest`: a partner's latest deliveries; `dates`: the
    couple's of the last year, newest first."""
    once: Callable[[str, str], Sequence[Mapping[str, Any]]] = cache(newest)

    def picked(_: str, day: date) -> frozenset[str]:
        return kept_back(dates[:KEPT_BACK], day)

    return OneLook(once, Preview(items, once, picked).upcoming)
