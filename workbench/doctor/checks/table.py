"""The table, as the template makes it, and still so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.keys import DUE_INDEX
from workbench.doctor.check import check
from workbench.doctor.checks.stack import is_deployed
from workbench.doctor.findings import Verdict, fail, ok, waiting, warn

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

EXPIRES = "expires_at"
EMULATED = "a local AWS does not take it from a template"  # MiniStack 1.5: it leaves it out
AGAIN = 'A hand has changed it, or a restore: see "A table was restored" in docs/runbook.md, 5.'


def described(patient: Patient) -> dict[str, Any]:
    name = patient.settings.stack_name
    return dict(patient.aws("dynamodb").describe_table(TableName=name)["Table"])


@check("table: active", after=is_deployed)
def active(patient: Patient) -> Verdict:
    client, name = patient.aws("dynamodb"), patient.settings.stack_name
    try:
        status = described(patient)["TableStatus"]
    except client.exceptions.ResourceNotFoundException:
        return fail(f"There is no table {name}.", 'See "A table was restored" in docs/runbook.md.')
    if status in {"ACTIVE", "UPDATING"}:
        return ok(f"{name} takes reads and writes")
    if status == "CREATING":
        return waiting("It is being made.", "Look again in a minute.")
    return fail(f"The table is {status}.", "Look at it in the DynamoDB console, and hold.")


@check("table: index", after=active)
def index(patient: Patient) -> Verdict:
    """Planning reads nothing else."""
    indexes = described(patient).get("GlobalSecondaryIndexes", [])
    due = next((one for one in indexes if one["IndexName"] == DUE_INDEX), None)
    if due is None:
        return fail(f"There is no index {DUE_INDEX}: nothing is planned.", "Deploy.")
    status = due.get("IndexStatus", "ACTIVE")  # a local AWS does not say
    if status == "CREATING":
        return waiting("The index is being filled.", "Look again in a while; until then, hold.")
    if "plan" not in due["Projection"].get("NonKeyAttributes", []):
        return fail("The index does not carry `plan`.", AGAIN)
    return ok(f"{status.lower()}, and carries what planning needs")


@check("table: TTL", after=active, not_local=EMULATED)
def time_to_live(patient: Patient) -> Verdict:
    """Without it nothing is ever forgotten."""
    name = patient.settings.stack_name
    said = patient.aws("dynamodb").describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    status, attribute = said["TimeToLiveStatus"], said.get("AttributeName")
    if status == "ENABLING":
        return waiting("It is being switched on.", "It takes up to an hour.")
    if status != "ENABLED" or attribute != EXPIRES:
        on = f"by {attribute}" if status == "ENABLED" else "off"
        return fail(f"Forgetting is {on}: it must be by {EXPIRES}.", AGAIN)
    return ok(f"items go when {EXPIRES} says so")


@check("table: can go back", after=active, not_local=EMULATED)
def point_in_time(patient: Patient) -> Verdict:
    name = patient.settings.stack_name
    said = patient.aws("dynamodb").describe_continuous_backups(TableName=name)
    kept = said["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
    if kept.get("PointInTimeRecoveryStatus") != "ENABLED":
        return fail("Point-in-time recovery is off: a mistake could not be undone.", AGAIN)
    return ok("it can be restored to any second of the last weeks")


@check("table: protected", after=active, not_local="one machine's table is only a rehearsal")
def protected(patient: Patient) -> Verdict:
    if described(patient).get("DeletionProtectionEnabled"):
        return ok("it cannot be deleted by mistake")
    if patient.told("KeepTable") == "no":
        return warn(
            "Anybody who may, can delete it with all that is in it (KeepTable is no).",
            "Take KeepTable out of the stage's file and deploy, unless it is only for trying.",
        )
    return fail("Deletion protection is off: one call deletes everything.", AGAIN)


@check("table: encryption", after=active, not_local="one machine's table has AWS's keys of nobody")
def encryption(patient: Patient) -> Verdict:
    said = described(patient).get("SSEDescription", {})
    if said.get("InaccessibleEncryptionDateTime"):
        return fail(
            "DynamoDB cannot reach the key: the table is about to be archived.",
            "In the KMS console, enable the key and let DynamoDB use it.",
        )
    if said.get("Status") != "ENABLED":
        return warn(
            "Encrypted with a key of AWS's own, whose use nobody sees.",
            "Deploy this version, which uses a key of the account.",
        )
    return ok("encrypted with a key of the account")
