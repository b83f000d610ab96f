"""The command line: python -m workbench."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from workbench import ports as local_ports
from workbench.errors import WorkbenchError
from workbench.lacking import lacking

try:
    import click
except ModuleNotFoundError as error:  # a Python that has nothing of what we need
    raise SystemExit(lacking(error)) from error

# Found when they are asked for, so that nobody imports what only another command needs:
# an operator's machine has no emulator. Each with the sentence that the list of commands shows.
ELSEWHERE = {
    "deploy": (
        "workbench.deploying.command",
        "Bring a stage to this version: package, show what changes, do it, try it.",
    ),
    "destroy": ("workbench.deploying.command", "Take a stage away."),
    "restart": (
        "workbench.deploying.anew_commands",
        "Let every function of a stage start anew.",
    ),
    "new-twilio-token": (
        "workbench.deploying.anew_commands",
        "Put a new auth token of Twilio's into SSM, and let every function start with it.",
    ),
    "upcoming": ("workbench.operating.upcoming", "Show every nudge that will come, in order."),
    "ledger": ("workbench.operating.ledger", "Show what became of slots and notices."),
    "person": (
        "workbench.operating.person",
        "Find a person by ADDRESS, and show how things stand with them.",
    ),
    "got": (
        "workbench.operating.got",
        "Show what the person with ADDRESS got, what they did not get, and why.",
    ),
    "resend-link": (
        "workbench.operating.fresh_link",
        "Send the person with ADDRESS a fresh link to their own page, to that address.",
    ),
    "stop": (
        "workbench.operating.stopping",
        "Stop everything to ADDRESS, as if its owner had said STOP.",
    ),
    "export": (
        "workbench.operating.exporting",
        "Send the person with ADDRESS a link to all that is theirs, for them alone to open.",
    ),
    "erase": (
        "workbench.operating.erasing",
        "Erase the person with ADDRESS: all that is theirs, by every address of theirs.",
    ),
    "cost": ("workbench.operating.cost", "Show what last month cost, and what this one will."),
    "shards": ("workbench.operating.shards", "Show how full each shard of the due index is."),
    "aside": (
        "workbench.operating.aside",
        "List entries that planning set aside, and put them back.",
    ),
    "erasures": (
        "workbench.operating.erasures",
        "List who was erased since a backup, and erase them again in the table made from it.",
    ),
    "doctor": (
        "workbench.doctor.command",
        "Look at everything of a stage, and say what to do.",
    ),
    "hold": ("workbench.operating.kill_switch", "Stop everything: nothing is sent until `resume`."),
    "resume": (
        "workbench.operating.kill_switch",
        "Go on after `hold`, or after a look at a table that was restored.",
    ),
    "deadletters": (
        "workbench.operating.deadletters",
        "List messages that failed for good, and replay or drop them.",
    ),
    "content": ("workbench.content.command", "Check, count and read the library of what we say."),
    "teach-replies": (
        "workbench.teach.command",
        "Teach the reader of free texts anew, or measure it.",
    ),
    "preview": (
        "workbench.preview.command",
        "Write a gallery of all that is ever sent, as one HTML page.",
    ),
    "card": (
        "workbench.card.command",
        "Write a card for a waiting room, with a QR code that opens the sign-up page.",
    ),
    "send-me-everything": (
        "workbench.operating.send_me_everything",
        "Send one of each message to ADDRESS, which is your own.",
    ),
    "pictures": ("workbench.pictures", "Take the pictures of the pages in docs/ anew."),
    "simulate": (
        "workbench.simulate.command",
        "Let couples live through a year on a virtual clock.",
    ),
    "simulate-faults": (
        "workbench.simulate_faults.command",
        "Break everything that can break, seed by seed, and hold the service to its promises.",
    ),
    "prove-bites": (
        "workbench.simulate_faults.bites.command",
        "Put each deliberate bug in place, one after the other: the simulation must find it.",
    ),
}


class Commands(click.Group):
    """Those below, and those elsewhere. What a person can put right is one message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *ELSEWHERE]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        function = cmd_name.replace("-", "_")
        try:
            found: click.Command = getattr(import_module(ELSEWHERE[cmd_name][0]), function)
        except ModuleNotFoundError as error:
            _say_what_is_lacking(error, cmd_name)
            raise
        return found

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, one.get_short_help_str(80)) for name, one in sorted(self.commands.items())]
        rows += [(name, says) for name, (_, says) in ELSEWHERE.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except WorkbenchError as error:
            raise click.ClickException(str(error)) from error
        except ModuleNotFoundError as error:
            _say_what_is_lacking(error, ctx.invoked_subcommand or "")
            raise


def _say_what_is_lacking(error: ModuleNotFoundError, command: str) -> None:
    """Raises ClickException, unless it is our own bug."""
    says = lacking(error, command)
    if says is not None:
        raise click.ClickException(says) from error


@click.group(cls=Commands, context_settings={"max_content_width": 100})
def main() -> None:
    """After Bedtime on your own machine, and what its operator does from a terminal."""


# Each command imports what it needs itself.


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
