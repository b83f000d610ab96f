"""What a queue message asks for, with the desk it is done at, built from the wiring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.couples.slot import Slot
from chalicelib.delivery.answers import AnswerDesk
from chalicelib.delivery.date_plan import DatePlanDesk
from chalicelib.delivery.later import LaterDesk
from chalicelib.delivery.moved import MovedDesk
from chalicelib.delivery.notices import NoticeDesk, NoticeErrand
from chalicelib.delivery.relay import RelayDesk
from chalicelib.delivery.slots import SlotDesk, SlotErrand
from chalicelib.delivery.small_notes import SmallNotes
from chalicelib.delivery.unlocking import UnlockingDesk

if TYPE_CHECKING:
    from chalicelib.delivery.jobs import Job
    from chalicelib.delivery.send import Errand
    from chalicelib.sending import Sending


def build_errand(wired: Sending, job: Job) -> Errand:
    if isinstance(job.errand, Slot):
        return SlotErrand(job.errand, slot_desk(wired), job.fallback)
    return NoticeErrand(job.errand, notice_desk(wired))


def slot_desk(wired: Sending) -> SlotDesk:
    return SlotDesk(
        notes=SmallNotes(wired.library, wired.ledger, wired.writer, wired.dates, wired.date_links),
        ledger=wired.ledger,
        agendas=wired.agendas,
        invitations=wired.invitations,
        writer=wired.writer,
        contacts=wired.contacts,
        preferences=wired.preferences,
        scheduling=wired.scheduling,
        asked=wired.inbox.asked,
        put_fallback=wired.queue.put_fallback,
    )


def notice_desk(wired: Sending) -> NoticeDesk:
    return NoticeDesk(
        links=wired.links,
        contacts=wired.contacts,
        writer=wired.writer,
        scheduling=wired.scheduling,
        relays=relay_desk(wired),
        laters=later_desk(wired),
        answers=AnswerDesk(wired.inbox, wired.contacts, wired.writer),
        unlocking=UnlockingDesk(wired.contacts, wired.writer, wired.scheduling),
        moved=moved_desk(wired),
        dates=date_plan_desk(wired),
        public_url=wired.settings.public_url,
    )


def relay_desk(wired: Sending) -> RelayDesk:
    return RelayDesk(
        jar=wired.jar,
        links=wired.links,
        ledger=wired.ledger,
        contacts=wired.contacts,
        writer=wired.writer,
        scheduling=wired.scheduling,
        public_url=wired.settings.public_url,
    )


def later_desk(wired: Sending) -> LaterDesk:
    return LaterDesk(
        ledger=wired.ledger,
        find=wired.library.item,
        contacts=wired.contacts,
        writer=wired.writer,
        scheduling=wired.scheduling,
    )


def moved_desk(wired: Sending) -> MovedDesk:
    return MovedDesk(
        agendas=wired.agendas,
        invitations=wired.invitations,
        ledger=wired.ledger,
        contacts=wired.contacts,
        writer=wired.writer,
        scheduling=wired.scheduling,
    )


def date_plan_desk(wired: Sending) -> DatePlanDesk:
    return DatePlanDesk(
        dates=wired.dates,
        links=wired.date_links,
        find=wired.library.item,
        ledger=wired.ledger,
        contacts=wired.contacts,
        writer=wired.writer,
        scheduling=wired.scheduling,
    )
