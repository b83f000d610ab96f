"""The stack and its functions: there, whole, and not in the middle of something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.doctor.check import check
from workbench.doctor.checks.account import credentials
from workbench.doctor.findings import Verdict, fail, ok, skipped, waiting, warn
from workbench.stages.settings import LOCAL

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

WHOLE = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"}
HIDDEN = "****"  # what CloudFormation shows of a parameter that it keeps to itself
AS_BEFORE = {"UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"}


@check("stack: deployed", after=credentials)
def is_deployed(patient: Patient) -> Verdict:
    name, again = patient.settings.stack_name, f"make deploy STAGE={patient.stage}"
    stack = patient.stack
    if stack is None:
        return fail(f"There is no stack {name} in {patient.settings.region}.", f"{again} makes it.")
    status = stack["StackStatus"]
    if status in WHOLE:
        return ok(f"{name} is whole ({status})")
    if status in AS_BEFORE:
        return warn("The last deployment failed; what ran before runs.", f"Mend it, then {again}.")
    if status.endswith("IN_PROGRESS"):
        return waiting(f"It is being changed ({status}).", "Look again in a few minutes.")
    return fail(
        f"The stack is {status}.",
        f"See its events in the CloudFormation console, mend what failed, then {again}.",
    )


@check("stack: functions", after=is_deployed)
def functions(patient: Patient) -> Verdict:
    """Each function can be started."""
    client, ill, coming = patient.aws("lambda"), [], []
    for name, own in patient.functions.items():
        is_now = client.get_function_configuration(FunctionName=own)
        states = is_now.get("State", "Active"), is_now.get("LastUpdateStatus", "Successful")
        if "Failed" in states:
            ill.append(name)
        elif "Pending" in states or "InProgress" in states:
            coming.append(name)
    if not patient.functions:
        return fail("The stack has no functions.", f"Deploy: make deploy STAGE={patient.stage}.")
    if ill:
        return fail(
            f"Cannot start: {', '.join(ill)}.",
            "The Lambda console says why at the head of the function's page; then deploy again.",
        )
    if coming:
        return waiting(f"Being changed: {', '.join(coming)}.", "Look again in a minute.")
    return ok(f"all {len(patient.functions)} can be started")


@check("stack: as described", after=is_deployed)
def as_deployed(patient: Patient) -> Verdict:
    """What runs has the parameters that the file says."""
    if patient.stage == LOCAL:
        return skipped("`make run` deploys what it is started with")
    has = patient.has
    unknown = [name for name in patient.settings.parameters if name not in has]
    if unknown:
        return fail(
            f"The template that is deployed has no parameter {', '.join(unknown)}.",
            "Correct the name in the stage's file, or deploy the version that has it.",
        )
    others = [
        name
        for name, value in patient.settings.parameters.items()
        if has[name] not in {value, HIDDEN}
    ]
    if others:
        return warn(f"Deployed with another {', '.join(others)} than the file says.", "Deploy.")
    return ok("the stack has what the stage's file says")
