"""The words that every peer sends: our library, templates and letters, without our ledger."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from benchmarks.pretend_deployment import ENV
from chalicelib.content.dates import next_note
from chalicelib.couples.document import from_item
from chalicelib.settings import Settings
from chalicelib.wiring import Wiring

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.couples.model import PartnerKey
    from chalicelib.delivery.model import Message
    from chalicelib.table import Item


class Words:
    """Renders what one partner gets. Compiled and read once, as in our own process."""

    @cached_property
    def _wired(self) -> Wiring:
        return Wiring(Settings.from_env(ENV))

    def of(self, document: Item, key: PartnerKey, day: date) -> Message:
        """From a couple as it is stored, to a message."""
        couple = from_item(document)
        partner = couple.partner(key)
        contact = partner.contact(partner.small.channel) if partner else None
        note = next_note(self._wired.library.items, couple, key, [], day)
        if contact is None or note is None:
            raise AssertionError("everybody here has an address, and something fits everybody")
        writer = self._wired.writer
        if note.ideas:
            url = f"{ENV['PUBLIC_URL']}/date/x"
            return writer.date(note.ideas, couple, key, contact, day, url)
        return writer.nudge(note.item, couple, key, contact)
