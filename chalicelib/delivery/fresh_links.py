"""A fresh link to somebody's own page, to the address of theirs that asked for it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.delivery.notices import notice
from chalicelib.table import Conflict

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.links import Link, Links
    from chalicelib.couples.model import Contact, PartnerKey
    from chalicelib.couples.store import Couples
    from chalicelib.delivery.queue import NoticeQueue


@dataclass(frozen=True, slots=True)
class FreshLinks:
    """Issues it and sends it."""

    couples: Couples
    links: Links
    queue: NoticeQueue

    def __call__(
        self,
        couple_id: str,
        key: PartnerKey,
        contact: Contact,
        now: datetime,
        cause: str,
        page: str = "me",
    ) -> Link:
        """`cause` is nobody else's; the same one gives the same link, sent once.

        `page`: which of theirs it opens.

        For somebody who is not there it does the same, and the sender drops the notice.
        """
        couple = self.couples.get(couple_id, consistent=True)
        person = couple.partner(key) if couple else None
        facts = {
            "couple": couple_id,
            "partner": key,
            "channel": contact.channel,
            "generation": person.generation if person else 0,
            "page": page,
        }
        link = self.links.mint("session", cause, facts, now)
        with suppress(Conflict):  # the webhook that asks comes again
            self.links.table.write(self.links.write(link))
        self.queue.put_notice(notice(keys.couple_pk(couple_id), key, "link", link.hash, now))
        return link
