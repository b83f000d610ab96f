"""The invocation under way: what it belongs to, and what it has counted so far.

A trace is the id of the invocation with which something began: a tick, a visit, a text that came
in. What it puts on a queue carries it, so the whole way to the receipt can be found by it.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of a function by Lambda."""

    function: str = ""
    request: str = ""  # Lambda's own id of it
    counted: Counter[str] = field(default_factory=Counter)


_current: ContextVar[Invocation | None] = ContextVar("invocation", default=None)
_trace: ContextVar[str] = ContextVar("trace", default="")


def current() -> Invocation | None:
    """The one under way; None where nobody has begun one, as in a test or a simulation."""
    return _current.get()


def trace() -> str:
    """What is under way belongs to this; "" if nobody knows."""
    return _trace.get()


@contextmanager
def invoked(function: str, request: str) -> Iterator[Invocation]:
    """Begin an invocation. What it starts belongs to it."""
    invocation = Invocation(function, request)
    token = _current.set(invocation)
    try:
        with tracing(request):
            yield invocation
    finally:
        _current.reset(token)


@contextmanager
def tracing(began_with: str) -> Iterator[None]:
    """Go on with what began elsewhere. Nothing changes if that is not known ("")."""
    token = _trace.set(began_with or _trace.get())
    try:
        yield
    finally:
        _trace.reset(token)


def count(name: str, times: int = 1) -> None:
    """Count something, to be told when the invocation ends. Not for threads: they may collide."""
    invocation = _current.get()
    if invocation is not None:
        invocation.counted[name] += times


def carried() -> Callable[[], None]:
    """For a pool of threads, to begin each with: a thread knows nothing of who started it."""
    known = [(variable, value) for variable, value in copy_context().items()
             if variable in (_current, _trace)]  # fmt: skip

    def begin() -> None:
        for variable, value in known:
            variable.set(value)

    return begin
