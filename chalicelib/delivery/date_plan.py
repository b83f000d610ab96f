"""The notice of a picked date: the other of the two gets it as a plan, or hears that it is off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.content.dates import evenings_left, how_it_goes
from chalicelib.content.render import TooLong
from chalicelib.content.sms_text import safe_name
from chalicelib.couples.dates import MOST_NOTICES, open_until
from chalicelib.couples.names import seen
from chalicelib.delivery.model import Draft, LedgerKey, Notice, Refusal
from chalicelib.delivery.moved import HAVE_IT, night

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.content.model import Item
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.dates import DateLinks, Dates, WeekDate
    from chalicelib.couples.model import Contact, Couple, Partner, PartnerKey
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.model import Message
    from chalicelib.delivery.queue import NoticeQueue
    from chalicelib.delivery.store import Ledger

DATE_PLAN = "date_plan"
FURTHEST_WEST = "Etc/GMT+12"  # no week ends later than there


class Scheduling(Protocol):
    """What the notice asks of it."""

    def may_text(self, partner: Partner, now: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class DatePlanDesk:
    """What composing it needs."""

    dates: Dates
    links: DateLinks
    find: Callable[[str], Item | None]
    ledger: Ledger
    contacts: Contacts
    writer: Writer
    scheduling: Scheduling


@dataclass(frozen=True, slots=True)
class DateNews:
    """replies.picking.Tell on the send queue. Whether it is wanted shows when it is sent."""

    queue: NoticeQueue

    def __call__(self, couple_id: str, told: PartnerKey, picked: WeekDate) -> None:
        until = open_until(date.fromisoformat(picked.asked), FURTHEST_WEST)
        cause = _cause(picked.week, picked.number)
        self.queue.put_notice(Notice(keys.couple_pk(couple_id), told, DATE_PLAN, cause, until))


def date_plan(notice: Notice, couple: Couple, desk: DatePlanDesk, now: datetime) -> Draft | Refusal:
    """The notice for the other of the two: on the channel of their small notes, in their hours."""
    key = notice.partner
    partner = dict(couple.partners()).get(key)
    if partner is None or couple.solo or not partner.small.on:
        return Refusal("dropped", "not theirs to know, or no small notes wanted")
    picked = _news(notice, couple, desk)
    if picked is None:
        return Refusal("dropped", "it was changed since, or is no news to them")
    here = now.astimezone(ZoneInfo(partner.zone)).date()
    until = open_until(date.fromisoformat(picked.asked), partner.zone)
    contact = _contact(partner, here, until, desk, now)
    if isinstance(contact, Refusal):
        return contact
    message = plan_message(couple, key, contact, picked, here, desk)
    hashed = desk.contacts.hashed(contact.channel, contact.address)
    record = {"channel": contact.channel, "contact": hashed}
    return Draft(message, record, couple.version, good_until=until)


def _news(notice: Notice, couple: Couple, desk: DatePlanDesk) -> WeekDate | None:
    """The pick that the notice is about, if it stands and they are still to hear of it."""
    key, (week, _, number) = notice.partner, notice.cause.rpartition(".")
    picked = desk.dates.of_week(couple.id, week)
    if picked is None or str(picked.number) != number or picked.by == key:
        return None
    told = _told(desk.ledger, couple.id, key, picked)
    off_before_they_knew = not picked.item and not told
    return None if told >= MOST_NOTICES or off_before_they_knew else picked


def _contact(
    partner: Partner, here: date, until: datetime, desk: DatePlanDesk, now: datetime
) -> Contact | Refusal:
    contact = partner.contact(partner.small.channel)
    if now >= until:
        return Refusal("expired", "the week is over")
    if partner.paused_on(here):
        return Refusal("skipped", "paused")
    if contact is None or not partner.own(contact.channel):
        return Refusal("skipped", "the channel is not confirmed")
    texting = contact.channel == "sms"
    up = desk.scheduling.may_text(partner, now) if texting else not night(partner, now)
    return contact if up else Refusal("later", "it can wait until they are up")


def plan_message(
    couple: Couple,
    key: PartnerKey,
    contact: Contact,
    picked: WeekDate,
    here: date,
    desk: DatePlanDesk,
) -> Message:
    item = desk.find(picked.item) if picked.item else None
    if item is None:  # taken back, or gone from the library since
        return desk.writer.to_partner("date_plan_off", couple, key, contact)
    other = couple.other(key)
    name = seen(other.name) if other else ""
    context = {"title": item.title, "when": evenings_left(here)}
    url = desk.links.plan(couple, key, picked)
    if contact.channel == "email":
        words = desk.writer.idea(item, name)
        return desk.writer.to_partner(
            DATE_PLAN, couple, key, contact, **context, idea=words, url=url
        )
    plan = how_it_goes(item, safe_name(name))
    try:
        return desk.writer.to_partner(DATE_PLAN, couple, key, contact, **context, plan=plan, url="")
    except TooLong:
        return desk.writer.to_partner(DATE_PLAN, couple, key, contact, **context, plan="", url=url)


def _told(ledger: Ledger, couple_id: str, key: PartnerKey, picked: WeekDate) -> int:
    """How many notices of this date they have."""
    pk = keys.couple_pk(couple_id)
    of_it = (
        ledger.find(LedgerKey(pk, keys.notice_sk(key, DATE_PLAN, _cause(picked.week, number))))
        for number in range(picked.first, picked.number)
    )
    return sum(one is not None and one["state"] in HAVE_IT for one in of_it)


def _cause(week: str, number: int) -> str:
    return f"{week}.{number}"
