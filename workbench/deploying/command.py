"""The commands: python -m workbench deploy, python -m workbench destroy."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workbench.by_chalice import Package
    from workbench.deploying.asking import Asking
    from workbench.stages.settings import StageSettings

STOPPED = """
Stopped here. If CloudFormation has begun, it goes on by itself. Run the same command again: it
waits for that, and goes on from there."""
STAGE = click.option("--stage", required=True, help="Which: it is described in .chalice/stages/.")
ENDPOINT = click.option("--endpoint", help="Another AWS than AWS itself: the URL of a local one.")


@click.command()
@STAGE
@ENDPOINT
@click.option(
    "--package",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder that `package` made, instead of packaging this checkout.",
)
@click.option(
    "--version",
    help='One that worked on this stage, by its name, or "before" for the next older one.',
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def deploy(
    stage: str, endpoint: str | None, folder: Path | None, version: str | None, yes: bool
) -> None:
    """Bring a stage to this version: package, show what changes, do it, try it.

    First it says what the stage will cost each month. If the new version does not work, the last
    one that did comes back. It may be stopped and run again at any point.

    With --version it brings back one that worked, with the parameters it had then. Each "before"
    goes one further back, and none goes forward. An unknown one has it list those that there are.
    """
    if version and folder:
        raise click.UsageError("--version is kept in the stage's bucket: leave out --package.")
    from workbench.deploying.account import explained
    from workbench.deploying.asking import Asking
    from workbench.deploying.deploy import Deployment

    settings = settings_of(stage, endpoint)
    ask = Asking(yes=yes)
    with explained():
        try:
            if version:  # it stood there already: nothing is packaged, and nobody looks first
                done = Deployment.of(settings, ask).bring_back(version)
            else:
                fit = _fit(settings, ask)
                done = fit and Deployment.of(settings, ask).deploy(_package(stage, folder))
            if not done:
                raise SystemExit(1)
        except KeyboardInterrupt:
            click.echo(STOPPED, err=True)
            raise SystemExit(130) from None


def settings_of(stage: str, endpoint: str | None) -> StageSettings:
    """The stage as its file describes it; never the one that `make run` starts."""
    from workbench.stages.settings import LOCAL, StageError, load

    if stage == LOCAL:
        raise StageError(
            "The stage local is what `make run` starts. Say another, as in make deploy STAGE=dev."
        )
    settings = load(stage)
    return replace(settings, endpoint=endpoint) if endpoint else settings


def _package(stage: str, folder: Path | None) -> Package:
    from workbench.by_chalice import in_folder
    from workbench.package import package
    from workbench.progress import step

    if folder:
        return in_folder(folder)
    with step(f"Packaging the stage {stage}"):
        return package(stage)


def _fit(settings: StageSettings, ask: Asking) -> bool:
    """Whether the doctor lets it go ahead, or they say so all the same."""
    if settings.endpoint:
        ask.say("Behind an endpoint there is no domain, mail or carrier for the doctor to look at.")
        return True
    if import_module("workbench.doctor.command").before_deploy(settings):
        return True
    return not ask.yes and ask.agrees("The doctor has objections. Deploy all the same?")


@click.command()
@STAGE
@ENDPOINT
@click.option(
    "--secrets",
    is_flag=True,
    help="Delete its secrets, too, if the table goes. A backup needs them.",
)
def destroy(stage: str, endpoint: str | None, secrets: bool) -> None:
    """Take a stage away. It asks for the stage's name, and once more before the table goes."""
    from workbench.deploying.account import explained
    from workbench.deploying.asking import Asking
    from workbench.deploying.destroy import destroy as take_away

    settings = settings_of(stage, endpoint)
    with explained():
        if not take_away(settings, Asking(), secrets=secrets):
            raise SystemExit(1)
