"""What the operator's commands have in common: which table to look at, and for whom to print."""

from __future__ import annotations

import json
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from workbench.ports import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable

PORT = "Of the service on this machine, as in `run`; only for the stage local."
COMMON = ("stage", "table", "port", "as_json")


class Stage(click.ParamType[str]):
    """One of the stages in .chalice/config.json."""

    name = "stage"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from workbench.stages.settings import stages

        if value not in stages():
            known = ", ".join(stages())
            self.fail(
                f"{value!r} is none of the stages in .chalice/config.json: {known}.", param, ctx
            )
        return value


def on_a_stage(command: Callable[..., None]) -> Callable[..., None]:
    """A command that looks at one stage: it is given the `place`, and whether `as_json`."""

    @wraps(command)
    def found(stage: str, table: str | None, port: int, **rest: Any) -> None:
        from workbench.operating.reach import reach
        from workbench.operating.refusals import explained
        from workbench.operating.way import Way

        ctx = click.get_current_context()
        if ctx.invoked_subcommand is not None:
            _hand_down(ctx)
            return
        place = ctx.obj or reach(stage, table, port)
        with explained(Way.to(stage, port)):
            command(place=place, **rest)

    options = (
        click.option(
            "--stage", default="local", show_default=True, type=Stage(), help="Which deployment."
        ),
        click.option("--table", help="Another table than after-bedtime-<stage>."),
        click.option("--port", default=DEFAULT, show_default=True, help=PORT),
        click.option("--json", "as_json", is_flag=True, help="For machines."),
    )
    for option in reversed(options):
        option(found)
    return found


def show(document: dict[str, Any]) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(document, indent=1, default=_as_text))


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def _hand_down(ctx: click.Context) -> None:
    """What was said before a subcommand's name counts for it, too."""
    ctx.default_map = {str(ctx.invoked_subcommand): {name: ctx.params[name] for name in COMMON}}
