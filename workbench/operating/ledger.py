"""The command: python -m workbench ledger."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import click

from chalicelib import keys
from chalicelib.delivery.model import RANK
from workbench.operating.asked import NoCoupleError
from workbench.operating.columns import count, minute, table
from workbench.operating.options import on_a_stage, show
from workbench.operating.outcomes import NAMES, STARTS, Outcome, fits, in_order, outcome_of
from workbench.operating.reading import whole_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from chalicelib.table import Item
    from workbench.operating.place import Place

HEAD = ("", "what", "state", "due (UTC)", "at (UTC)", "details")


@click.command()
@click.option("--couple", metavar="ID", help="Only this couple.")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(list(RANK)),
    help="Only in this state; may be given several times.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Only slots of this local date or later, and notices made on it (UTC) or later.",
)
@click.option("--kind", type=click.Choice(["slot", "notice"]), help="Only nudges, or only notices.")
@on_a_stage
def ledger(
    place: Place,
    couple: str | None,
    states: tuple[str, ...],
    since: datetime | None,
    kind: str | None,
    as_json: bool,
) -> None:
    """Show what became of slots and notices: sent, skipped, expired, failed, and why.

    One line of a long outage stands for all the dates that were missed in it. No address, token
    or word of theirs is shown. Without --couple the whole table is read.
    """
    asked = since.date() if since else None
    every = map(outcome_of, _items(place, couple))
    found = sorted((one for one in every if fits(one, states, asked, kind)), key=in_order)
    by_state = Counter(one.state for one in found)
    if as_json:
        show({"deliveries": [one.as_json() for one in found], "states": dict(by_state)})
        return
    for whose, theirs in groupby(found, key=lambda one: one.couple):
        click.echo(f"{_block(whose, list(theirs))}\n")
    total = ", ".join(f"{number:,} {state}" for state, number in by_state.most_common())
    click.echo(f"{count(len(found), 'entry', 'entries')}{': ' + total if total else ''}.")


def _items(place: Place, couple: str | None) -> Iterable[Item]:
    if couple is None:
        return whole_table(place.scan, STARTS, NAMES)
    pk = keys.couple_pk(couple)
    found = [item for start in STARTS for item in place.table.query(pk, start)]
    if not found and place.table.get(pk, keys.COUPLE) is None:
        raise NoCoupleError(couple)
    return found


def _block(couple: str | None, outcomes: Sequence[Outcome]) -> str:
    title = f"Couple {couple}" if couple else "Not a couple yet: signing up"
    return f"{title}\n{table(HEAD, list(map(_row, outcomes)))}"


def _row(one: Outcome) -> Sequence[str]:
    due = minute(one.due_at)[5:] or "-"  # its year is the date's
    return one.partner, one.what, one.state, due, minute(one.at), one.details
