"""The queues: there, patient enough, and each with its reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workbench.doctor.check import check
from workbench.doctor.checks.stack import is_deployed
from workbench.doctor.findings import Verdict, fail, ok

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

# Each with the function that reads it, and whether what it cannot read goes to another queue.
READERS = {"send": "Send", "plan": "Plan", "inbound": "Inbound"}
BY_EMAIL = {"mail-in": "MailIn"}
WITH_DEAD = ("send", "inbound", "mail-in")
FEWEST_TRIES = 5  # AWS Lambda docs: maxReceiveCount of at least 5
TIMES = 6  # AWS Lambda docs: visibility of at least six times the function's timeout
AGAIN = "Somebody changed it by hand. Deploy, or change it back in the console."


def readers(patient: Patient) -> dict[str, str]:
    return READERS | (BY_EMAIL if patient.told("ReplyDomain") else {})


def with_dead(patient: Patient) -> list[str]:
    return [name for name in readers(patient) if name in WITH_DEAD]


def in_the_stack(patient: Patient) -> set[str]:
    """The names of all the stack's queues; CloudFormation knows them by their URLs."""
    return {url.rpartition("/")[2] for _, url in patient.resources.get("AWS::SQS::Queue", ())}


def attributes(patient: Patient, name: str) -> dict[str, str]:
    client = patient.aws("sqs")
    url = client.get_queue_url(QueueName=patient.named(name))["QueueUrl"]
    return dict(client.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"])


@check("queues: there", after=is_deployed)
def there(patient: Patient) -> Verdict:
    client = patient.aws("sqs")
    ours = [*readers(patient), *(f"{name}-dead" for name in with_dead(patient))]
    names = {patient.named(name) for name in ours} | in_the_stack(patient)
    missing = []
    for name in sorted(names):
        try:
            client.get_queue_url(QueueName=name)
        except client.exceptions.QueueDoesNotExist:
            missing.append(name)
    if missing:
        return fail(
            f"Missing: {', '.join(missing)}.",
            "Deploy. If CloudFormation believes they are there, remove the stack's drift first.",
        )
    return ok(f"all {len(names)} are there")


@check("queues: patience", after=there)
def patience(patient: Patient) -> Verdict:
    """A message must not come again while a function still works on it."""
    client, short = patient.aws("lambda"), []
    for name, function in readers(patient).items():
        own = patient.functions.get(function, function)
        timeout = client.get_function_configuration(FunctionName=own)["Timeout"]
        hidden = int(attributes(patient, name)["VisibilityTimeout"])
        if hidden < TIMES * timeout:
            short.append(f"{name} ({hidden} s, {function} may take {timeout})")
    if short:
        return fail(f"Too impatient: {', '.join(short)}.", AGAIN)
    return ok(f"each waits {TIMES} times as long as its reader may take")


@check("queues: dead-letter queues", after=there)
def redrive(patient: Patient) -> Verdict:
    """What fails for good is kept, and not tried for ever."""
    ill = []
    for name in with_dead(patient):
        said = json.loads(attributes(patient, name).get("RedrivePolicy", "{}"))
        dead = str(said.get("deadLetterTargetArn", "")).rpartition(":")[2]
        if dead != patient.named(f"{name}-dead"):
            ill.append(f"{name} hands nothing to {name}-dead")
        elif int(said.get("maxReceiveCount", 0)) < FEWEST_TRIES:
            ill.append(f"{name} tries less than {FEWEST_TRIES} times")
    if ill:
        return fail(f"{'; '.join(ill)}.", AGAIN)
    return ok("what fails for good is kept aside")


@check("queues: readers", after=there)
def read(patient: Patient) -> Verdict:
    """Lambda reads each queue, and Send may hand back a part of what it got."""
    client, ill = patient.aws("lambda"), []
    for name, function in readers(patient).items():
        arn = attributes(patient, name)["QueueArn"]
        found = client.list_event_source_mappings(EventSourceArn=arn).get("EventSourceMappings", [])
        if not any(one.get("State") in {"Enabled", "Updating", "Enabling"} for one in found):
            ill.append(f"nobody reads {name}, which is for {function}")
        elif name == "send" and not any(_partial(one) for one in found):
            ill.append("Send would lose what it hands back (ReportBatchItemFailures is off)")
    if ill:
        return fail(f"{'; '.join(ill)}.", AGAIN)
    return ok("each has its reader")


def _partial(mapping: dict[str, object]) -> bool:
    return "ReportBatchItemFailures" in str(mapping.get("FunctionResponseTypes"))
