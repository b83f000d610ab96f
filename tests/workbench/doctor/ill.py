"""One way to be ill: what is otherwise in a stage that is well, and what the doctor then says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.workbench.doctor.world import GONE, Way

if TYPE_CHECKING:
    from workbench.doctor.findings import State

Change = tuple[Way, object]
ACCOUNT = f"AC{'0' * 32}"
SERVICE = f"MG{'0' * 32}"
BRAND = f"BN{'0' * 32}"
NUMBER, TOLL_FREE = f"PN{'1' * 32}", f"PN{'8' * 32}"
API = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}"
MESSAGING = "https://messaging.twilio.com/v1"
SITE = "https://bedtime.example.org"
FUNCTIONS = ("APIHandler", "Tick", "Plan", "Inbound", "MailIn", "Send", "SesEvent")
QUEUES = ("send", "plan", "inbound", "mail-in", "send-dead", "inbound-dead", "mail-in-dead",
          "ses-events-dead")  # fmt: skip


@dataclass(frozen=True)
class Ill:
    """`words` are in what it says, or in what to do."""

    check: str
    state: State
    words: str
    changes: tuple[Change, ...]

    def __str__(self) -> str:
        return f"{self.check}: {self.state}, {self.words}"


def ill(check: str, state: State, words: str, *changes: Change) -> Ill:
    return Ill(check, state, words, changes)


def told(parameter: str, value: object = GONE) -> Change:
    """The stage's file says something else, or nothing."""
    return ("parameters", parameter), value


def aws(*path: str | int, to: object) -> Change:
    """A part of an answer of AWS: service, operation, and the way down."""
    return ("aws", *path), to


def refused(service: str, operation: str, code: str) -> Change:
    return ("aws", service, operation), {"error": code, "message": f"{code}, in AWS's words"}


def function(name: str, *path: str, to: object) -> Change:
    """A part of what Lambda says of one function."""
    at = FUNCTIONS.index(name)
    return ("aws", "lambda", "GetFunctionConfiguration", at, "answered", *path), to


def queue(name: str, attribute: str, to: object) -> Change:
    """An attribute of one queue."""
    at = QUEUES.index(name)
    way = (at, "answered", "Attributes", attribute)
    return ("aws", "sqs", "GetQueueAttributes", *way), to


def twilio(url: str, *path: str | int, to: object) -> Change:
    """A part of an answer of Twilio."""
    return ("twilio", url, *path), to
