"""What a check says: how one thing stands, in words, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# waiting: somebody else has to act, or time has to pass. skipped: not looked at, and why.
State = Literal["ok", "warn", "fail", "waiting", "skipped"]
STATES: tuple[State, ...] = ("ok", "warn", "fail", "waiting", "skipped")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it stands, before it has a name."""

    state: State
    says: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """How the thing of this name stands."""

    name: str
    state: State
    says: str
    do: str


def ok(says: str) -> Verdict:
    return Verdict("ok", says)


def warn(says: str, do: str) -> Verdict:
    """It works, and somebody should look at it."""
    return Verdict("warn", says, do)


def fail(says: str, do: str) -> Verdict:
    """It does not work, or will not."""
    return Verdict("fail", says, do)


def waiting(says: str, do: str) -> Verdict:
    """It comes by itself, or somebody else decides."""
    return Verdict("waiting", says, do)


def skipped(says: str) -> Verdict:
    return Verdict("skipped", says)
