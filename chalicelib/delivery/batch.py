"""A batch from the queue: each message on its own, so that one never holds up the others."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.delivery.jobs import Job, loads
from chalicelib.delivery.send import Desk, Errand, send_one
from chalicelib.invocation import tracing
from chalicelib.reasons import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

logger = logging.getLogger(__name__)

LAST_TRY = 5  # the template's maxReceiveCount: then it is a dead letter
# One send may take that long if a provider stalls; with less, the invocation would be cut off.
ENOUGH_SECONDS = 25.0


class Arrived(NamedTuple):
    """One message as SQS delivers it, for the so-manyeth time."""

    id: str
    body: str
    times: int = 1


def arrived(record: Mapping[str, Any]) -> Arrived:
    """A message from SQS's own record of it."""
    times = record.get("attributes", {}).get("ApproximateReceiveCount", "1")
    return Arrived(record["messageId"], record["body"], int(times))


def send_batch(
    messages: Iterable[Arrived],
    errand: Callable[[Job], Errand],
    desk: Desk,
    bury: Callable[[str, str], None],
    seconds_left: Callable[[], float],
) -> list[str]:
    """Send messages. Returns the ids of those that must come again.

    One that failed five times is buried with its reason instead. What there is no time for goes
    back as a copy: coming again would count as a failure.
    """
    failed = []
    for message in messages:
        try:
            job = loads(message.body)
            with tracing(job.trace):
                _sent(job, errand, desk, seconds_left)
        except Exception as error:  # the edge: reported to SQS
            logger.exception("a message failed", extra={"message_id": message.id})
            if message.times < LAST_TRY or not _buried(message, error, bury):
                failed.append(message.id)
    return failed


def _sent(
    job: Job, errand: Callable[[Job], Errand], desk: Desk, seconds_left: Callable[[], float]
) -> None:
    if seconds_left() < ENOUGH_SECONDS:
        desk.again(job, timedelta(0), attempt=job.attempt)
    else:
        send_one(errand(job), job, desk)


def _buried(message: Arrived, error: Exception, bury: Callable[[str, str], None]) -> bool:
    try:
        bury(message.body, reason_of(error))
    except Exception:  # the edge: then SQS moves it by itself, without the reason
        logger.exception("a message could not be buried", extra={"message_id": message.id})
        return False
    return True
