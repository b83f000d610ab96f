"""What a dead letter is still worth, and how what it was about ends when nobody replays it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.delivery.store import Ledger

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.table import Table
    from workbench.operating.letters import About, Letter

YES, LATE, GONE, UNREADABLE = "yes", "too late", "gone", "unreadable"
DROPPED = "dropped by the operator"


def worth(table: Table, letter: Letter, found: About | None, now: datetime) -> str:
    """Whether a replay would still send something: YES, or why not.

    LATE: it would end as expired. GONE: the couple is. UNREADABLE: it would fail again.
    Anything else is the state in which the ledger has it already.
    """
    standing = Ledger(table).find(found.key) if found else None
    if standing is not None:
        return str(standing["state"])
    if found is None or not letter.readable:
        return UNREADABLE
    if not _is_there(table, found):
        return GONE
    return YES if found.good_until is None or now < found.good_until else LATE


def end(table: Table, found: About, now: datetime) -> str:
    """End a slot or notice as failed, unless its delivery stands. Returns its state, or GONE.

    A claim that stands is of somebody who crashed: nobody knows whether they had sent it.
    """
    if not _is_there(table, found):
        return GONE  # nothing brings an erased couple back
    ledger = Ledger(table)
    due = {"due_at": found.due_at.isoformat()} if found.due_at else {}
    standing = ledger.close(found.key, "failed", {"reason": DROPPED, **due}, now)
    if standing is None:
        return "failed"
    if standing["state"] == "claimed":
        ledger.doubt(found.key, standing["token"], now)
        return "in_doubt"
    return str(standing["state"])


def _is_there(table: Table, found: About) -> bool:
    """Whether the couple is, even if its document is broken. A sign-up has none yet."""
    if found.couple is None:
        return True
    return table.get(found.key.pk, keys.COUPLE, consistent=True) is not None
