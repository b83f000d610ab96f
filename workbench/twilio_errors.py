"""Twilio's errors: which requests for a message it refuses, and how it says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_BODY = 1600
PHONE_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")  # E.164


@dataclass(frozen=True, slots=True)
class TwilioError:
    """One row of https://www.twilio.com/docs/api/errors."""

    code: int
    message: str
    status: int = 400

    def response(self) -> web.Response:
        body = {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
        return web.json_response(body, status=self.status)


UNAUTHORISED = TwilioError(20003, "Authenticate", 401)
NOT_FOUND = TwilioError(20404, "The requested resource was not found", 404)
NO_TO = TwilioError(21604, "A 'To' phone number is required.")
NO_SENDER = TwilioError(21603, "A 'From' phone number is required.")
NO_BODY = TwilioError(21602, "Message body is required.")
TOO_LONG = TwilioError(
    21617, f"The concatenated message body exceeds the {LONGEST_BODY} character limit"
)
BAD_TO = TwilioError(21211, "Invalid 'To' Phone Number")
UNREACHABLE = TwilioError(21612, "The 'To' number is not reachable from this 'From' number")
NO_PERMISSION = TwilioError(21408, "Permission to send an SMS has not been enabled for the region")
OPTED_OUT = TwilioError(21610, "Attempt to send to unsubscribed recipient")
NOT_MOBILE = TwilioError(21614, "'To' number is not a valid mobile number")

# The numbers that Twilio's test credentials refuse:
# https://www.twilio.com/docs/iam/test-credentials#test-sms-messages-parameters-To
MAGIC = {
    "+15005550001": BAD_TO,
    "+15005550002": UNREACHABLE,
    "+15005550003": NO_PERMISSION,
    "+15005550004": OPTED_OUT,
    "+15005550009": NOT_MOBILE,
}


def refusal(form: Mapping[str, str], is_blocked: Callable[[str], bool]) -> TwilioError | None:
    """Say why Twilio would refuse this request for a message; None: it takes it."""
    to, body = form.get("To", ""), form.get("Body", "")
    checks = (
        (not to, NO_TO),
        (to in MAGIC, MAGIC.get(to, BAD_TO)),
        (not PHONE_NUMBER.fullmatch(to), BAD_TO),
        (not (form.get("From") or form.get("MessagingServiceSid")), NO_SENDER),
        (not body, NO_BODY),
        (len(body) > LONGEST_BODY, TOO_LONG),
        (is_blocked(to), OPTED_OUT),
    )
    return next((error for wrong, error in checks if wrong), None)
