"""What will come to a partner, slot by slot: when, and what it will be.

From the very code that plans and chooses, so that what is shown is what comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.content.pick import pick_small
from chalicelib.scheduling.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from chalicelib.content.model import Item as ContentItem
    from chalicelib.couples.model import Channel, Couple, PartnerKey, Rhythm
    from chalicelib.couples.slot import SlotTimes
    from chalicelib.table import Item

CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class Expected:
    """One slot that will come. `item` is None for an agenda: it is written when it is due."""

    rhythm: Rhythm
    times: SlotTimes
    channel: Channel
    when: str  # local, as people say it
    kind: str | None  # None: nothing in the library fits
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """`items` gives the library's items of a kind; `newest` a partner's latest deliveries."""

    items: Callable[[str], Sequence[ContentItem]]
    newest: Callable[[str, str], Sequence[Mapping[str, Any]]]

    def upcoming(
        self, couple: Couple, key: PartnerKey, now: datetime, days: int, entries: Sequence[Item]
    ) -> list[Expected]:
        """The next `days` local days, in order. `entries`: the couple's due entries."""
        coming = Schedule().upcoming(couple, key, now, days, entries)
        sent = list(self.newest(couple.id, key))
        expected = []
        for one in coming:
            pick = pick_small(self.items, couple, key, sent) if one.rhythm == "small" else None
            sent = [pick.record(), *sent] if pick else sent
            kind = pick.item.kind if pick else None
            expected.append(
                Expected(
                    rhythm=one.rhythm,
                    times=one.times,
                    channel=one.channel,
                    when=one.when,
                    kind=CHECK_IN if one.rhythm == "check_in" else kind,
                    item=pick.item.id if pick else None,
                )
            )
        return expected
