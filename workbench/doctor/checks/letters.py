"""What lies in the queues: how much waits, and whether anything failed for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.doctor.check import check
from workbench.doctor.checks.queues import attributes, in_the_stack, readers, there, with_dead
from workbench.doctor.findings import Verdict, fail, ok, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.doctor.patient import Patient

MANY, FAR_TOO_MANY = 1_000, 50_000  # messages


@check("queues: dead letters", after=there)
def dead_letters(patient: Patient) -> Verdict:
    full = dict(_dead(patient))
    if full.get("send-dead"):
        return fail(
            f"{full['send-dead']} in send-dead: they failed five times by our own fault.",
            patient.command("deadletters"),
        )
    if full:
        said = ", ".join(f"{number} in {name}" for name, number in full.items())
        return fail(
            f"{said}: what people wrote, or what became of a message, was not heard.",
            "An opt-out may be among it: see the alarm of that queue in docs/runbook.md soon.",
        )
    return ok("there are none")


@check("queues: backlog", after=there)
def backlog(patient: Patient) -> Verdict:
    """Many at once are usual in the evening; they should be fewer the next time one looks."""
    many = {
        name: number
        for name in readers(patient)
        if (number := int(attributes(patient, name)["ApproximateNumberOfMessages"])) >= MANY
    }
    if any(number >= FAR_TOO_MANY for number in many.values()):
        return fail(
            f"Far behind: {_said(many)} messages wait.", "See sending-waits in docs/runbook.md."
        )
    if many:
        return warn(f"{_said(many)} messages wait.", "Look again in ten minutes: it should shrink.")
    return ok("nothing piles up")


def _said(many: dict[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in many.items())


def _dead(patient: Patient) -> Iterator[tuple[str, int]]:
    names = {patient.named(f"{name}-dead") for name in with_dead(patient)}
    names |= {name for name in in_the_stack(patient) if name.endswith("-dead")}
    for name in sorted(name.removeprefix(patient.named("")) for name in names):
        number = int(attributes(patient, name)["ApproximateNumberOfMessages"])
        if number:
            yield name, number
