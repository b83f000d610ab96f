"""The notice that answers a text which had to wait, or an email."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from chalicelib import keys
from chalicelib.delivery.model import Draft, Message, Notice, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import Contact, Couple, PartnerKey
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.queue import NoticeQueue

ANSWER = "answer"


class Answered(Protocol):
    """What has come in, as far as its answer goes. Only an email has a thread."""

    @property
    def answer(self) -> str | None: ...
    @property
    def thread(self) -> Mapping[str, str]: ...


class Inbox(Protocol):
    """Where answers are kept."""

    def find(self, provider_id: str) -> Answered | None: ...


@dataclass(frozen=True, slots=True)
class AnswerDesk:
    """What composing it needs."""

    inbox: Inbox
    contacts: Contacts
    writer: Writer


@dataclass(frozen=True, slots=True)
class AnswerNews:
    """replies.waiting.Answer on the send queue."""

    queue: NoticeQueue

    def __call__(self, couple_id: str, key: PartnerKey, message_id: str, until: datetime) -> None:
        self.queue.put_notice(Notice(keys.couple_pk(couple_id), key, ANSWER, message_id, until))


def answer(notice: Notice, couple: Couple, desk: AnswerDesk) -> Draft | Refusal:
    """Whatever the hour: they wrote to us a moment ago."""
    partner, seen = couple.partner(notice.partner), desk.inbox.find(notice.cause)
    if seen is None or not seen.answer:
        return Refusal("dropped", "nothing to say")
    contact = partner.contact("email" if seen.thread else "sms") if partner else None
    if contact is None or contact.state != "confirmed":
        return Refusal("skipped", "the channel is not confirmed")
    message = Message("sms", contact.address, seen.answer)
    if contact.channel == "email":
        message = _letter(seen.answer, seen.thread, notice, couple, contact, desk.writer)
    hashed = desk.contacts.hashed(contact.channel, contact.address)
    record = {"channel": contact.channel, "contact": hashed}
    return Draft(message, record, couple.version)


def _letter(
    words: str,
    thread: Mapping[str, str],
    notice: Notice,
    couple: Couple,
    contact: Contact,
    writer: Writer,
) -> Message:
    """Below theirs in their mailbox (RFC 5322, 3.6.4), and marked as what it is (RFC 3834, 5)."""
    message = writer.to_partner(ANSWER, couple, notice.partner, contact, words=words)
    below = {"In-Reply-To": thread["id"], "References": thread["id"]} if thread["id"] else {}
    headers = {**message.headers, **below, "Auto-Submitted": "auto-replied"}
    return replace(message, subject=thread["subject"] or message.subject, headers=headers)
