"""What a small note says: the next of the ring, or for a date a few to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.content.dates import Note, next_note, without
from chalicelib.content.pick import Pick
from chalicelib.couples.dates import open_until

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.content.library import Library
    from chalicelib.couples.dates import DateLinks, Dates
    from chalicelib.couples.model import Contact, Couple
    from chalicelib.couples.slot import Slot
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.model import Message
    from chalicelib.delivery.store import Ledger


@dataclass(frozen=True, slots=True)
class SmallNotes:
    """Chooses and writes them."""

    library: Library
    ledger: Ledger
    writer: Writer
    dates: Dates
    links: DateLinks

    def compose(
        self, slot: Slot, couple: Couple, contact: Contact, first: Mapping[str, Any], now: datetime
    ) -> tuple[Message, dict[str, Any]] | None:
        """The note of a slot, and what the ledger keeps of it; None if nothing fits.

        `first` is the try that this one follows on the other channel: it says the same.
        """
        note = self._same_again(first) or self._next(slot, couple)
        if note is None:
            return None
        if note.ideas:
            return self._date(note, slot, couple, contact, now)
        return self.writer.nudge(note.item, couple, slot.partner, contact), note.record()

    def _next(self, slot: Slot, couple: Couple) -> Note | None:
        key, day = slot.partner, slot.times.local_date
        newest = self.ledger.newest(couple.id, key)
        items = without(self.library.items, lambda: self.dates.picked(couple.id, day))
        return next_note(items, couple, key, newest, day)

    def _date(
        self, note: Note, slot: Slot, couple: Couple, contact: Contact, now: datetime
    ) -> tuple[Message, dict[str, Any]]:
        """Only an email needs the page at once; a text's digits count until the week is over."""
        key, day, url = slot.partner, slot.times.local_date, ""
        zone = (couple.partner(key) or couple.a).zone
        if contact.channel == "email":
            ideas = [one.id for one in note.ideas]
            url = self.links.question(couple, key, day.isoformat(), ideas)
        message = self.writer.date(note.ideas, couple, key, contact, day, url)
        until = open_until(day, zone).isoformat()
        return message, {**note.record(), "open_from": now.isoformat(), "open_until": until}

    def _same_again(self, first: Mapping[str, Any]) -> Note | None:
        """What the first try was to say, which nobody has read."""
        find = self.library.item
        item = find(first.get("item", ""))
        if item is None:
            return None
        ideas = tuple(one for each in first.get("ideas", ()) if (one := find(each)))
        pick = Pick(item, first["step"], first.get("reached", ""))
        return Note(pick, ideas, first.get("came_to", ""))
