"""The command: python -m workbench doctor."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from workbench.doctor.catalogue import early, every
from workbench.doctor.examine import examine
from workbench.doctor.findings import Finding
from workbench.doctor.report import as_table, document, fails, summary
from workbench.operating.options import PORT, Stage, show
from workbench.ports import DEFAULT
from workbench.stages.settings import StageError, load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.doctor.check import Check
    from workbench.doctor.patient import Patient
    from workbench.stages.settings import StageSettings


@click.command()
@click.option("--stage", default="local", show_default=True, type=Stage(), help="Which deployment.")
@click.option(
    "--before-deploy", is_flag=True, help="Only what makes sense before there is a stack."
)
@click.option("--port", default=DEFAULT, show_default=True, help=PORT)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_context
def doctor(ctx: click.Context, stage: str, before_deploy: bool, port: int, as_json: bool) -> None:
    """Look at everything of a stage, and say what to do.

    It changes nothing. It ends with 1 if anything fails; what is `waiting` comes by itself or is
    with somebody else, and a `warn` works, but should be looked at. Set TWILIO_AUTH_TOKEN to have
    Twilio looked at before the token is in SSM.
    """
    find = ctx.obj or partial(_of_the_stage, stage, port)
    found = _found(find, early() if before_deploy else every())
    if as_json:
        show(document(stage, found))
    else:
        click.echo(f"{as_table(found)}\n\n{summary(stage, found)}")
    if fails(found):
        ctx.exit(1)


def before_deploy(settings: StageSettings, patient: Patient | None = None) -> bool:
    """Say what is not well of what can be seen before there is a stack; False if it will not do."""
    found = _examined(patient or _reached(settings), early())
    notable = [one for one in found if one.state != "ok"]
    if notable:
        click.echo(as_table(notable))
    click.echo(summary(settings.stage, found))
    return not fails(found)


def _reached(settings: StageSettings, port: int = DEFAULT) -> Patient:
    from workbench.doctor.reach import reach

    return reach(settings, port)


def _of_the_stage(stage: str, port: int) -> Patient:
    """Raises StageError if it is not described."""
    return _reached(load(stage), port)


def _found(find: Callable[[], Patient], checks: Sequence[Check]) -> list[Finding]:
    name = "settings: file"
    try:
        patient = find()
    except StageError as error:
        rest = "Then run this again: nothing else can be looked at."
        return [Finding(name, "fail", str(error), rest)]
    return [Finding(name, "ok", "can be read", ""), *_examined(patient, checks)]


def _examined(patient: Patient, checks: Sequence[Check]) -> list[Finding]:
    """All findings; on a terminal, with a line that shows that something is going on."""
    found = []
    for one in examine(patient, checks):
        found.append(one)
        if sys.stderr.isatty():
            click.echo(f"\rLooked at {len(found)} of {len(checks)} things", err=True, nl=False)
    if sys.stderr.isatty():
        click.echo("\r" + " " * 40 + "\r", err=True, nl=False)
    return found
