"""Texts that came while the store was down: kept in an encrypted queue, and acted on later.

The one queue that carries words and a number of theirs: there is nowhere else to put them. What
speaks of danger never gets there, and of an opt-out only that it is one (ADR 11).
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.invocation import trace, tracing
from chalicelib.replies.parse import parse
from chalicelib.replies.said import Inbound
from chalicelib.replies.stopping import leaves, surely_leaves
from chalicelib.schema import VERSION, V, check
from chalicelib.table import StoreUnavailable, Throttled

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.content.render import Renderer
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import PartnerKey
    from chalicelib.replies.handle import Replies

FRESH = timedelta(hours=1)  # after that nobody waits for an answer any more
NO_ANSWER = ""

logger = logging.getLogger(__name__)


class Queue(Protocol):
    """Where texts wait."""

    def put(self, body: str) -> None: ...


class Answer(Protocol):
    """Sends what a text was answered with, once (delivery.answers)."""

    def __call__(
        self, couple_id: str, key: PartnerKey, message_id: str, until: datetime
    ) -> None: ...


@dataclass(frozen=True)
class InboundQueue:
    """The queue on SQS. `connect` makes the client, at the first message."""

    connect: Callable[[], Any]
    url: str

    def put(self, body: str) -> None:
        self._client.send_message(QueueUrl=self.url, MessageBody=body)

    @cached_property
    def _client(self) -> Any:
        return self.connect()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Answers at once if that is possible, else says that it was got and acts later."""

    replies: Replies
    contacts: Contacts
    queue: Queue
    answer: Answer
    renderer: Renderer

    def handle(self, inbound: Inbound, now: datetime) -> str:
        """The words to answer with in the same breath."""
        try:
            return self.replies.handle(inbound, now)
        except (StoreUnavailable, Throttled):
            logger.exception("a text waits")
            return self._later(inbound, now)

    def arrived(self, body: str, now: datetime) -> None:
        """A text from the queue. Raises while the store is still down: then it comes again."""
        inbound, at = loads(body)
        with tracing(str(json.loads(body).get("trace", ""))):
            self._arrived(inbound, at, now)

    def _arrived(self, inbound: Inbound, at: datetime, now: datetime) -> None:
        words = self.replies.handle(inbound, now)
        owner = self.contacts.owner("sms", inbound.sender) if words else None
        if owner is None or owner.couple_id is None or owner.partner is None:
            return
        if owner.state == "confirmed" and now < at + FRESH:
            self.answer(owner.couple_id, owner.partner, inbound.id, at + FRESH)

    def _later(self, inbound: Inbound, now: datetime) -> str:
        parsed = surely_leaves(inbound.text) or parse(inbound.text)
        stop = leaves(parsed) or inbound.opted == "STOP"
        if parsed.meaning == "danger" and not inbound.opted:
            return self.renderer.answer("danger", inbound.id)
        kept = replace(inbound, text="STOP") if stop else inbound
        self.queue.put(dumps(kept, now))
        if inbound.answered_by_carrier:
            return NO_ANSWER
        if parsed.danger:
            return self.renderer.answer("danger", inbound.id)
        return self.renderer.answer("got_stop" if stop else "got", inbound.id)


def dumps(inbound: Inbound, at: datetime) -> str:
    message = {V: VERSION, "inbound": asdict(inbound), "at": at.isoformat()}
    return json.dumps(message | ({"trace": trace()} if trace() else {}))


def loads(text: str) -> tuple[Inbound, datetime]:
    """Raises ValueError if it is not a message of ours, NewerSchemaError if it is of newer code."""
    message = json.loads(text)
    check(message)
    try:
        known = {one.name for one in fields(Inbound)}  # newer code may have added more
        inbound = {name: value for name, value in message["inbound"].items() if name in known}
        return Inbound(**inbound), datetime.fromisoformat(message["at"])
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not a message of the inbound queue") from error
