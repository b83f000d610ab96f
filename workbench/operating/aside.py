"""The command: python -m workbench aside."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from chalicelib import keys
from chalicelib.scheduling.shards import Shards
from workbench.operating.broken import NAMES, Broken, broken_of, make_anew, put_back
from workbench.operating.columns import count, minute, table
from workbench.operating.options import on_a_stage, show
from workbench.operating.reading import whole_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.table import Item
    from workbench.operating.place import Place

HEAD = ("couple", "", "rhythm", "was due (UTC)", "aside since (UTC)")


@click.group(invoke_without_command=True)
@on_a_stage
def aside(place: Place, as_json: bool) -> None:
    """List entries that planning set aside, and put them back.

    It could not read them. Each is one rhythm of one person that rests until then. The whole
    table is read.
    """
    found = [broken_of(item) for item in _items(place, ())]
    if as_json:
        show({"aside": [one.as_json() for one in found]})
        return
    if found:
        rows = [(*_row(one), one.why) for one in found]
        click.echo(f"{table((*HEAD, 'why'), rows)}\n")
    click.echo(f"{count(len(found), 'entry', 'entries')} set aside.")


@aside.command("return")
@click.option("--couple", "couples", multiple=True, metavar="ID", help="Of these couples.")
@click.option("--all", "everybody", is_flag=True, help="All there are.")
@click.option(
    "--anew",
    is_flag=True,
    help="Make those that are still broken anew, from what the couple chose.",
)
@on_a_stage
def return_(
    place: Place, couples: tuple[str, ...], everybody: bool, anew: bool, as_json: bool
) -> None:
    """Put entries back, if planning can read them now.

    The slot an entry stood for is then sent, or, if it is too late, listed in the ledger as
    expired, with all that were missed meanwhile. Of the others it says why not, and ends with 1.
    """
    if bool(couples) == everybody:
        raise click.UsageError("Say either --couple ID (several times, if you like) or --all.")
    why_not = {broken_of(item): _return(place, item, anew=anew) for item in _items(place, couples)}
    if as_json:
        show({"entries": [{**one.as_json(), "why_not": why} for one, why in why_not.items()]})
    else:
        _print(why_not)
    sys.exit(1 if any(why_not.values()) else 0)


def _items(place: Place, couples: Sequence[str]) -> list[Item]:
    """The entries that are aside, of these couples or of all."""
    if couples:
        of_each = (place.table.query(keys.couple_pk(one), keys.DUE) for one in couples)
        items = [item for items in of_each for item in items]
    else:
        items = list(whole_table(place.scan, [keys.DUE], NAMES))
    return sorted((item for item in items if "aside" in item), key=lambda item: item["PK"])


def _return(place: Place, item: Item, *, anew: bool) -> str:
    now, shards = place.clock(), Shards(place.table, place.clock).write()
    why_not = put_back(place.table, item, now, shards)
    return make_anew(place.table, item, now, shards) if why_not and anew else why_not


def _print(why_not: dict[Broken, str]) -> None:
    rows = [(*_row(one), why or "it is back") for one, why in why_not.items()]
    if rows:
        click.echo(f"{table((*HEAD, ''), rows)}\n")
    left = sum(map(bool, why_not.values()))
    back = len(why_not) - left
    click.echo(f"{count(back, 'entry', 'entries')} put back, {left} still aside.")
    if left:
        click.echo("Deploy what mends them and try again, or make them anew with --anew.")


def _row(one: Broken) -> tuple[str, ...]:
    due = one.due_at.replace("T", " ")[:16]
    return one.couple, one.partner, one.rhythm, due, minute(one.at)
