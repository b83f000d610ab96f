"""Answers by email: SES receives for the subdomain, and hands on to us. Skipped if it is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.doctor.check import check
from workbench.doctor.checks.ses import SINK
from workbench.doctor.checks.stack import is_deployed
from workbench.doctor.findings import Verdict, fail, ok, skipped, waiting

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

OFF = "answers by email are off (ReplyDomain)"


@check("answers: MX record", after=is_deployed, channel="email", not_local=SINK)
def mx(patient: Patient) -> Verdict:
    domain = patient.told("ReplyDomain")
    if not domain:
        return skipped(OFF)
    ours = f"inbound-smtp.{patient.settings.region}.amazonaws.com"
    found = [one.rstrip(".").lower() for one in patient.dns.mx(domain)]
    if found != [ours]:
        instead = f" but {', '.join(found)}" if found else ""
        return fail(
            f"Mail to {domain} does not come to SES alone{instead}.",
            f"Make its MX records one: {domain} MX 10 {ours}.",
        )
    return ok(f"mail to {domain} comes to SES")


@check("answers: identity", after=is_deployed, channel="email", not_local=SINK)
def identity(patient: Patient) -> Verdict:
    domain, client = patient.told("ReplyDomain"), patient.aws("sesv2")
    if not domain:
        return skipped(OFF)
    try:
        said = client.get_email_identity(EmailIdentity=domain)
    except client.exceptions.NotFoundException:
        return fail(
            f"SES does not know {domain}, and takes no mail for it.",
            f"aws sesv2 create-email-identity --email-identity {domain} says what comes next.",
        )
    if said["VerifiedForSendingStatus"]:
        return ok(f"{domain} is verified")
    return waiting(f"SES looks for the records of {domain}.", "Up to a day once they are there.")


@check("answers: rule", after=is_deployed, channel="email", not_local=SINK)
def rule(patient: Patient) -> Verdict:
    """Our rule is in the rule set that is active, on, and not behind one that stops."""
    domain, name = patient.told("ReplyDomain"), patient.settings.stack_name
    if not domain:
        return skipped(OFF)
    active = patient.aws("ses").describe_active_receipt_rule_set()
    rule_set = active.get("Metadata", {}).get("Name")
    ours = next((one for one in active.get("Rules", []) if one["Name"] == name), None)
    if rule_set is None:
        return fail(
            "No receipt rule set is active: SES refuses all mail.",
            f"aws ses set-active-receipt-rule-set --rule-set-name {name}",
        )
    if ours is None:
        return fail(
            f"The active rule set, {rule_set}, does not have our rule.",
            f'Set ReplyRuleSet = "{rule_set}" in the stage\'s file, and deploy.',
        )
    if not ours.get("Enabled") or ours.get("Recipients") != [domain]:
        return fail("Our rule is off, or for another domain.", "Deploy, or mend it in the console.")
    return ok(f"our rule is in {rule_set}, which is active")
