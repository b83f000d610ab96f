"""A batch from the queue: each message on its own, so that one never holds up the others."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from chalicelib.delivery.jobs import Job, loads
from chalicelib.delivery.send import Desk, Errand, send_one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

logger = logging.getLogger(__name__)


def send_batch(
    messages: Iterable[tuple[str, str]], errand: Callable[[Job], Errand], desk: Desk
) -> list[str]:
    """Send (message id, body) pairs. Returns the ids of those that must come again."""
    failed = []
    for message_id, body in messages:
        try:
            job = loads(body)
            send_one(errand(job), job, desk)
        except Exception:  # the edge: reported to SQS, and after five tries to the dead letters
            logger.exception("could not send message %s", message_id)
            failed.append(message_id)
    return failed
