"""Whether it lives: held or not, ticking, planning in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.control import RESTORED
from chalicelib.scheduling.shards import Shards
from workbench.doctor.check import check
from workbench.doctor.checks.stack import is_deployed
from workbench.doctor.checks.table import active
from workbench.doctor.findings import Verdict, fail, ok, waiting, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.doctor.patient import Patient

WINDOW = timedelta(minutes=5)  # it runs every minute, and its log may be a minute late
LATE, TOO_LATE = timedelta(minutes=3), timedelta(minutes=10)


@check("service: not on hold", after=active)
def hold(patient: Patient) -> Verdict:
    item = patient.table.get(keys.CONTROL, keys.HOLD, consistent=True)
    go_on = patient.command("resume")
    if item is not None and item["table"] != patient.table.identity():
        return fail(
            f"Nothing is sent: {RESTORED}, and nobody has looked yet.",
            f'See "A table was restored" in docs/runbook.md, then {go_on}',
        )
    if item is not None and item["held"]:
        return warn(f"Nothing is sent: {item['why']}.", f"To go on: {go_on}")
    return ok("everything is sent")


@check("service: ticking", after=is_deployed)
def ticking(patient: Patient) -> Verdict:
    """The clock of it all wrote into its log a moment ago, as every invocation does."""
    own = patient.functions.get("Tick", "Tick")
    told = patient.aws("lambda").get_function_configuration(FunctionName=own)
    usual = f"/aws/lambda/{own}"
    groups = {told.get("LoggingConfig", {}).get("LogGroup", usual), usual}
    last = max((moment for group in groups for moment in _logged(patient, group)), default=None)
    if last is None and _is_new(patient):
        return waiting("Tick has not run yet.", "It does so within a minute of the deployment.")
    if last is None:
        return fail(
            f"Tick has not run for {WINDOW.seconds // 60} minutes: nothing is planned.",
            "Look at its rule in EventBridge (is it enabled?) and at the log of Tick.",
        )
    ago = (patient.now() - last).total_seconds()
    return ok(f"Tick ran {max(ago, 0):.0f} seconds ago")


@check("service: planning in time", after=active)
def planning(patient: Patient) -> Verdict:
    """What is due has been planned: the earliest entry of each shard is not long past."""
    now = patient.clock()
    late = timedelta(0)
    for shard in keys.due_shards(Shards(patient.table, patient.clock).read()):
        for item in patient.table.due(shard, keys.utc_text(now), 1).items:
            late = max(late, now - datetime.fromisoformat(item["due_at"]))
    says = f"The oldest entry that is due waits for {late.total_seconds() / 60:.0f} minutes."
    if late > TOO_LATE:
        return fail(says, "See planning-late in docs/runbook.md; the log of Tick says what fails.")
    if late > LATE:
        return warn(says, f"{patient.command('shards')} says how many.")
    return ok("nothing that is due waits")


def _is_new(patient: Patient) -> bool:
    """Whether the stack was made or changed a moment ago."""
    stack = patient.stack or {}
    changed: datetime | None = stack.get("LastUpdatedTime") or stack.get("CreationTime")
    return changed is not None and patient.now() - changed < WINDOW


def _logged(patient: Patient, group: str) -> Iterator[datetime]:
    """When something was written there within the window; nothing if there is no such log."""
    client = patient.aws("logs")
    start = round((patient.now() - WINDOW).timestamp() * 1000)
    asked: dict[str, Any] = {"logGroupName": group, "startTime": start}
    try:
        while True:
            page = client.filter_log_events(**asked)
            for one in page.get("events", []):
                yield datetime.fromtimestamp(one["timestamp"] / 1000, UTC)
            if not page.get("nextToken"):
                return
            asked["nextToken"] = page["nextToken"]
    except client.exceptions.ResourceNotFoundException:
        return
