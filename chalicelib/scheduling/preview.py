"""What will come to a partner, slot by slot: when, and what it will be.

From the very code that plans and chooses, so that what is shown is what comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.content.dates import next_note, without
from chalicelib.content.explain import explain
from chalicelib.scheduling.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.content.explain import Explanation
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
    why: Explanation | None = None  # of a small note, if it was asked for


@dataclass(frozen=True, slots=True)
class Preview:
    """`items` gives the library's items of a kind; `newest` a partner's latest deliveries;
    `picked` the dates that a couple picked in the year before one."""

    items: Callable[[str], Sequence[ContentItem]]
    newest: Callable[[str, str], Sequence[Mapping[str, Any]]]
    picked: Callable[[str, date], frozenset[str]]

    def upcoming(
        self,
        couple: Couple,
        key: PartnerKey,
        now: datetime,
        days: int,
        entries: Sequence[Item],
        *,
        why: bool = False,
    ) -> list[Expected]:
        """The next `days` local days, in order. `entries`: the couple's due entries.

        `why`: with what explains each pick.
        """
        sent = list(self.newest(couple.id, key))
        expected = []
        for one in Schedule().upcoming(couple, key, now, days, entries):
            if one.rhythm == "check_in":
                expected.append(Expected(one.rhythm, one.times, one.channel, one.when, CHECK_IN))
                continue
            day = one.times.local_date
            items = without(self.items, partial(self.picked, couple.id, day))
            note = next_note(items, couple, key, sent, day)
            expected.append(
                Expected(
                    rhythm=one.rhythm,
                    times=one.times,
                    channel=one.channel,
                    when=one.when,
                    kind=note.item.kind if note else None,
                    item=note.item.id if note else None,
                    why=explain(items, couple, key, sent, day) if why else None,
                )
            )
            if note is not None:
                sk = keys.delivery_sk(key, day.isoformat(), one.rhythm)
                sent = [{"SK": sk, **note.record()}, *sent]
        return expected
