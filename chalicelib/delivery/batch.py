"""A batch from the queue: each message on its own, so that one never holds up the others."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.delivery.jobs import Job, loads
from chalicelib.delivery.send import Desk, Errand, send_one

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
            if seconds_left() < ENOUGH_SECONDS:
                desk.again(job, timedelta(0), attempt=job.attempt)
            else:
                send_one(errand(job), job, desk)
        except Exception as error:  # noqa: BLE001 - the edge: reported to SQS
            # Never the error itself: its words may quote an address.
            logger.error("could not send message %s: %s", message.id, reason_of(error))  # noqa: TRY400
            if message.times < LAST_TRY or not _buried(message, error, bury):
                failed.append(message.id)
    return failed


def _buried(message: Arrived, error: Exception, bury: Callable[[str, str], None]) -> bool:
    try:
        bury(message.body, reason_of(error))
    except Exception:  # the edge: then SQS moves it by itself, without the reason
        logger.exception("could not bury message %s", message.id)
        return False
    return True


def reason_of(error: Exception) -> str:
    """What failed and where; never what it said, which may quote an address or somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/chalicelib/" in frame.filename] or frames
    if not ours:
        return type(error).__name__
    where = ours[-1]
    file = where.filename.rpartition("/")[2]
    return f"{type(error).__name__} in {where.name}, {file}:{where.lineno}"
