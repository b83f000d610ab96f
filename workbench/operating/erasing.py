"""The command: python -m workbench erase."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from workbench.errors import WorkbenchError
from workbench.operating.options import show
from workbench.operating.whose import on_one_person, person_of

if TYPE_CHECKING:
    from chalicelib.couples.model import Contact
    from chalicelib.wiring import Wiring
    from workbench.operating.place import Place

ACT = "operator: erased"
# What their own page says before they do it themselves (templates/pages/erase.html).
BEFORE = """\
This erases {named}, for good, as their own page would.

What goes: their name, addresses and choices; every word they wrote; what was sent to them, and
when. Messages stop with the first write, even those on their way.
What stays: a keyed hash of each address, on the stop list; a keyed proof of what they agreed to,
for four years; our short answers to texts, for 30 days; backups, for 35 days.{other}

They can do it themselves, on their page, and take a copy with them first: `export`.
"""
OTHER = """
The other of the two keeps a page, and their own words. Nobody writes to them about this."""
DONE = "Erased. Nothing more comes to them, and nobody was written to about it."


class NotSureError(WorkbenchError):
    """What was typed is not the couple's id."""


@click.command()
@on_one_person
@click.option("--sure", metavar="ID", help="The couple's id, instead of being asked to type it.")
def erase(
    place: Place, use_cases: Wiring, contact: Contact, sure: str | None, as_json: bool
) -> None:
    """Erase the person with ADDRESS: all that is theirs, by every address of theirs.

    It asks you to type the couple's id. Be sure who asks: a call from a number proves nothing.
    Without ADDRESS it asks for one; "-" reads it from stdin.
    """
    del place
    found = person_of(use_cases, contact)
    if sure is None:
        other = OTHER if found.couple.here - {found.key} else ""
        click.echo(BEFORE.format(named=found.named, other=other), err=True)
        sure = str(click.prompt("To go on, type the couple's id", err=True))
    if sure.strip() != found.couple.id:
        raise NotSureError("That is not the couple's id. Nothing was erased.")
    leaving = replace(use_cases.departures, act=ACT)
    leaving.leave(found.couple.id, found.key, use_cases.clock())
    if as_json:
        show({"couple": found.couple.id, "partner": found.key, "erased": True})
    else:
        click.echo(DONE)
