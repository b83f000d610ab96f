"""An email has come to a reply address: does it count, what does it say, and what is the answer."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from chalicelib.couples.presence import Present
from chalicelib.limits import DAY
from chalicelib.mail_in.bucket import GoneError, TooLargeError
from chalicelib.mail_in.letter import UnreadableError, read
from chalicelib.mail_in.receipt import read as read_receipt
from chalicelib.mail_in.whose import DroppedError
from chalicelib.replies.parse import parse
from chalicelib.replies.said import Inbound
from chalicelib.replies.stopping import surely_leaves

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import Contact
    from chalicelib.couples.reply_address import WroteTo
    from chalicelib.limits import Limits
    from chalicelib.mail_in.letter import Letter
    from chalicelib.mail_in.receipt import Receipt
    from chalicelib.mail_in.whose import Whose
    from chalicelib.replies.handle import Replies
    from chalicelib.replies.store import Inbox
    from chalicelib.replies.waiting import Answer

ANSWERS_A_DAY = 20  # a program that answers us and hides it gets no further than that
FRESH = timedelta(hours=1)  # after that nobody waits for an answer any more
LONGEST = 1600  # characters of their own words that are listened to, as in a text

logger = logging.getLogger(__name__)


class Bucket(Protocol):
    """Where mails lie (mail_in.bucket)."""

    def fetch(self, key: str) -> bytes: ...
    def delete(self, key: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Ear:
    """The use case, with what it needs."""

    bucket: Bucket
    whose: Whose
    contacts: Contacts
    replies: Replies
    inbox: Inbox
    limits: Limits
    answer: Answer
    own_marks: Collection[str]  # lower case: what only a line of our own emails has in it

    def arrived(self, body: str, now: datetime) -> None:
        """What SES tells of one mail. Raises if the store is down: then it comes again."""
        receipt = read_receipt(body)
        if receipt is None:
            logger.info("email: no mail")
            return
        try:
            self._hear(receipt, now)
        except (DroppedError, GoneError, TooLargeError, UnreadableError) as reason:
            logger.info("email: dropped", extra={"reason": _word_of(reason)})
        else:
            logger.info("email: heard")
        self.bucket.delete(receipt.object_key)

    def _hear(self, receipt: Receipt, now: datetime) -> None:
        refusal = receipt.refusal()
        if refusal:
            raise DroppedError(refusal)
        to = self.whose.written_to(receipt)
        letter = read(self.bucket.fetch(receipt.object_key), self.own_marks)
        contact = self.whose.contact(receipt, letter, to)
        inbound = _inbound(receipt, letter, to, contact)
        if contact.state != "confirmed" and surely_leaves(inbound.text) is None:
            raise DroppedError("not_confirmed")
        if self.replies.handle(inbound, now) and now < receipt.at + FRESH:
            self._answer(receipt, letter, to, inbound, now)

    def _answer(
        self, receipt: Receipt, letter: Letter, to: WroteTo, inbound: Inbound, now: datetime
    ) -> None:
        """By a notice, so that it is sent once however often this mail comes. None after a STOP:
        unsubscribing by a tap is not answered by one more email either."""
        owner = self.contacts.owner("email", inbound.sender)
        if owner is None or owner.state != "confirmed":
            return
        who = self.contacts.hashed("email", inbound.sender)
        if not self.limits.allow(f"mail-answers-{who}", ANSWERS_A_DAY, DAY, now):
            logger.warning("email: enough answers for a day")
            return
        self.inbox.threaded(inbound.id, _thread(letter), _present(to), now)
        self.answer(to.couple_id, to.partner, inbound.id, receipt.at + FRESH)


def _inbound(receipt: Receipt, letter: Letter, to: WroteTo, contact: Contact) -> Inbound:
    """Its id is its Message-ID's, if it has one: a mail server that got no answer from SES sends
    the same mail again, which then is another one to SES."""
    named = letter.message_id or receipt.id
    digest = hashlib.sha256(f"{to.couple_id} {to.partner} {named}".encode()).hexdigest()
    return Inbound(
        id=f"mail-{digest[:32]}",
        sender=contact.address,
        text=letter.own.words[:LONGEST],
        media=letter.media,
        channel="email",
        forwarded=letter.own.forwarded,
    )


def _present(to: WroteTo) -> Present:
    return Present(to.couple_id, to.partner, to.generation)


def _thread(letter: Letter) -> dict[str, str]:
    """What the answer needs to stand below theirs. What speaks of danger is not kept, nor here."""
    danger = any(parse(one).meaning == "danger" for one in (letter.subject, letter.own.words))
    return {"id": letter.message_id, "subject": "" if danger else letter.subject}


def _word_of(reason: Exception) -> str:
    """None of these has an address or words in it."""
    return str(reason) or type(reason).__name__
