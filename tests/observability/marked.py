"""People who cannot be mistaken, and a world that keeps all that is ever queued of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import app
from tests.fakes import FakeQueue
from tests.lambda_events import batch
from tests.mail_in.mailing import MailWorld
from tests.racing import RacyTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chalicelib.table import Item, Write

NAME, OTHER_NAME = "Zebedeequark", "Wilhelminaquark"
ADDRESS, OTHER = "zebedee.xylograph@example.com", "wilhelmina.xylograph@example.com"
PHONE, OTHER_PHONE = "+12025550177", "+12025550178"
WORDS = "velvet marmalade lantern"
MARKS = ("ebedee", "ilhelmina", "xylograph", "2025550177", "2025550178", "velvet", "marmalade",
         "lantern", "a pretend secret", "a pretend token", "203.0.113.7")  # fmt: skip


class QuotingTable(RacyTable):
    """Once it is broken, it says no to everything, in words that quote everything."""

    broken: Exception | None = None

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:
        self._may_break()
        return super().get(pk, sk, consistent=consistent)

    def query(self, *args: Any, **kwargs: Any) -> list[Item]:
        self._may_break()
        return super().query(*args, **kwargs)

    def due(self, *args: Any, **kwargs: Any) -> Any:
        self._may_break()
        return super().due(*args, **kwargs)

    def write(self, write: Write) -> Item | None:
        self._may_break()
        return super().write(write)

    def transact(self, writes: Sequence[Write]) -> None:
        self._may_break()
        super().transact(writes)

    def _may_break(self) -> None:
        if self.broken:
            raise type(self.broken)(*self.broken.args)  # anew: each has a way of its own


@dataclass
class OverheardQueue(FakeQueue):
    """Keeps every body that was ever on it."""

    ever: list[str] = field(default_factory=list)

    def take(self) -> list[str]:
        self.ever += self.bodies
        return super().take()


class MarkedWorld(MailWorld):
    """What is queued goes through the app's own function."""

    @cached_property
    def memory(self) -> QuotingTable:
        return QuotingTable()

    @cached_property
    def queue(self) -> OverheardQueue:
        return OverheardQueue()

    def work(self) -> list[str]:
        answer = invoke("send", batch(*self.queue.take())["event"])
        return [one["itemIdentifier"] for one in answer["batchItemFailures"]]


@dataclass(frozen=True)
class Context:
    """What Lambda says of an invocation, as far as we ask."""

    aws_request_id: str
    function_name: str

    def get_remaining_time_in_millis(self) -> int:
        return 50_000


def invoke(function: str, event: Mapping[str, Any], request: str = "request-1") -> Any:
    """Call one of the app's functions as Lambda does."""
    return getattr(app, function)(event, Context(request, function))


def quoting() -> str:
    """Words that quote everybody."""
    return f"{NAME} {OTHER_NAME} {ADDRESS} {OTHER} {PHONE} {OTHER_PHONE} {WORDS}"


def ledger(world: MarkedWorld) -> str:
    """The ledger as text."""
    items = [one for (_, sk), one in world.memory.items.items()
             if sk.startswith(("DELIVERY#", "NOTICE#", "DOUBT#", "DUE#"))]  # fmt: skip
    return json.dumps(items, default=str)
