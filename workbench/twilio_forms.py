"""The forms that Twilio posts to a webhook, and the TwiML it reads from the answer."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import phonenumbers

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.messages import Message

VERSION = "2010-04-01"


class TwimlError(WorkbenchError):
    """The webhook's answer is not TwiML; Twilio would log error 12100."""


def status_form(message: Message, status: str, account_sid: str, code: str) -> dict[str, str]:
    """Give what a StatusCallback carries; `code` says why it failed, if it did."""
    form = {
        "MessageSid": message.provider_id,
        "SmsSid": message.provider_id,
        "MessageStatus": status,
        "SmsStatus": status,
        "To": message.to,
        "From": message.from_,
        "AccountSid": account_sid,
        "ApiVersion": VERSION,
    }
    if code:
        form["ErrorCode"] = code
    if "MessagingServiceSid" in message.details:
        form["MessagingServiceSid"] = message.details["MessagingServiceSid"]
    return form


def inbound_form(message: Message, account_sid: str) -> dict[str, str]:
    """Give what the inbound webhook carries. Some parameters are blank, as Twilio's are."""
    form = {
        "MessageSid": message.provider_id,
        "SmsSid": message.provider_id,
        "SmsMessageSid": message.provider_id,
        "SmsStatus": "received",
        "From": message.from_,
        "FromCity": "",
        "FromState": "",
        "FromZip": "",
        "FromCountry": _country(message.from_),
        "To": message.to,
        "ToCountry": _country(message.to),
        "Body": message.text,
        "NumMedia": "0",
        "NumSegments": "1",
        "AccountSid": account_sid,
        "ApiVersion": VERSION,
    }
    if "MessagingServiceSid" in message.details:
        form["MessagingServiceSid"] = message.details["MessagingServiceSid"]
    return form


def texts_in(twiml: str) -> list[str]:
    """Give the text of each <Message> in the answer; an empty answer has none."""
    if not twiml.strip():
        return []
    try:
        root = ET.fromstring(twiml)  # noqa: S314 - our own service's answer, on this machine
    except ET.ParseError as error:
        raise TwimlError(f"The webhook's answer is not TwiML: {error}.") from error
    # <Message>text</Message> and <Message><Body>text</Body></Message> mean the same
    texts = ("".join(message.itertext()).strip() for message in root.iter("Message"))
    return [text for text in texts if text]


def _country(number: str) -> str:
    """Give the ISO code, or nothing for what is no country's number, such as a short code."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number)) or ""
    except phonenumbers.NumberParseException:
        return ""
