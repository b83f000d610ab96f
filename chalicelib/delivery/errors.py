"""What providers' errors mean for us: the codes, each with its fate, as one table.

Sources: Twilio's error dictionary and the SES v2 API reference (see docs/architecture.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.delivery.model import SendError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.delivery.model import Fate

TOO_MANY_REQUESTS = 429
REFUSED_US = frozenset({401, 403})  # our configuration; worth another try once it is mended
SERVER_ERROR = 500

# Each code with its fate and, in our words, why.
TWILIO: Mapping[int, tuple[Fate, str]] = {
    21610: ("permanent", "they opted out"),
    21211: ("permanent", "not a phone number"),
    21614: ("permanent", "not a mobile number"),
    21612: ("permanent", "cannot be reached from our number"),
    30005: ("permanent", "unknown number"),
    30006: ("permanent", "a landline, or its carrier is not reachable"),
    30004: ("permanent", "blocked by the carrier"),
    30007: ("permanent", "filtered by the carrier"),
    # Our own configuration: certainly not taken; worth another try once it is mended.
    21408: ("later", "sending to this country is switched off in Twilio"),
    21606: ("later", "our sender cannot send texts"),
    30002: ("later", "the Twilio account is suspended"),
    30032: ("later", "our toll-free number is not verified"),
    30034: ("later", "our number is not registered for A2P 10DLC"),
    # Busy: never processed.
    20429: ("later", "too many requests"),
    30001: ("later", "the queue is full"),
    30003: ("later", "the phone is switched off"),
    30008: ("later", "an unknown error of the carrier"),
    30017: ("later", "the carrier is congested"),
    30022: ("later", "the carrier's rate limit"),
    21611: ("later", "our sender's queue is full"),
    30026: ("later", "a quota of the carrier"),
    30027: ("later", "a quota of the carrier"),
    30036: ("later", "a quota of the carrier"),
    63038: ("later", "the daily limit of the account"),
}
OPTED_OUT = 21610
BAD_NUMBERS = frozenset({21211, 21614, 21612, 30005, 30006})
# Nothing gets better until somebody mends our account or configuration: an alarm tells them.
OURS = frozenset({21408, 21606, 30002, 30032, 30034, 63038})

SES: Mapping[str, tuple[Fate, str]] = {
    "MessageRejected": ("permanent", "the message was rejected"),
    "BadRequestException": ("permanent", "the request was refused"),
    "TooManyRequestsException": ("later", "too many requests"),
    "ThrottlingException": ("later", "too many requests"),
    "LimitExceededException": ("later", "the sending quota is used up"),
    "AccountSuspendedException": ("later", "the SES account is suspended"),
    "SendingPausedException": ("later", "sending is paused in SES"),
    "MailFromDomainNotVerifiedException": ("later", "our domain is not verified in SES"),
    "NotFoundException": ("later", "the configuration set is missing in SES"),
}
OURS_AT_SES = frozenset(
    {
        "LimitExceededException",
        "AccountSuspendedException",
        "SendingPausedException",
        "MailFromDomainNotVerifiedException",
        "NotFoundException",
    }
)
# How SES says that our sender is not verified, or that the account is still in the sandbox; the
# rest of its words are addresses (SES developer guide, "Amazon SES email sending errors").
NOT_VERIFIED = ("MessageRejected", "Email address is not verified")


def twilio_error(code: int | None, status: int) -> SendError:
    """What Twilio's answer means; an unknown 4xx is a no, a 5xx may have been sent."""
    if code is not None and code in TWILIO:
        fate, reason = TWILIO[code]
        return SendError(
            reason,
            fate,
            code=str(code),
            stops=code == OPTED_OUT,
            bad_address=code in BAD_NUMBERS,
            ours=code in OURS,
        )
    if status in REFUSED_US:
        reason = "Twilio does not take our credentials"
        return SendError(reason, "later", code=str(code or status), ours=True)
    if status == TOO_MANY_REQUESTS:
        return SendError("too many requests", "later", code=str(code or status))
    if status >= SERVER_ERROR:
        return SendError("Twilio failed", "unknown", code=str(code or status))
    return SendError("Twilio refused it", "permanent", code=str(code or status))


def ses_error(code: str, status: int, words: str = "") -> SendError:
    """What SES's answer means. Of its words only the beginning is looked at, and none is kept."""
    if code == NOT_VERIFIED[0] and words.startswith(NOT_VERIFIED[1]):
        reason = "our sender is not verified in SES, or the account is in the sandbox"
        return SendError(reason, "later", code=code, ours=True)
    if code in SES:
        fate, reason = SES[code]
        return SendError(reason, fate, code=code, ours=code in OURS_AT_SES)
    if status in REFUSED_US:
        return SendError("SES does not take our credentials", "later", code=code, ours=True)
    if status >= SERVER_ERROR:
        return SendError("SES failed", "unknown", code=code)
    return SendError("SES refused it", "permanent", code=code)
