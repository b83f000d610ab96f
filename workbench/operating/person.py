"""The command: python -m workbench person."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from chalicelib import keys
from workbench.operating.columns import table
from workbench.operating.kill_switch import hold_on
from workbench.operating.options import show
from workbench.operating.portrait import agreed, facts, lines
from workbench.operating.upcoming import HELD, Ahead
from workbench.operating.whose import on_one_person, person_of

if TYPE_CHECKING:
    from chalicelib.couples.model import Contact
    from chalicelib.wiring import Wiring
    from workbench.operating.coming import Prospect
    from workbench.operating.place import Place
    from workbench.operating.whose import Person

LOOK_AHEAD = 14  # days, as `upcoming` does
AGREED = ("at (UTC)", "channel", "", "by")


@click.command()
@on_one_person
def person(place: Place, use_cases: Wiring, contact: Contact, as_json: bool) -> None:
    """Find a person by ADDRESS, and show how things stand with them.

    Their couple's id, which of the two they are, the state of each channel, their rhythms, what
    comes next, and what they agreed to. No name, no word, and nothing of the other. Without
    ADDRESS it asks for one; "-" reads it from stdin. So it need not stand in your shell's history.
    """
    found = person_of(use_cases, contact)
    ahead = _ahead(place, found)
    consents = agreed(place.table.query(keys.couple_pk(found.couple.id), keys.CONSENT), found)
    held = hold_on(place.table)
    if as_json:
        document = facts(found, ahead) | {"held": held is not None}
        show(document | {"agreed": [asdict(one) for one in consents]})
        return
    if held:
        click.echo(f"{HELD}\n")
    of = "of two" if found.couple.other(found.key) else "alone"
    click.echo(f"C{found.named[1:]} ({of}), {found.partner.zone}")
    told = lines(found, ahead, use_cases.settings.channels)
    click.echo("\n".join(f"  {name:9} {words}" for name, words in told))
    if consents:
        click.echo(f"\n{table(AGREED, [one.words for one in consents])}")


def _ahead(place: Place, found: Person) -> Prospect | None:
    theirs = Ahead(place, place.clock(), LOOK_AHEAD).of(found.couple.id)
    return next((one for one in theirs if one.partner == found.key), None)
