"""Sending once: claim, look again, send, record. The protocol for slots and notices alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.delivery.model import Draft, Envelope, Refusal, SendError
from chalicelib.delivery.outcomes import say_not_sent, say_redelivered, say_refused, say_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.couples.model import Channel, Couple
    from chalicelib.couples.store import Couples
    from chalicelib.delivery.jobs import Job
    from chalicelib.delivery.model import LedgerKey, Sender
    from chalicelib.delivery.room import Later, Room
    from chalicelib.delivery.store import Ledger

LONGEST_DELAY = timedelta(seconds=900)  # SQS
DOUBLINGS = 5  # it has reached the longest by then, and a notice may wait out a whole night
HELD_DELAY = timedelta(seconds=60)
TOO_LATE = Refusal("expired", "too late")
GONE = Refusal("dropped", "the couple is gone")


class Errand(Protocol):
    """One slot or notice on its way out."""

    @property
    def key(self) -> LedgerKey: ...

    @property
    def couple_id(self) -> str | None: ...

    @property
    def good_until(self) -> datetime: ...

    @property
    def facts(self) -> Mapping[str, Any]:
        """What the ledger keeps of it even if it never becomes a message."""
        ...

    def draft(self, couple: Couple | None, now: datetime) -> Draft | Refusal:
        """Check everything that may have changed, choose and render."""
        ...

    def sent(self, draft: Draft) -> None:
        """What follows from its having gone out."""
        ...

    def refused(self, draft: Draft, error: SendError, now: datetime) -> None:
        """What follows from the provider's saying no for good."""
        ...


