"""The command line: python -m workbench."""

from __future__ import annotations

import os
from pathlib import Path

import click

from workbench import ports as local_ports
from workbench.errors import WorkbenchError


class Commands(click.Group):
    """Shows what a person can put right as one message, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except WorkbenchError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands)
def main() -> None:
    """After Bedtime on your own machine, and what its operator does from a terminal."""


# Each command imports what it needs itself: an operator's machine has no emulator.


@main.command()
@click.option("--port", default=local_ports.DEFAULT, show_default=True, help="The first of three.")
@click.option(
    "--state",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".local"),
    show_default=True,
    help="Where everything is kept.",
)
@click.option("--watch/--no-watch", default=True, help="Redeploy when a file is saved.")
def run(port: int, state: Path, watch: bool) -> None:
    """Start the whole service on this machine."""
    from workbench.aws import without_account
    from workbench.run import run

    cleaned = without_account(os.environ)
    os.environ.clear()
    os.environ.update(cleaned)
    run(local_ports.Ports(port), state, watching=watch)


@main.command()
@click.option("--stage", default="local", show_default=True, help="A stage of .chalice/.")
def package(stage: str) -> None:
    """Package the service anew into build/<stage>/: a template and a zip."""
    from workbench.package import package_whole
    from workbench.progress import step

    with step(f"Packaging the stage {stage}"):
        packaged = package_whole(stage)
    size = packaged.zip.stat().st_size / 1e6
    print(f"  {packaged.template}\n  {packaged.zip} ({size:.1f} MB)")


if __name__ == "__main__":
    main(prog_name="python -m workbench")
