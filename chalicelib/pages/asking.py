"""What the pages that make us write to somebody share: limits, notices, and the plain answers."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.signup import Agreed
from chalicelib.delivery.notices import notice
from chalicelib.limits import DAY, HOUR
from chalicelib.pages import wording
from chalicelib.pages.web import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.contacts import Contacts, Owner
    from chalicelib.couples.links import Link
    from chalicelib.couples.model import Contact, PartnerKey
    from chalicelib.couples.store import Couples
    from chalicelib.delivery.fresh_links import FreshLinks
    from chalicelib.delivery.queue import NoticeQueue
    from chalicelib.limits import Limits
    from chalicelib.pages.forms import ConsentForm
    from chalicelib.pages.web import Visit
    from chalicelib.settings import Settings

logger = logging.getLogger(__name__)

PER_ADDRESS_A_DAY = 5
PER_IP_AN_HOUR = 30
TEXTS = "texts-by-forms"
TEXTS_A_DAY = 300  # that forms may cause, whoever fills them in: beyond it the tap is closed
TOO_MANY = 429
GONE = 410


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks an address to act: to confirm itself, or to open its page."""

    settings: Settings
    renderer: Renderer
    couples: Couples
    contacts: Contacts
    fresh_links: FreshLinks
    limits: Limits
    queue: NoticeQueue
    new_id: Callable[[], str]

    def to_confirm(self, link: Link, partner: PartnerKey, now: datetime) -> None:
        """Send the link to the very address that it is about."""
        self.queue.put_notice(notice(keys.link_pk(link.hash), partner, "confirm", link.hash, now))

    def send_link(self, owner: Owner | None, contact: Contact, now: datetime) -> Link:
        """A fresh link to their page, to the address that asked for it.

        For an address that we do not write to, the same work is done for a couple that is not
        there, and the sender drops the notice: the answer takes as long (docs/adr/0016).
        """
        known = owner if owner and owner.state == "confirmed" else None
        couple_id = (known and known.couple_id) or self.new_id()
        partner = (known and known.partner) or "a"
        return self.fresh_links(couple_id, partner, contact, now, cause=self.new_id())

    def nobody(self) -> None:
        """Read what is not there, where for somebody we know their couple would be read."""
        self.couples.get(self.new_id(), consistent=True)

    def may_ask(self, visit: Visit, contact: Contact, now: datetime) -> bool:
        """What makes us write to somebody is limited, by address and by where it comes from."""
        who = self.contacts.hashed(contact.channel, contact.address)
        place = self.contacts.hashed("ip", visit.ip)
        if not self.limits.allow(f"ask-{who}", PER_ADDRESS_A_DAY, DAY, now):
            return False
        if not self.limits.allow(f"ip-{place}", PER_IP_AN_HOUR, HOUR, now):
            return False
        return contact.channel != "sms" or self._tap_is_open(now)

    def _tap_is_open(self, now: datetime) -> bool:
        """SMS pumping: many numbers, many places, one bill."""
        is_open = self.limits.allow(TEXTS, TEXTS_A_DAY, DAY, now)
        if not is_open:
            logger.error("forms caused more than %d texts today: the tap is closed", TEXTS_A_DAY)
        return is_open

    def agreed(self, form: ConsentForm, visit: Visit, page: str) -> Agreed:
        """How they said yes and to which words, for the consent's record."""
        if form.contact is None or form.contact.channel != "sms":
            return Agreed(wording.CONSENT_VERSION, visit.ip, page, wording.CONSENT)
        return self.agreed_to_texts(visit, page, wording.CONSENT)

    def agreed_to_texts(self, visit: Visit, page: str, *before: str) -> Agreed:
        """The same of texts alone."""
        words = [*before, wording.SMS_CONSENT, wording.sms_terms(self.settings)]
        return Agreed(wording.SMS_VERSION, visit.ip, page, " ".join(words))

    def form(self, page: str, form: object, **context: object) -> Reply:
        """A form as it stands, with the wording that texts need."""
        terms = wording.sms_terms(self.settings)
        return Reply(self.renderer.page(page, form=form, sms_terms=terms, **context))

    def check_inbox(self, contact: Contact) -> Reply:
        """The answer to every address, known or not."""
        return Reply(self.renderer.page("check_inbox", channel=contact.channel))

    def too_many(self) -> Reply:
        page = self.renderer.page(
            "message",
            title="One moment",
            text="That was asked for many times today. Please try again in a while.",
        )
        return Reply(page, TOO_MANY)

    def expired(self) -> Reply:
        """Unknown, used or expired: a page that offers a fresh link."""
        return Reply(self.renderer.page("expired"), GONE)
