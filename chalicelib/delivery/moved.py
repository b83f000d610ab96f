"""The notice that a check-in was moved or called off, to whoever has its agenda already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.delivery.model import Draft, Notice, Refusal

if TYPE_CHECKING:
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.meetings import MeetingPlan
    from chalicelib.couples.model import Channel, Contact, Couple, Partner, PartnerKey
    from chalicelib.delivery.agenda import Agendas
    from chalicelib.delivery.invitation import Invitations
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.queue import NoticeQueue
    from chalicelib.delivery.store import Ledger

MOVED, CALLED_OFF = "moved", "called_off"
NAMES = (MOVED, CALLED_OFF)
HAVE_IT = ("claimed", "in_doubt", "sent", "delivered", "unknown")
BOTH: tuple[PartnerKey, ...] = ("a", "b")


class Scheduling(Protocol):
    """What the notice asks of it."""

    def may_text(self, partner: Partner, now: datetime) -> bool: ...


@dataclass(frozen=True, slots=True)
class MovedDesk:
    """What composing it needs."""

    agendas: Agendas
    invitations: Invitations
    ledger: Ledger
    contacts: Contacts
    writer: Writer
    scheduling: Scheduling


@dataclass(frozen=True, slots=True)
class MeetingNews:
    """couples.moving.Tell on the send queue. Who has no agenda is sorted out when it is sent."""

    queue: NoticeQueue

    def __call__(self, couple_id: str, plan: MeetingPlan) -> None:
        name = MOVED if plan.state == "on" else CALLED_OFF
        cause = f"{plan.week}.{plan.sequence}"
        for key in BOTH:
            pk = keys.couple_pk(couple_id)
            self.queue.put_notice(Notice(pk, key, name, cause, plan.ends))


def moved(notice: Notice, couple: Couple, desk: MovedDesk, now: datetime) -> Draft | Refusal:
    """The notice for one of the two. By the channel of their agenda, and never at night."""
    key, (week, _, sequence) = notice.partner, notice.cause.rpartition(".")
    partner, plan = couple.partner(key), desk.agendas.meetings.get(couple.id, week)
    if partner is None or plan is None or str(plan.sequence) != sequence:
        return Refusal("dropped", "it was moved again since")
    channel = _told_by(desk, couple.id, key, plan)
    contact = partner.contact(channel) if channel else None
    if contact is None:
        return Refusal("dropped", "they have no agenda of it, or it came after the change")
    if contact.state != "confirmed":
        return Refusal("skipped", "the channel is not confirmed")
    if not _may_go(partner, contact.channel, plan, desk, now):
        return Refusal("later", "it can wait until they are up")
    return _draft(notice, couple, plan, contact, desk, now)


def _draft(
    notice: Notice,
    couple: Couple,
    plan: MeetingPlan,
    contact: Contact,
    desk: MovedDesk,
    now: datetime,
) -> Draft:
    key = notice.partner
    when = desk.agendas.when(couple, plan, key)
    url = desk.agendas.page(couple, plan, key, now)
    message = desk.writer.to_partner(notice.name, couple, key, contact, **when, agenda_url=url)
    if contact.channel == "email":
        message = replace(message, attachments=(desk.invitations.file(couple, plan, url, now),))
    hashed = desk.contacts.hashed(contact.channel, contact.address)
    return Draft(message, {"channel": contact.channel, "contact": hashed}, couple.version)


def _told_by(desk: MovedDesk, couple_id: str, key: PartnerKey, plan: MeetingPlan) -> Channel | None:
    """The channel of the agenda that says something else by now, None if they have none."""
    of_it = [
        one
        for one in desk.ledger.newest(couple_id, key)
        if one.get("kind") == "check_in" and one.get("week") == plan.week
    ]
    theirs = [one for one in of_it if one["state"] in HAVE_IT]
    if not theirs or any(one.get("sequence", 0) >= plan.sequence for one in theirs):
        return None
    found: Channel = theirs[0]["channel"]
    return found


def _may_go(
    partner: Partner, channel: Channel, plan: MeetingPlan, desk: MovedDesk, now: datetime
) -> bool:
    if channel == "sms":
        return desk.scheduling.may_text(partner, now)
    return not night(partner, now) or plan.begins <= _morning(partner, now)


def night(partner: Partner, now: datetime) -> bool:
    """Whether nobody is written to now, not even by email, unless they asked for the time."""
    clock = f"{now.astimezone(ZoneInfo(partner.zone)):%H:%M}"
    return not partner.texts_from <= clock < max(partner.texts_end, partner.lights_out)


def _morning(partner: Partner, now: datetime) -> datetime:
    """When they are up again, seen from the night before."""
    zone = ZoneInfo(partner.zone)
    local = now.astimezone(zone)
    at = time.fromisoformat(partner.texts_from)
    day = local.date() + timedelta(days=local.time() >= at)
    return datetime.combine(day, at, zone)
