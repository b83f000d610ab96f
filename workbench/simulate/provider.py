"""A pretend provider of one channel: takes messages, puts some off, refuses a few, reports back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.delivery.model import SendError
from chalicelib.delivery.receipts import Receipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.delivery.model import Envelope
    from workbench.simulate.scenario import Scenario
    from workbench.simulate.timeline import Timeline, VirtualClock

# What becomes of a message, by one throw: up to this share of all messages.
REFUSED, UNKNOWN, OFF_ALL_DAY, PUT_OFF = 0.0004, 0.0007, 0.0011, 0.005
MOST_PUT_OFFS = 4
BOUNCED = 0.0002  # of those taken: the receipt says that nobody is there
SECONDS_TO_RECEIPT = 7


@dataclass(slots=True)
class Provider:
    """delivery.model.Sender. `arrived` gets what reached a person, `trouble` what did not."""

    scenario: Scenario
    clock: VirtualClock
    timeline: Timeline
    arrived: Callable[[Envelope], None]
    trouble: Callable[[Envelope, str, SendError | None], None]
    report: Callable[[Receipt], None]
    _tries: Counter[tuple[str, str]] = field(default_factory=Counter)

    def send(self, envelope: Envelope) -> str:
        error = self._mood(envelope)
        if error is None:
            self._take(envelope)
            return f"provider-{envelope.attempt}"
        self.trouble(envelope, f"the provider said {error.fate}", error)
        if error.fate == "unknown" and self._chance(envelope, "arrives anyway") < 1 / 2:
            self._take(envelope)
        raise error

    def _take(self, envelope: Envelope) -> None:
        self.arrived(envelope)
        bounces = self._chance(envelope, "bounces") < BOUNCED
        receipt = Receipt(envelope.key, envelope.attempt, "delivered")
        if bounces:
            receipt = Receipt(
                envelope.key, envelope.attempt, "failed", "Permanent", contact_becomes="unreachable"
            )
        later = self.clock.now + timedelta(seconds=SECONDS_TO_RECEIPT)
        self.timeline.add(later, partial(self._report, envelope, receipt))

    def _report(self, envelope: Envelope, receipt: Receipt) -> None:
        if receipt.contact_becomes is not None:
            self.trouble(envelope, "it bounced later", None)
        self.report(receipt)

    def _mood(self, envelope: Envelope) -> SendError | None:
        throw = self._chance(envelope, "mood")
        if throw >= PUT_OFF:
            return None
        place = envelope.key.pk, envelope.key.sk
        self._tries[place] += 1
        if throw < REFUSED:
            return _refusal(self._chance(envelope, "why"))
        if throw < UNKNOWN:
            return SendError("it did not answer in time", "unknown")
        tries = 1 + int(self._chance(envelope, "tries") * MOST_PUT_OFFS)
        if throw < OFF_ALL_DAY or self._tries[place] <= tries:
            return SendError("too many requests", "later", code="429")
        return None

    def _chance(self, envelope: Envelope, what: str) -> float:
        return self.scenario.chance(what, envelope.key.pk, envelope.key.sk)


def _refusal(throw: float) -> SendError:
    """They opted out, nobody is there, or this very message is not wanted."""
    if throw < 1 / 3:
        return SendError("they opted out", "permanent", code="21610", stops=True)
    if throw < 2 / 3:
        return SendError("unknown number", "permanent", code="30005", bad_address=True)
    return SendError("filtered by the carrier", "permanent", code="30007")
