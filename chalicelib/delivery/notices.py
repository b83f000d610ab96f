"""A notice on its way out: whatever we send that is not a slot, made from what caused it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib import keys
from chalicelib.couples.carried import contact_of
from chalicelib.couples.names import seen
from chalicelib.delivery.answers import ANSWER, answer
from chalicelib.delivery.date_plan import DATE_PLAN, date_plan
from chalicelib.delivery.later import LATER, later
from chalicelib.delivery.model import Draft, LedgerKey, Notice, Refusal
from chalicelib.delivery.moved import NAMES, moved
from chalicelib.delivery.relay import RELAY, relay, told
from chalicelib.delivery.unlocking import UNLOCKING, unlocking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.links import Link, Links
    from chalicelib.couples.model import Contact, Couple, Partner, PartnerKey
    from chalicelib.delivery.answers import AnswerDesk
    from chalicelib.delivery.date_plan import DatePlanDesk
    from chalicelib.delivery.later import LaterDesk
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.model import SendError
    from chalicelib.delivery.moved import MovedDesk
    from chalicelib.delivery.relay import RelayDesk
    from chalicelib.delivery.unlocking import UnlockingDesk

GOOD_FOR = {
    "confirm": timedelta(hours=2),
    "link": timedelta(minutes=30),
    "welcome": timedelta(hours=2),
    "joined": timedelta(hours=48),
}


class Scheduling(Protocol):
    """What notices ask of it."""

    def may_text(self, partner: Partner, now: datetime) -> bool: ...
    def coming(self, couple: Couple, key: PartnerKey, now: datetime) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class NoticeDesk:
    """What composing a notice needs."""

    links: Links
    contacts: Contacts
    writer: Writer
    scheduling: Scheduling
    relays: RelayDesk
    laters: LaterDesk
    unlocking: UnlockingDesk
    answers: AnswerDesk
    moved: MovedDesk
    dates: DatePlanDesk
    public_url: str


@dataclass(frozen=True, slots=True)
class NoticeErrand:
    """One notice (delivery.send.Errand)."""

    notice: Notice
    desk: NoticeDesk

    @property
    def key(self) -> LedgerKey:
        notice = self.notice
        return LedgerKey(notice.pk, keys.notice_sk(notice.partner, notice.name, notice.cause))

    @property
    def couple_id(self) -> str | None:
        return self.notice.pk.removeprefix("COUPLE#") if "COUPLE#" in self.notice.pk else None

    @property
    def good_until(self) -> datetime:
        return self.notice.good_until

    @property
    def facts(self) -> Mapping[str, Any]:
        return {}

    def draft(self, couple: Couple | None, now: datetime) -> Draft | Refusal:
        if self.notice.name == "confirm":
            return self._confirm(now)
        partner = couple.partner(self.notice.partner) if couple else None
        if couple is None or partner is None:
            return Refusal("dropped", "gone")
        if self.notice.name == "link":
            return self._link(couple, partner, now)
        return self._made_elsewhere(couple, now) or self._news(couple, partner, now)

    def _made_elsewhere(self, couple: Couple, now: datetime) -> Draft | Refusal | None:
        """What has a file of its own; None for the news that are made here."""
        notice, desk = self.notice, self.desk
        made: dict[str, Callable[[], Draft | Refusal]] = {
            RELAY: lambda: relay(notice, couple, desk.relays, now),
            ANSWER: lambda: answer(notice, couple, desk.answers),
            UNLOCKING: lambda: unlocking(notice, couple, desk.unlocking, now),
            LATER: lambda: later(notice, couple, desk.laters, now),
            DATE_PLAN: lambda: date_plan(notice, couple, desk.dates, now),
            **dict.fromkeys(NAMES, lambda: moved(notice, couple, desk.moved, now)),
        }
        draft = made.get(notice.name)
        return draft() if draft else None

    def sent(self, draft: Draft) -> None:
        """What was passed on has been heard."""
        del draft
        told(self.desk.relays.jar, self.key, arrived=True)

    def refused(self, draft: Draft, error: SendError, now: datetime) -> None:
        """Nothing follows: an address that is confirmed is judged by its slots."""

    def _confirm(self, now: datetime) -> Draft | Refusal:
        """Goes to an address that is not confirmed yet, because somebody typed it in."""
        link = self.desk.links.find(self.notice.cause, now)
        if link is None:
            return Refusal("dropped", "confirmed already, or expired")
        contact = contact_of(link)
        owner = self.desk.contacts.owner(contact.channel, contact.address)
        if owner and owner.state == "stopped" and contact.channel == "sms":
            return Refusal("skipped", "on the stop list; only their own START takes it off")
        url = self._url("confirm", link)
        name = link.facts["name"] or "there"
        discreet = link.facts.get("discreet", False)  # of whoever adds this address to others
        message = self.desk.writer.to_stranger("confirm", contact, name, discreet=discreet, url=url)
        return Draft(message, {"channel": contact.channel}, None)

    def _link(self, couple: Couple, partner: Partner, now: datetime) -> Draft | Refusal:
        """A fresh link to the page, to the very address that asked for it."""
        link = self.desk.links.find(self.notice.cause, now)
        if link is None:
            return Refusal("dropped", "used already, or expired")
        contact = partner.contact(link.facts["channel"])
        if contact is None or contact.state != "confirmed":
            return Refusal("skipped", "the channel is not confirmed")
        if contact.shared:
            return Refusal("skipped", "whoever opens a shared mailbox could open their page")
        minutes = int((link.expires - now).total_seconds() // 60)
        url, page = self._url("link", link), link.facts.get("page", "me")
        return self._draft("link", couple, contact, url=url, minutes=minutes, page=page)

    def _news(self, couple: Couple, partner: Partner, now: datetime) -> Draft | Refusal:
        """Welcome, or "somebody joined": by email if there is one, else within texting hours."""
        contact = next((one for one in _by_preference(partner) if one.state == "confirmed"), None)
        if contact is None:
            return Refusal("skipped", "no confirmed channel")
        if self.notice.name == "joined" and couple.waiting is None:
            return Refusal("dropped", "answered already")
        unasked = self.notice.name != "welcome"  # a welcome answers a tap of this minute
        if contact.channel == "sms" and unasked and not self.desk.scheduling.may_text(partner, now):
            return Refusal("later", "outside their hours for texts")
        coming = self.desk.scheduling.coming(couple, self.notice.partner, now)
        who = seen(couple.waiting[1].name) if couple.waiting else ""
        return self._draft(self.notice.name, couple, contact, upcoming=coming, joined=who)

    def _draft(self, template: str, couple: Couple, contact: Contact, **context: object) -> Draft:
        key = self.notice.partner
        message = self.desk.writer.to_partner(template, couple, key, contact, **context)
        hashed = self.desk.contacts.hashed(contact.channel, contact.address)
        record = {"channel": contact.channel, "contact": hashed}
        return Draft(message, record, couple.version)

    def _url(self, page: str, link: Link) -> str:
        return f"{self.desk.public_url}/{page}/{self.desk.links.token(link)}"


def notice(pk: str, partner: PartnerKey, name: str, cause: str, now: datetime) -> Notice:
    """A notice with the good-until of its kind."""
    return Notice(pk, partner, name, cause, now + GOOD_FOR[name])


def _by_preference(partner: Partner) -> list[Contact]:
    return sorted(partner.contacts, key=lambda contact: contact.channel)  # email before sms
