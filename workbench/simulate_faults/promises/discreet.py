"""Promise 6: queues and logs carry no address, no token, and no words of theirs."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.couples.preferences import Gone
from chalicelib.logs import OneLine
from chalicelib.table import Conflict, StoreUnavailable, Throttled
from workbench.simulate_faults.people.doing import MARK

if TYPE_CHECKING:
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.providers import Taken

THEIRS = re.compile(r"\+1000\d+|[\w.]+@example\.com|" + MARK.pattern)
TOKENS = re.compile(r"/(?:confirm|link|join|agenda|unsubscribe)/([\w.~-]{12,})")
# What a process may fail by, and does no harm: the table and the queue said so, or the couple was
# erased at that very moment. It comes again.
EXPECTED = (Conflict, Throttled, StoreUnavailable, ClientError, BotoCoreError, Gone)


@dataclass(slots=True)
class Discreet:
    """`heard`: everything that was put on a queue or logged; tokens are looked for in the end."""

    verdicts: Verdicts
    heard: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    def said(self, where: str, text: str) -> None:
        found = THEIRS.search(text)
        self.verdicts.hold(6, found is None, f"{where} says {found[0] if found else ''}: {text}")
        self.heard.append(text)

    def put(self, body: str) -> None:
        self.said("a queue", body)

    def took(self, taken: Taken) -> None:
        self.tokens.update(TOKENS.findall(taken.text))

    def in_the_end(self) -> None:
        everything = "\n".join(self.heard)
        for token in self.tokens:
            self.verdicts.hold(6, token not in everything, f"a queue or log carries {token}")


class LogWatch(logging.Handler):
    """Reads everything that our code logs; an error that it did not expect is a bug."""

    def __init__(self, discreet: Discreet, verdicts: Verdicts) -> None:
        super().__init__()
        self._discreet, self._verdicts = discreet, verdicts
        self._line = OneLine("simulation")

    def emit(self, record: logging.LogRecord) -> None:
        said = self._line.format(record)
        self._discreet.said("a log", said)
        if record.exc_info and record.exc_info[1] is not None:
            self._verdicts.hold(0, isinstance(record.exc_info[1], EXPECTED), said)
