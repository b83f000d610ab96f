"""The commands: python -m workbench hold, python -m workbench resume."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from chalicelib import keys
from chalicelib.control import RESTORED, Control
from workbench.operating.columns import minute
from workbench.operating.options import on_a_stage, show

if TYPE_CHECKING:
    from chalicelib.table import Table
    from workbench.operating.place import Place

NOTHING_LEAVES = """\
Nothing is sent: neither nudges nor notices, so nobody can sign up or get a fresh link meanwhile.
What a provider was being handed when it began may still arrive. What is queued waits, and looks
every minute whether it may go: after `resume`, what is still good leaves within a minute, and what
is too late by then ends as expired. STOP works as ever, texts are answered, the pages are open."""
LOOK_FIRST = """\
It may believe that messages are still to be sent which have been sent since the backup was made.
Nothing is sent until somebody has looked, and resumes: see "A table was restored" in
docs/runbook.md."""
SURE = "What was sent since the backup may be sent again. Have you looked, and shall it go on?"


@dataclass(frozen=True, slots=True)
class Hold:
    """Why nothing is sent, and since when. `since` is None if the table does not say."""

    why: str
    since: datetime | None
    restored: bool


def hold_on(table: Table) -> Hold | None:
    """What holds everything; None: everything is sent."""
    why = Control(table).why()
    if why is None:
        return None
    restored = why.endswith(RESTORED)
    item = table.get(keys.CONTROL, keys.HOLD, consistent=True) or {}
    if why == RESTORED or "at" not in item:  # what the item says is of the table before
        return Hold(why, None, restored)
    return Hold(why, datetime.fromisoformat(item["at"]), restored)


@click.command()
@click.argument("why", required=False)
@click.option("--show", "only_show", is_flag=True, help="Only say whether and why it is on hold.")
@on_a_stage
def hold(place: Place, why: str | None, only_show: bool, as_json: bool) -> None:
    """Stop everything: nothing is sent until `resume`. Say WHY, for whoever looks next.

    Nothing is lost: what is queued waits, and what is too late afterwards is listed as expired.
    """
    said = (why or "").strip()
    if bool(said) == only_show:
        raise click.UsageError('Say why, as in hold "double sends", or --show.')
    before = hold_on(place.table)
    if said:
        _hold(place, said, before)
    _tell(place, hold_on(place.table), as_json=as_json)


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask, even if the table was restored.")
@on_a_stage
def resume(place: Place, yes: bool, as_json: bool) -> None:
    """Go on after `hold`, or after a look at a table that was restored.

    What is still good leaves within a minute. What is too late ends as expired in the ledger.
    """
    before = hold_on(place.table)
    if before is not None:
        if before.restored and not yes:
            click.echo(_standing(place, before), err=True)
            click.confirm(SURE, abort=True, err=True)
        Control(place.table).resume()
    if as_json:
        show({"held": False, "before": asdict(before) if before else None})
    elif before is None:
        click.echo(f"The stage {place.stage} is not on hold: everything is sent.")
    else:
        click.echo(
            f"The stage {place.stage} goes on. It was on hold{_since(before)}: {before.why}.\n"
            "What waits and is still good leaves within a minute. The rest is listed by\n"
            f"  {place.command('ledger --state expired')}"
        )


def _hold(place: Place, why: str, before: Hold | None) -> None:
    """A second reason takes the place of the first, but not of its time, nor of a restoring."""
    if before and before.restored:
        why = f"{why}; {before.why}"
    since = before.since if before else None
    Control(place.table).hold(why, since or place.clock())


def _tell(place: Place, held: Hold | None, *, as_json: bool) -> None:
    if as_json:
        show({"held": held is not None, **(asdict(held) if held else {})})
    elif held is None:
        click.echo(f"The stage {place.stage} is not on hold: everything is sent.")
    else:
        click.echo(_standing(place, held))
        click.echo(f"\nTo go on: {place.command('resume')}")


def _standing(place: Place, held: Hold) -> str:
    what = LOOK_FIRST if held.restored else NOTHING_LEAVES
    return f"The stage {place.stage} is on hold{_since(held)}: {held.why}.\n\n{what}"


def _since(held: Hold) -> str:
    return f" since {minute(held.since)} UTC" if held.since else ""