class Again(Protocol):
    """Puts a copy of a job back, to arrive after a delay."""

    def __call__(self, job: Job, delay: timedelta, *, attempt: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What sending needs: where couples and deliveries are, who sends, and what time it is."""

    couples: Couples
    ledger: Ledger
    senders: Mapping[Channel, Sender]
    again: Again
    held: Callable[[], bool]
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    first_delay: timedelta  # before the first try again
    room: Room


def send_one(errand: Errand, job: Job, desk: Desk) -> None:
    """Take one errand as far as it goes. Raises only for bugs and a store that is down."""
    if not _may_begin(errand, job, desk):
        return
    draft = _checked(errand, desk)
    if isinstance(draft, Refusal):
        _close(errand, job, draft, desk)
        return
    if not _has_room(errand, job, draft, desk):
        return
    token = desk.new_id()
    standing = desk.ledger.claim(errand.key, token, draft.record, desk.clock())
    if standing is not None:
        desk.room.give_back(draft.message.channel)
        _redelivered(errand, standing, desk)
        return
    if desk.held():
        _let_go(errand, draft, token, desk)
        desk.again(job, HELD_DELAY, attempt=job.attempt)
        return
    if _moved(errand, draft, desk):  # begin again, with what they want now
        _let_go(errand, draft, token, desk)
        desk.again(job, timedelta(0), attempt=job.attempt)
        return
    _hand_over(errand, job, draft, token, desk)


def _may_begin(errand: Errand, job: Job, desk: Desk) -> bool:
    """Not while everything is held, and not before its instant."""
    if desk.held():
        if desk.clock() >= errand.good_until:
            _close(errand, job, TOO_LATE, desk)
        else:
            desk.again(job, HELD_DELAY, attempt=job.attempt)
        return False
    early = desk.room.wait(job, desk.clock())
    if early is not None:
        _put_off(early, desk)
    return early is None


def _has_room(errand: Errand, job: Job, draft: Draft, desk: Desk) -> bool:
    """Whether it may go now. If not, it is put off to its own instant, or it ends here."""
    good_until = draft.good_until or errand.good_until
    no = desk.room.check(job, draft.message.channel, good_until, desk.clock())
    if isinstance(no, Refusal):
        _close(errand, job, no, desk)
    elif no is not None:
        _put_off(no, desk)
    return no is None


def _put_off(later: Later, desk: Desk) -> None:
    seconds = timedelta(seconds=ceil(later.delay.total_seconds()))
    desk.again(later.job, min(seconds, LONGEST_DELAY), attempt=later.job.attempt)


def _checked(errand: Errand, desk: Desk) -> Draft | Refusal:
    couple = desk.couples.get(errand.couple_id, consistent=True) if errand.couple_id else None
    now = desk.clock()
    if errand.couple_id and couple is None:
        return GONE
    if now >= errand.good_until:
        return TOO_LATE
    draft = errand.draft(couple, now)
    if isinstance(draft, Draft) and draft.message.channel not in desk.senders:
        return Refusal("skipped", "this channel is switched off")
    return draft


def _moved(errand: Errand, draft: Draft, desk: Desk) -> bool:
    """Whether the couple was edited since the draft was made."""
    if errand.couple_id is None:
        return False
    couple = desk.couples.get(errand.couple_id, consistent=True)
    return couple is None or couple.version != draft.version


def _redelivered(errand: Errand, standing: Mapping[str, Any], desk: Desk) -> None:
    """Somebody else's claim stands: they may have crashed on either side of the send."""
    say_redelivered(errand.key, standing)
    if standing.get("state") == "claimed":
        desk.ledger.doubt(errand.key, standing["token"], desk.clock())


def _hand_over(errand: Errand, job: Job, draft: Draft, token: str, desk: Desk) -> None:
    good_until = draft.good_until or errand.good_until
    left = int((good_until - desk.clock()).total_seconds())
    if left <= 0:
        _let_go(errand, draft, token, desk)
        _close(errand, job, TOO_LATE, desk)
        return
    envelope = Envelope(draft.message, errand.key, token, left)
    try:
        provider_id = desk.senders[draft.message.channel].send(envelope)
    except SendError as error:
        _not_sent(errand, job, draft, token, error, desk)
        return
    say_sent(errand.key, draft.message.channel, token)
    facts = {**draft.record, "provider_id": provider_id, "sent_at": desk.clock().isoformat()}
    desk.ledger.record(errand.key, token, "sent", facts)
    errand.sent(draft)


def _not_sent(
    errand: Errand, job: Job, draft: Draft, token: str, error: SendError, desk: Desk
) -> None:
    say_not_sent(errand.key, draft.message.channel, token, error)
    if error.fate == "later":
        _let_go(errand, draft, token, desk)
        _again(errand, job, desk)
    elif error.fate == "unknown":
        desk.ledger.doubt(errand.key, token, desk.clock())
    else:
        facts = {"reason": error.reason, "code": error.code}
        desk.ledger.record(errand.key, token, "failed", facts)
        errand.refused(draft, error, desk.clock())


def _let_go(errand: Errand, draft: Draft, token: str, desk: Desk) -> None:
    """It certainly was not sent: the right to send goes back, and its place under the ceiling."""
    desk.ledger.release(errand.key, token)
    desk.room.give_back(draft.message.channel)


def _close(errand: Errand, job: Job, refusal: Refusal, desk: Desk) -> None:
    if refusal.state == "later":
        say_refused(errand.key, refusal)
        _again(errand, job, desk)
        return
    if refusal.state == "dropped":
        standing = desk.ledger.find(errand.key)
    else:
        record = {**errand.facts, "reason": refusal.reason}
        standing = desk.ledger.close(errand.key, refusal.state, record, desk.clock())
    if standing is None:
        say_refused(errand.key, refusal)
        return
    if refusal is GONE:  # claimed while they were erased: nothing of theirs stays
        desk.ledger.release(errand.key, standing.get("token", ""))
    else:  # claimed before it was refused, by somebody who crashed
        _redelivered(errand, standing, desk)


def _again(errand: Errand, job: Job, desk: Desk) -> None:
    """A copy with a growing delay, never much past its good-until: then it ends as expired."""
    delay = min(desk.first_delay * 2 ** min(job.attempt, DOUBLINGS), LONGEST_DELAY)
    left = max(errand.good_until - desk.clock(), timedelta(0))
    desk.again(replace(job, not_before=None), min(delay, left), attempt=job.attempt + 1)
