"""The words of delivery: what is to be sent, what became of it, and why it could not be. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.couples.model import Channel, ContactState, PartnerKey

State = Literal[
    "claimed", "in_doubt", "sent", "delivered", "failed", "unknown", "skipped", "expired"
]
# A delivery only moves forward: to a state of a higher rank than its own.
RANK: Mapping[str, int] = {
    "claimed": 0,
    "in_doubt": 1,
    "sent": 2,
    "unknown": 3,
    "delivered": 4,
    "failed": 5,  # a complaint or a late bounce comes after the delivery
    "skipped": 4,
    "expired": 4,
}
Fate = Literal["permanent", "later", "unknown"]


class SendError(Exception):
    """The provider did not take a message, or we cannot know whether it did.

    permanent: never try again; `stops` says that the person refused, `bad_address` that nobody
    is there.
    later: it certainly was not taken; try again after a while.
    unknown: it may have been taken; never try again, a receipt will tell.
    `ours`: because of our own account or configuration, so somebody must mend that.
    """

    def __init__(
        self,
        reason: str,
        fate: Fate,
        *,
        code: str = "",
        stops: bool = False,
        bad_address: bool = False,
        ours: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fate = fate
        self.code = code
        self.stops = stops
        self.bad_address = bad_address
        self.ours = ours


# What a report makes of the address: a heavier one is heard after a lighter one.
WEIGHT: Mapping[str | None, int] = {None: 0, "unreachable": 1, "stopped": 2}


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an attempt, as a receipt says it; it moves none of the `final` states."""

    state: State
    facts: Mapping[str, Any] = field(default_factory=dict)
    final: tuple[State, ...] = ()
    becomes: ContactState | None = None

    def moves(self, delivery: Mapping[str, Any]) -> bool:
        """Forward only; one that takes the address out of use also moves what failed otherwise."""
        state = delivery["state"]
        if state in self.final:
            return False
        if RANK[state] != RANK[self.state]:
            return RANK[state] < RANK[self.state]
        return WEIGHT[self.becomes] > WEIGHT[delivery.get("becomes")]


@dataclass(frozen=True, slots=True)
class LedgerKey:
    """Where one delivery stands in the table."""

    pk: str
    sk: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an email."""

    name: str
    content_type: str
    content: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message, ready for a provider."""

    channel: Channel
    to: str
    text: str
    subject: str = ""
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""  # "": whoever answers writes to our sender's address


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message with what its receipts need, and how long it is worth anything."""

    message: Message
    key: LedgerKey
    attempt: str  # the claim's token
    seconds_left: int


class Sender(Protocol):
    """Hands a message to a provider. Returns the provider's id; raises SendError."""

    def send(self, envelope: Envelope) -> str: ...


@dataclass(frozen=True, slots=True)
class Notice:
    """Anything we send that is not a slot, identified by what caused it."""

    pk: str  # the couple's partition, or the link's while there is no couple yet
    partner: PartnerKey
    name: str  # "confirm", "welcome", "link", ...
    cause: str  # a link's hash, an appreciation's id, ...
    good_until: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A composed message, with what the ledger keeps of it (never its words or address)."""

    message: Message
    record: Mapping[str, Any]
    version: int | None  # of the couple it was composed from
    good_until: datetime | None = None  # None: the errand's


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not sent now.

    `dropped`: it is not wanted any more, nothing is kept. `later`: ask again in a while.
    """

    state: Literal["skipped", "expired", "dropped", "later"]
    reason: str
