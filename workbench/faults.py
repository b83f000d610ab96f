"""How the pretend providers misbehave next: one small table, and what its rows do."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from workbench.changes import Changes
from workbench.closing import CLOSING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HOLD_SECONDS = 120.0  # longer than any client of ours waits
LOOK_SECONDS = 0.05  # how often a stalled answer looks whether its client has gone


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
    """Take the connection, say nothing until the client gives up, then cut it."""


Fault = Refuse | Stall

TABLE: dict[str, dict[str, Fault | None]] = {
    "twilio": {
        "ok": None,
        "429": Refuse(429, "20429", "Too Many Requests"),
        "500": Refuse(500, "20500", "Internal Server Error"),
        "timeout": Stall(),
        "21610": Refuse(400, "21610", "Attempt to send to unsubscribed recipient"),
    },
    "ses": {
        "ok": None,
        "throttle": Refuse(429, "TooManyRequestsException", "Maximum sending rate exceeded."),
        "reject": Refuse(400, "MessageRejected", "Email address is not verified."),
        "timeout": Stall(),
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


async def answer(
    request: web.Request,
    fault: Fault | None,
    *,
    accept: Callable[[], web.Response],
    refuse: Callable[[Refuse], web.Response],
) -> web.Response:
    """Answer as `fault` has it; every way to fail is one case here."""
    match fault:
        case None:
            return accept()
        case Refuse():
            return refuse(fault)
        case Stall():
            await _hold(request)
            return _cut(request)


async def _hold(request: web.Request) -> None:
    """Return when the client has left, the workbench closes, or nobody can still be waiting."""
    closing = request.app[CLOSING]
    with suppress(TimeoutError):
        async with asyncio.timeout(HOLD_SECONDS):
            while request.transport is not None and not closing.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(closing.wait(), LOOK_SECONDS)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()  # goes nowhere: the connection is closed


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
