"""Texts: the account, what they are sent from, and where answers go."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from workbench.doctor.check import check
from workbench.doctor.checks.secrets import TOKEN, path
from workbench.doctor.findings import Verdict, fail, ok, skipped, warn

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

PRETEND = "one machine's Twilio is a pretend one: it has neither numbers nor registrations"
UNAUTHORISED = {401, 403}
LITTLE, NOTHING = Decimal(10), Decimal(0)  # dollars
SHORT_CODE = re.compile(r"\+?\d{3,6}")


def connected(patient: Patient) -> Any | None:
    """The SDK's client; None if there is no token (yet)."""
    token = patient.token
    if not token:
        names = [path(patient, TOKEN)]
        found = patient.aws("ssm").get_parameters(Names=names, WithDecryption=True)
        token = next((one["Value"] for one in found.get("Parameters", [])), "")
    return patient.twilio(patient.told("TwilioAccountSid"), token) if token else None


def numbers(patient: Patient, client: Any) -> list[Any]:
    """What texts are sent from: the messaging service's numbers, or the one."""
    sender = patient.told("TwilioSender")
    if sender.startswith("MG"):
        pool = client.messaging.v1.services(sender).fetch()  # a list does not say what it lacks
        return [client.incoming_phone_numbers(one.sid).fetch() for one in pool.phone_numbers.list()]
    return list(client.incoming_phone_numbers.list(phone_number=sender))


@check("twilio: credentials", early=True, channel="sms", not_local=PRETEND)
def credentials(patient: Patient) -> Verdict:
    from twilio.base.exceptions import TwilioRestException

    client = connected(patient)
    if client is None:
        return skipped(
            "there is no token yet: `deploy` asks for it, or set TWILIO_AUTH_TOKEN to look now"
        )
    try:
        known = client.api.v2010.accounts(patient.told("TwilioAccountSid")).fetch()
    except TwilioRestException as error:
        if error.status not in UNAUTHORISED:
            raise
        return fail(
            "Twilio does not take these credentials.",
            "Compare TwilioAccountSid and the token with the Twilio console, Account Info; then "
            f"put the token into SSM as {path(patient, TOKEN)}, and deploy.",
        )
    if known.status != "active":
        return fail(f"The Twilio account is {known.status}.", "Its console says why.")
    if known.type == "Trial":
        return warn("A trial account: it texts verified numbers only.", "Upgrade it.")
    return ok("Twilio takes them")


@check("twilio: balance", early=True, after=credentials, channel="sms", not_local=PRETEND)
def balance(patient: Patient) -> Verdict:
    client: Any = connected(patient)
    said = client.api.v2010.accounts(patient.told("TwilioAccountSid")).balance.fetch()
    left = Decimal(said.balance)
    words = f"{left:.2f} {said.currency} are left."
    if left <= NOTHING:
        return fail(f"{words} Twilio refuses texts.", "Top it up; switch auto-recharge on.")
    if left < LITTLE:
        return warn(words, "Top it up; switch auto-recharge on.")
    return ok(words)


@check("twilio: number", early=True, after=credentials, channel="sms", not_local=PRETEND)
def number(patient: Patient) -> Verdict:
    """What texts are sent from is there, ours, and can."""
    from twilio.base.exceptions import TwilioRestException

    sender, client = patient.told("TwilioSender"), connected(patient)
    if SHORT_CODE.fullmatch(sender):
        return skipped("short codes are not in this list: look in the Twilio console")
    try:
        found = numbers(patient, client)
    except TwilioRestException as error:
        if error.status != 404:  # noqa: PLR2004 (HTTP's own number for "not found")
            raise
        return fail(f"There is no messaging service {sender}.", "Correct TwilioSender.")
    if not found:
        what = "The messaging service has no number" if sender[:2] == "MG" else "It is not yours"
        return fail(f"{what}.", "Buy one, or add it to the service's sender pool.")
    mute = [one.phone_number for one in found if not (one.capabilities or {}).get("sms")]
    if mute:
        return fail(f"Cannot text: {', '.join(mute)}.", "Choose a number that can.")
    return ok(f"{len(found)} that can text")


@check("twilio: inbound webhook", after=number, channel="sms", not_local=PRETEND)
def inbound(patient: Patient) -> Verdict:
    """Where Twilio takes what people answer: a STOP, too."""
    client: Any = connected(patient)
    sender, wanted = patient.told("TwilioSender"), f"{patient.public_url}/webhooks/twilio/inbound"
    if sender.startswith("MG"):
        pool = client.messaging.v1.services(sender).fetch()
        if not pool.use_inbound_webhook_on_number:
            return _judged([(sender, pool.inbound_request_url, pool.inbound_method)], wanted)
    found = numbers(patient, client)
    return _judged([(one.phone_number, one.sms_url, one.sms_method) for one in found], wanted)


@check("twilio: account", early=True, channel="sms", not_local=PRETEND)
def account(patient: Patient) -> Verdict:
    """The account itself, not an API key: Twilio signs webhooks with the account's token."""
    sid = patient.told("TwilioAccountSid")
    if not re.fullmatch(r"AC[0-9a-f]{32}", sid):
        return fail(
            f"{sid or 'TwilioAccountSid'} is no account's SID (AC and 32 digits).",
            "An API key (SK...) can send, but cannot check what Twilio signs: use the account's.",
        )
    return ok("its own token signs what Twilio sends us")


def _judged(has: list[tuple[str, str | None, str | None]], wanted: str) -> Verdict:
    wrong = [who for who, url, method in has if (url, method) != (wanted, "POST")]
    if wrong:
        return fail(
            f"What people text to {', '.join(wrong)} does not come to us, nor does a STOP.",
            f"In the Twilio console, set its inbound webhook to {wanted} (POST).",
        )
    return ok("what people text comes to us")
