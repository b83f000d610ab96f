"""Requests as Twilio makes them, signed by the algorithm of its documentation and not by its SDK.

https://www.twilio.com/docs/usage/security#validating-signatures-from-twilio
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.world import ENV

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.served import Answer, Served

INBOUND, STATUS = "/webhooks/twilio/inbound", "/webhooks/twilio/status"
ALEX = "+12025550143"


def signature(url: str, form: Mapping[str, str], token: str = ENV["TWILIO_AUTH_TOKEN"]) -> str:
    """What X-Twilio-Signature holds: the address and the sorted fields under the account's key."""
    text = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def text_form(body: str, sender: str = ALEX, sid: str = "SM" + "1" * 32) -> dict[str, str]:
    """The fields of an inbound text, the blank ones of the real thing included."""
    return {
        "ToCountry": "US",
        "ToState": "",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "ToCity": "",
        "FromZip": "",
        "SmsSid": sid,
        "FromState": "DC",
        "SmsStatus": "received",
        "FromCity": "WASHINGTON",
        "Body": body,
        "FromCountry": "US",
        "To": ENV["TWILIO_SENDER"],
        "MessagingServiceSid": "",
        "ToZip": "",
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": ENV["TWILIO_ACCOUNT_SID"],
        "From": sender,
        "ApiVersion": "2010-04-01",
    }


def call(site: Served, path: str, form: Mapping[str, str]) -> Answer:
    """Post a form as Twilio does: to the public address, signed."""
    signed = signature(site.world.settings.public_url + path, form)
    return site.post(path, urlencode(form), **{"X-Twilio-Signature": signed})
