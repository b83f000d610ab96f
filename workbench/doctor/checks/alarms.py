"""The alarms: there, quiet, and with somebody who hears them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.doctor.check import check
from workbench.doctor.checks.ses_events import topics
from workbench.doctor.checks.stack import is_deployed
from workbench.doctor.findings import Verdict, fail, ok, waiting, warn

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient


def alarms(patient: Patient) -> list[dict[str, Any]]:
    client, found, more = patient.aws("cloudwatch"), [], ""
    while True:
        page = client.describe_alarms(
            AlarmNamePrefix=patient.named(""), **({"NextToken": more} if more else {})
        )
        found += page.get("MetricAlarms", [])
        more = page.get("NextToken", "")
        if not more:
            return found


def _short(patient: Patient, name: str) -> str:
    return name.removeprefix(patient.named(""))


@check("alarms: there", after=is_deployed)
def there(patient: Patient) -> Verdict:
    """Every alarm of the stack exists, and tells somebody."""
    wanted = {name for _, name in patient.resources.get("AWS::CloudWatch::Alarm", ())}
    found = {one["AlarmName"]: one for one in alarms(patient)}
    missing = sorted(wanted - found.keys())
    dumb = sorted(
        name
        for name, one in found.items()
        if not one.get("ActionsEnabled") or not one.get("AlarmActions")
    )
    if missing or not wanted:
        said = ", ".join(_short(patient, name) for name in missing) or "all of them"
        return fail(f"Missing: {said}.", "Somebody deleted it by hand. Deploy.")
    if dumb:
        return fail(
            f"Tells nobody: {', '.join(_short(patient, name) for name in dumb)}.",
            "aws cloudwatch enable-alarm-actions --alarm-names ..., or deploy.",
        )
    return ok(f"all {len(wanted)} are there")


@check("alarms: quiet", after=is_deployed)
def quiet(patient: Patient) -> Verdict:
    loud = [one["AlarmName"] for one in alarms(patient) if one["StateValue"] == "ALARM"]
    if loud:
        names = ", ".join(_short(patient, name) for name in loud)
        return fail(f"Ringing: {names}.", "docs/runbook.md has a paragraph on each.")
    return ok("none rings")


@check("alarms: heard", after=is_deployed, not_local="nobody is told of one machine's alarms")
def heard(patient: Patient) -> Verdict:
    """Somebody confirmed that they want to hear them."""
    named = patient.named("alarms")
    arn = next((arn for _, arn in topics(patient) if arn.endswith(f":{named}")), None)
    if arn is None:
        return fail(f"The stack has no topic {named}.", "Deploy.")
    found = patient.aws("sns").list_subscriptions_by_topic(TopicArn=arn).get("Subscriptions", [])
    pending = [one for one in found if not one["SubscriptionArn"].startswith("arn:")]
    if not found:
        return fail("Nobody hears the alarms.", "Set AlarmEmail in the stage's file, and deploy.")
    if len(pending) == len(found):
        return waiting(
            "Whom AlarmEmail names has not confirmed yet.",
            'They got an email "AWS Notification - Subscription Confirmation"; see junk, too. Its '
            "link is good for three days.",
        )
    if pending:
        return warn("One of those who should hear them has not confirmed.", "Remind them.")
    return ok(f"{len(found)} told")
