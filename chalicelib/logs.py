"""The log: one JSON object a line, which can hold no address, name, token or word of anybody's.

A message is said as it stands in the code, with nothing put into it but numbers. Beside it stand
the fields listed here and no other. Of an error it says which and where, never its own words: they
may quote what could not be read. Of what a library logs it says where, and does not repeat it.
Why not by a library, and why not by Lambda's own JSON: ADR 19.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from chalicelib import invocation
from chalicelib.figures import embedded
from chalicelib.reasons import reason_of, way_to

if TYPE_CHECKING:
    from typing import TextIO

OURS = "chalicelib"
# What a line may say beside its message. Ids of couples and deliveries are made up by us.
FIELDS = (
    "route",  # as it is declared, "/join/{token}": never the address that was asked for
    "method",
    "status",
    "ms",
    "couple",
    "delivery",  # a place in the ledger
    "attempt",
    "channel",
    "outcome",
    "was",  # the state from which a receipt moved a delivery
    "reason",  # ours, from a table of reasons
    "code",  # a provider's
    "message_id",  # the queue's
    "shard",
    "entry",  # of the index of what is due
)
LONGEST = 200  # characters of a field


class OneLine(logging.Formatter):
    """Makes the line. `stage` is the metrics' dimension."""

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            # The names that Lambda's own JSON has, so that its levels and queries work on ours.
            "timestamp": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            **_message(record),
            **_invocation(),
            **{name: _plain(getattr(record, name)) for name in FIELDS if hasattr(record, name)},
        }
        if record.exc_info and record.exc_info[1]:
            line["error"], line["way"] = reason_of(record.exc_info[1]), way_to(record.exc_info[1])
        figures = getattr(record, "figures", None)
        if figures:
            line |= embedded(self.stage, figures, int(record.created * 1000))
        return json.dumps(line, separators=(",", ":"))


def set_up(stage: str, stream: TextIO | None = None) -> None:
    """Let everything that is logged in this process leave as such lines, and in no other way."""
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(OneLine(stage))
    root = logging.getLogger()
    root.handlers[:] = [handler]  # Lambda has put one there, which would print it all
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # else a line that fails is printed, with all that was in it


def _message(record: logging.LogRecord) -> dict[str, str]:
    if record.name.partition(".")[0] == OURS:
        numbers = isinstance(record.args, tuple) and all(
            isinstance(one, int | float) for one in record.args
        )
        said = record.getMessage() if numbers else record.msg
        return {"message": str(said), "logger": record.name}
    place = f"{record.filename}:{record.lineno}"
    return {"message": "a library logged something", "logger": record.name, "place": place}


def _invocation() -> dict[str, str]:
    """Which call this line is of, by Lambda's id, and with which one it all began."""
    under_way = invocation.current()
    known = {"trace": invocation.trace()}
    if under_way:
        known |= {"function": under_way.function, "requestId": under_way.request}
    return {name: value for name, value in known.items() if value}


def _plain(value: object) -> str | int | float:
    """Numbers as they are; of anything that is not plain text only its kind."""
    if isinstance(value, int | float):
        return value
    return value[:LONGEST] if isinstance(value, str) else type(value).__name__
