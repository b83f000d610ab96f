"""What became of a message, said for the log and counted for the alarms; never to whom, or what.

What only waits its turn, or while everything is held, is not said: it comes again.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from chalicelib.figures import WATCHED
from chalicelib.invocation import count, tracing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from chalicelib.couples.model import Channel
    from chalicelib.delivery.model import Fate, LedgerKey, Refusal, SendError
    from chalicelib.delivery.receipts import Receipt
    from chalicelib.table import Item

COMPLAINT = "complaint"
NOTICE = "NOTICE#"
NOTICE_PARTS = 3  # NOTICE#partner#name; what caused it may be the hash of a link
# What a provider's no makes of a message; put off, it is tried again.
OUTCOMES: Mapping[Fate, str] = {"permanent": "failed", "unknown": "in_doubt", "later": "put_off"}
REPORTED: Mapping[str, str] = {"sent": "taken", "delivered": "delivered", "failed": "undelivered"}

logger = logging.getLogger(__name__)


def say_sent(key: LedgerKey, channel: Channel, attempt: str) -> None:
    _say(key, "sent", channel=channel, attempt=attempt)
    if channel == "sms":
        count("segments")


def say_not_sent(key: LedgerKey, channel: Channel, attempt: str, error: SendError) -> None:
    """The provider did not take it, or nobody knows."""
    known = {"reason": error.reason, "code": error.code}
    if error.ours:
        count("refused")
    _say(key, OUTCOMES[error.fate], channel=channel, attempt=attempt, **known)


def say_refused(key: LedgerKey, refusal: Refusal) -> None:
    """It ends here, or is put off, by a decision of ours."""
    outcome = "put_off" if refusal.state == "later" else refusal.state
    _say(key, outcome, reason=refusal.reason)


def say_redelivered(key: LedgerKey, standing: Mapping[str, Any]) -> None:
    """It came again from the queue, and somebody has taken it: in doubt, if they have crashed."""
    outcome = "in_doubt" if standing.get("state") == "claimed" else "repeated"
    _say(key, outcome, attempt=standing.get("token", ""))


def say_receipt(receipt: Receipt, was: Item | None) -> None:
    """What a provider reported; `was` is the delivery it moved, None if it moved none.

    The line belongs to what the message itself belonged to, as the ledger has kept.
    """
    known = {"attempt": receipt.attempt, "code": receipt.code}
    if was is None:
        _say(receipt.key, "nothing_new", **known)
        return
    outcome = "complaints" if receipt.code == COMPLAINT else REPORTED[receipt.state]
    if outcome == "undelivered" and was["state"] == "failed":  # its address is out of use as well
        outcome = "address_out_of_use"
    if receipt.ours:
        count("refused")
    with tracing(was.get("trace", "")):
        _say(receipt.key, outcome, was=was["state"], channel=was.get("channel", ""), **known)


def _say(key: LedgerKey, outcome: str, **known: str) -> None:
    if outcome in WATCHED:
        count(outcome)
    kind, _, whose = key.pk.partition("#")
    # A link's partition is named by its hash, until there is a couple.
    couple = {"couple": whose} if kind == "COUPLE" else {}
    place = {"delivery": _place(key.sk)}
    said = {name: value for name, value in known.items() if value}
    logger.info("message", extra={"outcome": outcome, **couple, **place, **said})


def _place(sk: str) -> str:
    return "#".join(sk.split("#")[:NOTICE_PARTS]) if sk.startswith(NOTICE) else sk
