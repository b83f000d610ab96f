"""How the pretend providers misbehave next: one table of it, and what is set now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Mapping


class FaultError(ValueError):
    """A fault that the table does not have, or a count that counts nothing."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answer with the provider's own error; the message is not taken."""

    status: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Stall:
    """Say nothing until the client gives up, then cut the connection."""

    takes: bool = False  # the message, before


@dataclass(frozen=True, slots=True)
class HangUp:
    """Read the request, and cut the connection without an answer."""

    takes: bool = False


@dataclass(frozen=True, slots=True)
class Reset:
    """Cut the connection before anything is read."""


Fault = Refuse | Stall | HangUp | Reset

# The same at both. A client cannot tell which of these took its message.
NO_ANSWER: dict[str, Fault] = {
    "timeout": Stall(),
    "silent": Stall(takes=True),
    "reset": Reset(),
    "drop": HangUp(),
    "lost": HangUp(takes=True),
}
TABLE: dict[str, dict[str, Fault | None]] = {
    "twilio": {
        "ok": None,
        "429": Refuse(429, "20429", "Too Many Requests"),
        "401": Refuse(401, "20003", "Authenticate"),
        "500": Refuse(500, "20500", "Internal Server Error"),
        "21610": Refuse(400, "21610", "Attempt to send to unsubscribed recipient"),
        "21211": Refuse(400, "21211", "Invalid 'To' Phone Number"),
        **NO_ANSWER,
    },
    "ses": {
        "ok": None,
        "throttle": Refuse(429, "TooManyRequestsException", "Maximum sending rate exceeded."),
        "quota": Refuse(400, "LimitExceededException", "Daily message quota exceeded."),
        "paused": Refuse(400, "SendingPausedException", "Email sending is paused."),
        "suspended": Refuse(400, "AccountSuspendedException", "Your account is suspended."),
        "403": Refuse(403, "UnrecognizedClientException", "The security token is invalid."),
        "500": Refuse(500, "InternalServiceErrorException", "Try again later."),
        "reject": Refuse(400, "MessageRejected", "The message was rejected: it holds a virus."),
        **NO_ANSWER,
    },
}


class Faults:
    """What each provider does with its next requests."""

    def __init__(self, changed: Changes | None = None) -> None:
        self.changed = changed or Changes()
        self._names = dict.fromkeys(TABLE, "ok")
        self._left: dict[str, int | None] = dict.fromkeys(TABLE)

    def set(self, wanted: Mapping[str, Any]) -> None:
        """Take {"twilio": fault, "ses": fault, "count": n}; no count: until told otherwise."""
        names = {key: value for key, value in wanted.items() if key != "count"}
        if not names:
            raise FaultError('Name a provider and its fault: {"twilio": "429", "count": 3}.')
        for provider, name in names.items():
            _check(provider, name)
        count = _checked_count(wanted.get("count"))
        for provider, name in names.items():
            self._names[provider] = name
            self._left[provider] = None if name == "ok" else count
        self.changed.notify()

    def take(self, provider: str) -> Fault | None:
        """Give the fault for one request of `provider` and count it down."""
        fault = TABLE[provider][self._names[provider]]
        left = self._left[provider]
        if left is not None:
            self._left[provider] = left - 1 or None
            if left == 1:
                self._names[provider] = "ok"
            self.changed.notify()
        return fault

    def as_json(self) -> dict[str, Any]:
        """Say what is set; `left` is how many requests remain, null: until told otherwise."""
        return {**self._names, "left": dict(self._left)}


def _check(provider: str, name: object) -> None:
    if provider not in TABLE:
        raise FaultError(f"No provider is called {provider!r}; there are {', '.join(TABLE)}.")
    if not isinstance(name, str) or name not in TABLE[provider]:
        known = ", ".join(TABLE[provider])
        raise FaultError(f"{provider} has no fault {name!r}; choose one of {known}.")


def _checked_count(count: object) -> int | None:
    if count is None:
        return None
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise FaultError("count must be a whole number, 1 or more; leave it out for no end.")
    return count
