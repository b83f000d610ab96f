"""The pages, as anybody on the internet meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib.pages.web import SECURITY_HEADERS
from workbench.doctor.check import check
from workbench.doctor.checks.stack import is_deployed
from workbench.doctor.findings import Verdict, fail, ok, warn

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

FINE, FORBIDDEN = 200, 403
# ACM renews sixty days before the end: at thirty, something keeps it from doing so.
SOON, TOO_SOON = 30, 7
HTTPS = 443


@check("website: answers", after=is_deployed)
def answers(patient: Patient) -> Verdict:
    url = f"{patient.public_url}/health"
    try:
        page = patient.web.get(url)
    except OSError as error:
        return fail(
            f"{url} gives no answer ({type(error).__name__}).",
            "Look at the DNS record of its name, and at the custom domain in API Gateway.",
        )
    if page.status != FINE:
        return fail(
            f"{url} answers {page.status}.",
            "403 or 404: the custom domain leads elsewhere, or PublicUrl lacks the stage. "
            "5xx: the log of APIHandler says why.",
        )
    return ok(f"{patient.public_url} answers")


@check("website: headers", after=answers)
def headers(patient: Patient) -> Verdict:
    """What protects the pages arrives at the browser."""
    page = patient.web.get(f"{patient.public_url}/signup")
    came = {name.lower(): value for name, value in page.headers.items()}
    lost = [name for name, value in SECURITY_HEADERS.items() if came.get(name.lower()) != value]
    if page.status != FINE:
        return fail(
            f"/signup answers {page.status}: nobody can sign up.",
            "The log of APIHandler says why.",
        )
    if lost:
        return fail(
            f"On the way to the browser {', '.join(lost)} got lost or changed.",
            "Something stands in front of API Gateway: let it pass headers on.",
        )
    return ok("all security headers arrive")


@check("website: certificate", after=answers, not_local="one machine speaks http with itself")
def certificate(patient: Patient) -> Verdict:
    parts = urlsplit(patient.public_url)
    until = patient.web.certificate_until(parts.hostname or "", parts.port or HTTPS)
    days = (until - patient.now()).days
    renew = "In the ACM console, see why it is not renewed: mostly its CNAME record is gone."
    if days < TOO_SOON:
        return fail(f"The certificate ends in {days} days.", renew)
    if days < SOON:
        return warn(f"The certificate ends in {days} days.", renew)
    return ok(f"the certificate is good for {days} days")


@check("website: webhook", after=answers, channel="sms")
def webhook(patient: Patient) -> Verdict:
    """Twilio's door is where it should be, and shut to everybody else."""
    page = patient.web.post(f"{patient.public_url}/webhooks/twilio/inbound")
    # API Gateway's own 403 for a path that is none has a body; ours has none.
    if page.status == FORBIDDEN and not page.body:
        return ok("Twilio's door is there, and opens to Twilio only")
    return fail(
        f"POST /webhooks/twilio/inbound answers {page.status} to a stranger, not our 403.",
        "PublicUrl leads elsewhere, or something in front of API Gateway answers.",
    )
