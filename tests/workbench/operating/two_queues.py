"""A send queue and its dead letters, on whatever kind of SQS."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from chalicelib.delivery.queue import SendQueue
from workbench.operating.dead_queue import DeadQueue

MANY = 23  # three answers' worth


@dataclass(frozen=True)
class TwoQueues:
    client: Any
    dead: str
    send: str

    @property
    def letters(self) -> DeadQueue:
        return DeadQueue(self.client, self.dead, self.send, wait=0)

    def bury(self, *bodies: str) -> None:
        queue = SendQueue(lambda: self.client, self.send, self.dead)
        for body in bodies:
            queue.bury(body, "KeyError in somewhere")

    def seen(self) -> list[str]:
        with self.letters.opened() as found:
            return sorted(one.body for one in found)

    def queued(self) -> list[str]:
        """What stands in the send queue."""
        with DeadQueue(self.client, self.send, self.dead, wait=0).opened() as found:
            return sorted(one.body for one in found)


def bodies(number: int) -> list[str]:
    return sorted(json.dumps({"number": one}) for one in range(number))
