"""What the sender's domain says in the public DNS about who may write in its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.doctor.check import check
from workbench.doctor.checks.ses import SINK, identity, identity_of
from workbench.doctor.findings import Verdict, fail, ok, skipped, waiting, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.doctor.patient import Dns, Patient

SES_SPF = "include:amazonses.com"


@check("dns: DKIM records", early=True, after=identity, channel="email", not_local=SINK)
def dkim_records(patient: Patient) -> Verdict:
    """The three CNAMEs of Easy DKIM."""
    name, said = identity_of(patient) or ("", {})
    has = said.get("DkimAttributes", {})
    if name != patient.sender_domain or has.get("SigningAttributesOrigin") == "EXTERNAL":
        return skipped("this identity does not use Easy DKIM's records")
    zone = has.get("SigningHostedZone", "dkim.amazonses.com")
    records = {f"{token}._domainkey.{name}": f"{token}.{zone}" for token in has.get("Tokens", [])}
    missing = [
        f"{at} CNAME {to}"
        for at, to in records.items()
        if to not in {one.rstrip(".").lower() for one in patient.dns.cname(at)}
    ]
    add = f"Add: {'; '.join(missing)}."
    if missing and not said["VerifiedForSendingStatus"]:
        return waiting("Not in the DNS yet.", add)
    if missing:
        return fail("No longer in the DNS: SES will stop signing.", add)
    return ok(f"all {len(records)} are there")


@check("dns: SPF", early=True, after=identity, channel="email", not_local=SINK)
def spf(patient: Patient) -> Verdict:
    """SPF is judged by the MAIL FROM domain: SES's own, unless the identity has one."""
    _, said = identity_of(patient) or ("", {})
    own = _mail_from(said)
    at = own or patient.sender_domain
    records = [one for one in patient.dns.txt(at) if _tag(one).startswith("v=spf1")]
    if len(records) > 1:  # RFC 7208, 4.5
        return fail(f"{at} has {len(records)} SPF records, which counts as broken.", "Make it one.")
    if own and not any(SES_SPF in one for one in records):
        return fail(
            f"{own} does not name SES: its emails fail SPF.",
            f'Add: {own} TXT "v=spf1 {SES_SPF} ~all".',
        )
    if own:
        return ok(f"{own} names SES")
    if not records:
        return warn(
            f"{at} has none. Emails pass by DKIM alone.",
            f"Best: a MAIL FROM domain of its own, like bounce.{at} (SES console, the identity, "
            '"Custom MAIL FROM domain").',
        )
    return ok(f"{at} has one; emails pass by SES's own domain and by DKIM")


@check("dns: DMARC", early=True, after=identity, channel="email", not_local=SINK)
def dmarc(patient: Patient) -> Verdict:
    """RFC 7489, 6.6.3: the domain's own record, or else that of the one above."""
    domain = patient.sender_domain
    at, records = _dmarc(patient.dns, domain)
    if not records:
        return warn(
            f"{domain} has no DMARC record: Gmail and Yahoo ask senders of many emails for one.",
            f'Add: _dmarc.{domain} TXT "v=DMARC1; p=none".',
        )
    tags = [
        part.partition("=")[2].strip() for part in records[0].split(";") if _tag(part)[:2] == "p="
    ]
    if len(records) > 1 or tags[:1] not in (["none"], ["quarantine"], ["reject"]):
        return fail(
            f"The DMARC record at {at} is broken: mailboxes ignore it.",
            'Make it one: "v=DMARC1; p=none".',
        )
    return ok(f"{at} says p={tags[0]}")


def _dmarc(dns: Dns, domain: str) -> tuple[str, Sequence[str]]:
    labels = domain.split(".")
    for above in range(max(len(labels) - 1, 1)):
        at = "_dmarc." + ".".join(labels[above:])
        records = [one for one in dns.txt(at) if _tag(one).startswith("v=dmarc1")]
        if records:
            return at, records
    return f"_dmarc.{domain}", []


def _mail_from(identity: dict[str, Any]) -> str:
    return str(identity.get("MailFromAttributes", {}).get("MailFromDomain", ""))


def _tag(text: str) -> str:
    return text.replace(" ", "").lower()
