"""Runs the checks, one after the other. What a check could not see is a finding, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.doctor.blind import why_blind
from workbench.doctor.findings import Finding, Verdict, skipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.doctor.check import Check
    from workbench.doctor.patient import Patient

UNSEEN = {"fail", "skipped"}  # what comes after such a finding has nothing to look at


def examine(patient: Patient, checks: Sequence[Check]) -> Iterator[Finding]:
    """One finding for each check, in their order."""
    states: dict[str, str] = {}
    for one in checks:
        verdict = _not_now(patient, one, states) or _looked(patient, one)
        states[one.name] = verdict.state
        yield Finding(one.name, verdict.state, verdict.says, verdict.do)


def _not_now(patient: Patient, one: Check, states: dict[str, str]) -> Verdict | None:
    """Why there is nothing to look at, if so."""
    if one.channel and one.channel not in patient.channels:
        what = {"sms": "texts", "email": "emails"}[one.channel]
        return skipped(f"this stage sends no {what}")
    if patient.local and one.not_local:
        return skipped(one.not_local)
    if one.after and states.get(one.after.name) in UNSEEN:
        return skipped(f'nothing to see before "{one.after.name}" is well')
    return None


def _looked(patient: Patient, one: Check) -> Verdict:
    try:
        return one.look(patient)
    except Exception as error:  # noqa: BLE001 (the edge: one blind check must not hide the others)
        return why_blind(error)
