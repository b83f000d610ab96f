"""Queue messages: a slot or a notice, and which try this is. No address, no token, no words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chalicelib.couples.slot import Slot, SlotTimes
from chalicelib.delivery.model import Notice
from chalicelib.invocation import trace
from chalicelib.schema import VERSION, V, check


@dataclass(frozen=True, slots=True)
class Job:
    """What one message of the send queue asks for."""

    errand: Slot | Notice
    attempt: int = 0
    not_before: datetime | None = None  # its own instant, once it has one (delivery/pace)
    fallback: bool = False  # a slot's second try, on the partner's other channel
    trace: str = field(default_factory=trace)  # what it belongs to: that of whoever made it


def dumps(job: Job) -> str:
    kind, body = (
        ("slot", _slot(job.errand))
        if isinstance(job.errand, Slot)
        else ("notice", _notice(job.errand))
    )
    message = {V: VERSION, kind: body, "attempt": job.attempt}
    if job.not_before is not None:
        message["not_before"] = job.not_before.isoformat()
    if job.fallback:
        message["fallback"] = True
    if job.trace:
        message["trace"] = job.trace
    return json.dumps(message, sort_keys=True)


def loads(text: str) -> Job:
    """Raises ValueError if it is not a message of ours, NewerSchemaError if it is of newer code."""
    message = json.loads(text)
    check(message)
    try:
        errand = _read_slot(message) if "slot" in message else _read_notice(message)
        at = message.get("not_before")
        not_before = datetime.fromisoformat(at) if at else None
        fallback, trace = message.get("fallback", False), message.get("trace", "")
        return Job(errand, message["attempt"], not_before, fallback, trace)
    except (KeyError, TypeError) as error:
        raise ValueError("not a message of the send queue") from error


def _slot(slot: Slot) -> dict[str, Any]:
    return {
        "couple": slot.couple_id,
        "partner": slot.partner,
        "rhythm": slot.rhythm,
        "date": slot.times.local_date.isoformat(),
        "due_at": slot.times.due_at.isoformat(),
        "good_until": slot.times.good_until.isoformat(),
        "rev": slot.rev,
    }


def _read_slot(message: dict[str, Any]) -> Slot:
    body = message["slot"]
    times = SlotTimes(
        date.fromisoformat(body["date"]),
        datetime.fromisoformat(body["due_at"]),
        datetime.fromisoformat(body["good_until"]),
    )
    return Slot(body["couple"], body["partner"], body["rhythm"], times, body["rev"])


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "pk": notice.pk,
        "partner": notice.partner,
        "name": notice.name,
        "cause": notice.cause,
        "good_until": notice.good_until.isoformat(),
    }


def _read_notice(message: dict[str, Any]) -> Notice:
    body = message["notice"]
    good_until = datetime.fromisoformat(body["good_until"])
    return Notice(body["pk"], body["partner"], body["name"], body["cause"], good_until)
