"""Email's account and identity: SES lets us send, to everybody, in our own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.doctor.check import check
from workbench.doctor.checks.account import credentials
from workbench.doctor.findings import Verdict, fail, ok, waiting, warn

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

SINK = "one machine's SES is a sink that knows of no such thing"
NEARLY = 0.8  # of a day's quota
SUPPRESSED = {"BOUNCE", "COMPLAINT"}


def identity_of(patient: Patient) -> tuple[str, dict[str, Any]] | None:
    """The verified domain that mail comes from, or else the one address. None: neither."""
    client = patient.aws("sesv2")
    for name in (patient.sender_domain, patient.sender_address):
        try:
            return name, dict(client.get_email_identity(EmailIdentity=name))
        except client.exceptions.NotFoundException:
            continue
    return None


@check("ses: sending", early=True, after=credentials, channel="email")
def sending(patient: Patient) -> Verdict:
    account = patient.aws("sesv2").get_account()
    status = account.get("EnforcementStatus", "HEALTHY")
    if not account["SendingEnabled"] or status == "SHUTDOWN":
        return fail(
            "SES has stopped this account from sending.",
            "Its reputation page in the SES console says why. Hold, mend that, and answer AWS.",
        )
    if status == "PROBATION":
        return warn(
            "SES watches this account: too many bounces or complaints.",
            "Its reputation page in the SES console says which; see bounces in docs/runbook.md.",
        )
    return ok("the account may send")


@check("ses: out of the sandbox", early=True, after=credentials, channel="email")
def sandbox(patient: Patient) -> Verdict:
    account = patient.aws("sesv2").get_account()
    review = account.get("Details", {}).get("ReviewDetails", {}).get("Status")
    if account["ProductionAccessEnabled"]:
        return ok("it may write to everybody")
    if review == "DENIED":
        return fail(
            "AWS said no to production access.",
            "Answer its case in the support center: who gets these emails, that they asked for "
            "them twice (sign up, confirm), and how one click ends them.",
        )
    if review == "PENDING":
        return waiting("AWS looks at the request for production access.", "About a day.")
    return warn(
        "In the sandbox: only verified addresses get anything, 200 a day.",
        'In the SES console, "Request production access"; it takes about a day.',
    )


@check("ses: quota", early=True, after=credentials, channel="email")
def quota(patient: Patient) -> Verdict:
    said = patient.aws("sesv2").get_account()["SendQuota"]
    most, sent = said["Max24HourSend"], said["SentLast24Hours"]
    says = f"{sent:,.0f} of {most:,.0f} emails were sent in 24 hours"
    more = 'Service Quotas, Amazon SES, "Sending quota": ask for more. It takes about a day.'
    if most == -1:  # SES docs: no limit
        return ok("there is no limit a day")
    if sent >= most:
        return fail(f"{says}: the rest waits, and comes too late.", more)
    if sent >= NEARLY * most:
        return warn(f"{says}.", more)
    return ok(f"{says}, {said['MaxSendRate']:,.0f} a second at most")


@check("ses: identity", early=True, after=credentials, channel="email", not_local=SINK)
def identity(patient: Patient) -> Verdict:
    found, domain = identity_of(patient), patient.sender_domain
    make = f"aws sesv2 create-email-identity --email-identity {domain}"
    if found is None:
        return fail(f"SES does not know {domain or 'EmailFrom'}.", f"{make} says what comes next.")
    name, said = found
    status = said.get("VerificationStatus")
    if said["VerifiedForSendingStatus"]:
        return ok(f"{'the domain' if name == domain else 'one address of'} {domain} is verified")
    if status in {"PENDING", "NOT_STARTED", "TEMPORARY_FAILURE"}:
        return waiting(
            f"SES looks for the records of {domain}.",
            'Put them into its DNS ("dns: DKIM records" names them); then up to a day.',
        )
    return fail(
        f"SES did not find the records of {domain} in time.",
        f"Delete the identity in the SES console, then {make}",
    )


@check("ses: DKIM", early=True, after=identity, channel="email", not_local=SINK)
def dkim(patient: Patient) -> Verdict:
    _, said = identity_of(patient) or ("", {})
    has = said.get("DkimAttributes", {})
    if has.get("Status") in {"PENDING", "NOT_STARTED", "TEMPORARY_FAILURE"}:
        return waiting("SES looks for the DKIM records.", "Up to a day once they are there.")
    if has.get("Status") != "SUCCESS" or not has.get("SigningEnabled"):
        return fail(
            "Emails are not signed (DKIM): mailboxes will put them aside.",
            "In the SES console, the identity, Authentication: enable Easy DKIM.",
        )
    return ok("emails are signed")


@check("ses: suppression", early=True, after=credentials, channel="email", not_local=SINK)
def suppression(patient: Patient) -> Verdict:
    """Who bounced or complained is not written to again, whatever we do."""
    said = patient.aws("sesv2").get_account().get("SuppressionAttributes", {})
    missing = SUPPRESSED - set(said.get("SuppressedReasons", []))
    if missing:
        return fail(
            f"SES would write again to who had a {' or a '.join(sorted(missing)).lower()}.",
            "aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT",
        )
    return ok("SES writes to nobody who bounced or complained")
