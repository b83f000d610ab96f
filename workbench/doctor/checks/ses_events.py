"""What SES tells of our emails, and that we hear it: without it every email stays in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.doctor.check import check
from workbench.doctor.checks.ses import SINK
from workbench.doctor.checks.stack import is_deployed
from workbench.doctor.findings import Verdict, fail, ok, warn

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

NEEDED = {
    "SEND",
    "DELIVERY",
    "BOUNCE",
    "COMPLAINT",
    "REJECT",
    "RENDERING_FAILURE",
    "DELIVERY_DELAY",
}
AGAIN = "Somebody changed it by hand. Deploy, or change it back in the console."


@check("ses events: configuration set", after=is_deployed, channel="email", not_local=SINK)
def configuration_set(patient: Patient) -> Verdict:
    client, name = patient.aws("sesv2"), patient.settings.stack_name
    try:
        said = client.get_configuration_set(ConfigurationSetName=name)
    except client.exceptions.NotFoundException:
        return fail(f"There is no configuration set {name}: nothing can be sent.", "Deploy.")
    if not said.get("SendingOptions", {}).get("SendingEnabled", True):
        return fail(
            "The configuration set may not send.",
            f"aws sesv2 put-configuration-set-sending-options --configuration-set-name {name} "
            "--sending-enabled",
        )
    return ok(f"{name} is there")


@check("ses events: told", after=configuration_set, channel="email", not_local=SINK)
def told(patient: Patient) -> Verdict:
    """SES tells our topic, of everything that moves a delivery."""
    found = (
        patient.aws("sesv2")
        .get_configuration_set_event_destinations(ConfigurationSetName=patient.settings.stack_name)
        .get("EventDestinations", [])
    )
    ours = [
        one
        for one in found
        if one["Enabled"]
        and one.get("SnsDestination", {}).get("TopicArn", "").endswith(_topic(patient))
    ]
    missing = NEEDED - {kind for one in ours for kind in one["MatchingEventTypes"]}
    if not ours:
        return fail("SES tells us nothing of our emails.", AGAIN)
    if missing:
        return fail(f"SES does not tell of {', '.join(sorted(missing)).lower()}.", AGAIN)
    return ok("SES tells of deliveries, bounces and complaints")


@check("ses events: heard", after=is_deployed, channel="email")
def heard(patient: Patient) -> Verdict:
    """The topic has a subscriber, which is our function."""
    arn = next((arn for _, arn in topics(patient) if arn.endswith(_topic(patient))), None)
    if arn is None:
        return fail("The stack has no topic for what SES tells.", "Deploy.")
    found = patient.aws("sns").list_subscriptions_by_topic(TopicArn=arn).get("Subscriptions", [])
    functions = [one for one in found if one["Protocol"] == "lambda"]
    if not functions:
        return fail("No function hears what SES tells: every email stays in doubt.", AGAIN)
    if len(functions) > 1:
        return warn("More than one function hears what SES tells.", "Take the other one away.")
    return ok("our function hears it")


def topics(patient: Patient) -> list[tuple[str, str]]:
    return list(patient.resources.get("AWS::SNS::Topic", ()))


def _topic(patient: Patient) -> str:
    return f":{patient.named('ses-events')}"
