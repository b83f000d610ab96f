"""Texts to the US: carriers drop those of a number that is not registered (Twilio 30034, 30032)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.doctor.check import check
from workbench.doctor.checks.countries import named
from workbench.doctor.checks.twilio import PRETEND, connected, number, numbers
from workbench.doctor.findings import Verdict, fail, ok, skipped, waiting

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

TOLL_FREE = tuple(f"+1{code}" for code in (800, 833, 844, 855, 866, 877, 888))
ELSEWHERE = "no texts to the US (SmsCountries)"
TEXTS = "docs/a2p.md has the texts for it, ready to paste."
WEEKS = "Days to weeks. Until then send by email."


def _to_the_us(patient: Patient) -> bool:
    return "US" in named(patient)


@check("registration: campaign", early=True, after=number, channel="sms", not_local=PRETEND)
def campaign(patient: Patient) -> Verdict:
    """A2P 10DLC, which the US asks of usual numbers."""
    if not _to_the_us(patient):
        return skipped(ELSEWHERE)
    client: Any = connected(patient)
    if not [one for one in numbers(patient, client) if not _is_toll_free(one)]:
        return skipped("toll-free numbers need none")
    sender = patient.told("TwilioSender")
    if not sender.startswith("MG"):
        return fail(
            "A usual number texts the US only in a messaging service with a campaign.",
            f"Make one in the Twilio console, and set TwilioSender to its SID. {TEXTS}",
        )
    return _carriers_say(client.messaging.v1.services(sender).us_app_to_person.list())


@check("registration: brand", early=True, after=number, channel="sms", not_local=PRETEND)
def brand(patient: Patient) -> Verdict:
    """Who sends, as the campaign says."""
    sender = patient.told("TwilioSender")
    if not _to_the_us(patient):
        return skipped(ELSEWHERE)
    if not sender.startswith("MG"):
        return skipped('see "registration: campaign"')
    client: Any = connected(patient)
    found = client.messaging.v1.services(sender).us_app_to_person.list()
    if not found:
        return skipped('see "registration: campaign"')
    said = client.messaging.v1.brand_registrations(found[0].brand_registration_sid).fetch()
    if said.status in {"APPROVED", "REGISTERED"}:
        return ok("carriers know who sends")
    if said.status in {"FAILED", "SUSPENDED"}:
        why = f": {said.failure_reason}" if said.failure_reason else ""
        return fail(f"The brand is {said.status.lower()}{why}.", f"Mend it, and resubmit. {TEXTS}")
    return waiting(f"The brand is {said.status.lower().replace('_', ' ')}.", WEEKS)


@check("registration: toll-free", early=True, after=number, channel="sms", not_local=PRETEND)
def toll_free(patient: Patient) -> Verdict:
    """Toll-free verification, which the US and Canada ask of such numbers."""
    client: Any = connected(patient)
    ours = [one for one in numbers(patient, client) if _is_toll_free(one)]
    if not ours:
        return skipped("no toll-free number")
    refused, unasked, pending = list[str](), list[str](), list[str]()
    for one in ours:
        asked = client.messaging.v1.tollfree_verifications.list(tollfree_phone_number_sid=one.sid)
        states = {each.status for each in asked}
        if "TWILIO_APPROVED" in states:
            continue
        where = unasked if not states else refused if states == {"TWILIO_REJECTED"} else pending
        where.append(one.phone_number)
    if refused:
        return fail(f"Refused: {', '.join(refused)}.", f"Twilio says why; resubmit. {TEXTS}")
    if unasked:
        return fail(f"Not verified: {', '.join(unasked)}: carriers drop texts.", TEXTS)
    if pending:
        return waiting(f"Being looked at: {', '.join(pending)}.", WEEKS)
    return ok(f"{len(ours)} verified")


def _carriers_say(found: list[Any]) -> Verdict:
    states = {one.campaign_status for one in found}
    if "VERIFIED" in states:
        return ok("carriers know the campaign")
    if not found:
        return fail("The messaging service has no campaign: US carriers drop texts.", TEXTS)
    if "FAILED" in states:
        return fail(
            f"Carriers refused the campaign{_why(found)}.", f"Mend it, and resubmit. {TEXTS}"
        )
    return waiting("Carriers look at the campaign.", WEEKS)


def _is_toll_free(one: Any) -> bool:
    return str(one.phone_number).startswith(TOLL_FREE)


def _why(found: list[Any]) -> str:
    said = [str(error.get("description", "")) for one in found for error in one.errors or []]
    return f": {'; '.join(filter(None, said))}" if any(said) else ""
