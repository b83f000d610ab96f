"""The notice that passes an appreciation on: the other reads it in its author's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.content.render import TooLong
from chalicelib.content.sms_text import to_gsm7
from chalicelib.couples.links import own_id
from chalicelib.couples.model import other_of
from chalicelib.delivery.hours import night
from chalicelib.delivery.model import Draft, LedgerKey, Notice, Refusal

if TYPE_CHECKING:
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.links import Links
    from chalicelib.couples.model import Contact, Couple, Partner, PartnerKey
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.model import Message
    from chalicelib.delivery.queue import NoticeQueue
    from chalicelib.delivery.store import Ledger
    from chalicelib.table import Item

RELAY = "relay"
GOOD_FOR = timedelta(hours=26)  # a day has an hour in which they may be texted, whatever it is
A_DAY = 3  # to one receiver; what waited over night counts on the day on which it comes
MAYBE_OUT = ("claimed", "in_doubt", "sent", "delivered", "unknown")


class Words(Protocol):
    """One appreciation, as the notice quotes it."""

    @property
    def author(self) -> PartnerKey: ...
    @property
    def text(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def passed(self) -> bool: ...


class Jar(Protocol):
    """The jar, as far as relays go."""

    def one(self, couple_id: str, which: str) -> Words | None: ...
    def relayed(self, couple_id: str, which: str, *, arrived: bool) -> None: ...


class Scheduling(Protocol):
    """What the notice asks of it."""

    def may_text(self, partner: Partner, now: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class RelayDesk:
    """What composing it needs."""

    jar: Jar
    links: Links
    ledger: Ledger
    contacts: Contacts
    writer: Writer
    scheduling: Scheduling
    public_url: str


@dataclass(frozen=True, slots=True)
class RelayNews:
    """replies.relays.PassOn on the send queue. Whether they want it is sorted out when it is sent:
    its author learns nothing of that."""

    queue: NoticeQueue

    def __call__(self, couple_id: str, to: PartnerKey, which: str, now: datetime) -> None:
        pk = keys.couple_pk(couple_id)
        self.queue.put_notice(Notice(pk, to, RELAY, which, now + GOOD_FOR))


def relay(notice: Notice, couple: Couple, desk: RelayDesk, now: datetime) -> Draft | Refusal:
    """Only to who asked to hear thanks at once, in their hours; or it waits for the agenda."""
    key = notice.partner
    partner, words = dict(couple.partners()).get(key), desk.jar.one(couple.id, notice.cause)
    if words is None or words.state != "waiting" or not words.passed:
        return Refusal("dropped", "taken back, or heard already")
    if partner is None or couple.solo or words.author != other_of(key) or not partner.relays:
        return Refusal("dropped", "not asked for: the agenda has it")
    contact = _contact(partner, now)
    if isinstance(contact, Refusal):
        return contact
    asleep = night(partner, now)
    if asleep or (contact.channel == "sms" and not desk.scheduling.may_text(partner, now)):
        return Refusal("later", "it can wait until they are up")
    if _today(desk.ledger, couple.id, key, partner, now) >= A_DAY:
        return Refusal("later", "three came today")
    message = _message(notice, couple, contact, words, desk, now)
    hashed = desk.contacts.hashed(contact.channel, contact.address)
    record = {"channel": contact.channel, "contact": hashed}
    return Draft(message, record, couple.version)


def told(jar: Jar, key: LedgerKey, *, arrived: bool) -> None:
    """What became of a delivery, if it was a relay: its words were heard, or wait again."""
    parts = key.sk.split("#", 3)
    if key.sk.startswith("NOTICE#") and parts[2] == RELAY:
        jar.relayed(key.pk.removeprefix(keys.couple_pk("")), parts[3], arrived=arrived)


def _contact(partner: Partner, now: datetime) -> Contact | Refusal:
    """Where their small notes come, else wherever they can be reached."""
    if partner.paused_on(now.astimezone(ZoneInfo(partner.zone)).date()):
        return Refusal("skipped", "paused")
    first = partner.small.channel
    found = sorted(partner.contacts, key=lambda one: one.channel != first)
    contact = next((one for one in found if partner.own(one.channel)), None)
    return contact or Refusal("skipped", "no confirmed channel")


def _message(
    notice: Notice, couple: Couple, contact: Contact, words: Words, desk: RelayDesk, now: datetime
) -> Message:
    """The words themselves; where a text cannot hold them as they are, the page that shows them."""
    key = notice.partner
    if contact.channel == "email":
        return desk.writer.to_partner("relay", couple, key, contact, words=words.text, url="")
    if _is_plain(words.text):
        try:
            return desk.writer.to_partner("relay", couple, key, contact, words=words.text, url="")
        except TooLong:
            pass
    url = _page(notice, couple, desk, now)
    return desk.writer.to_partner("relay", couple, key, contact, words="", url=url)


def _is_plain(text: str) -> bool:
    """Whether a text can hold it without losing a letter."""
    return to_gsm7(text).count("?") == text.count("?")


def _page(notice: Notice, couple: Couple, desk: RelayDesk, now: datetime) -> str:
    """The address of the page that shows these words alone; the same at every try, unless its
    reader signs out everywhere in between."""
    reader = couple.partner(notice.partner) or couple.a
    whose = {"couple": couple.id, "partner": notice.partner, "of": reader.generation}
    facts = {**whose, "appreciation": notice.cause}
    link_id = own_id(couple.id, notice.partner, notice.cause, reader.generation)
    link = desk.links.keep("relay", link_id, facts, now)
    return f"{desk.public_url}/said/{desk.links.token(link)}"


def _today(ledger: Ledger, couple_id: str, key: PartnerKey, partner: Partner, now: datetime) -> int:
    """How many came on this local date."""
    zone = ZoneInfo(partner.zone)
    today = now.astimezone(zone).date()

    def of_today(one: Item) -> bool:
        at = datetime.fromisoformat(str(one.get("sent_at", one["at"])))
        return one["state"] in MAYBE_OUT and at.astimezone(zone).date() == today

    return sum(map(of_today, ledger.notices(couple_id, key, RELAY)))
