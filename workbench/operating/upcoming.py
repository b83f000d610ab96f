"""The command: python -m workbench upcoming."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import click

from chalicelib import keys
from chalicelib.content.library import load
from chalicelib.control import Control
from chalicelib.couples.dates import Dates
from chalicelib.couples.store import Couples
from chalicelib.delivery.store import Ledger
from chalicelib.scheduling.preview import Preview
from workbench.operating.asked import NoCoupleError
from workbench.operating.columns import count, minute, table
from workbench.operating.coming import Prospect, prospects
from workbench.operating.options import on_a_stage, show
from workbench.operating.reading import progress, whole_table
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from workbench.operating.place import Place

HEAD = ("local", "UTC", "rhythm", "channel", "kind", "item")
HELD = "The service is on hold: nothing is sent until that ends."


@click.command()
@click.option("--couple", "couples", multiple=True, metavar="ID", help="Only these couples.")
@click.option(
    "--days",
    default=14,
    show_default=True,
    type=click.IntRange(1, 366),
    help="How many local days, today included.",
)
@click.option("--why", is_flag=True, help="Say what each small note was chosen before, and why.")
@on_a_stage
def upcoming(place: Place, couples: tuple[str, ...], days: int, why: bool, as_json: bool) -> None:
    """Show every nudge that will come, in order, from the code that plans and chooses them.

    Times are shown in each partner's own zone and in UTC. What is shown is what comes, unless
    somebody changes something meanwhile. No name, address or word of theirs is shown; with
    --why, what somebody wishes for themselves is "not wanted" and no more. Without --couple the
    whole table is read.
    """
    ahead = Ahead(place, place.clock(), days, why=why)
    found = ahead.named(couples) if couples else ahead.everybody()
    held = Control(place.table).held()
    if as_json:
        show(_document(found, ahead, held=held))
    else:
        _print(found, ahead, held=held)


@dataclass(frozen=True)
class Ahead:
    """Looks at what will come in the `days` from `now`."""

    place: Place
    now: datetime
    days: int
    why: bool = False

    def named(self, couples: Sequence[str]) -> list[Prospect]:
        """Of these couples. Raises NoCoupleError."""
        found = []
        for couple_id in couples:
            theirs = self.of(couple_id)
            if not theirs:
                raise NoCoupleError(couple_id)
            found += theirs
        return found

    def everybody(self) -> list[Prospect]:
        items = whole_table(self.place.scan, [keys.COUPLE], ["PK"])
        ids = sorted(item["PK"].removeprefix(keys.couple_pk("")) for item in items)
        with progress(ids, "Looking ahead") as each:
            return [prospect for couple_id in each for prospect in self.of(couple_id)]

    def of(self, couple_id: str) -> list[Prospect]:
        """Both partners' prospects; nothing if there is no such couple."""
        couples = Couples(self.place.table)
        couple = couples.get(couple_id)
        if couple is None:
            return []
        entries = couples.due_entries(couple_id)
        return prospects(couple, entries, self._preview, self.now, self.days, why=self.why)

    @cached_property
    def _preview(self) -> Preview:
        library, kept = load(ROOT / "templates" / "content"), self.place.table
        return Preview(library.items, Ledger(kept).newest, Dates(kept).picked)


def _print(found: Sequence[Prospect], ahead: Ahead, *, held: bool) -> None:
    if held:
        click.echo(f"{HELD}\n")
    for one in found:
        click.echo(f"{_block(one)}\n")
    slots = count(sum(len(one.slots) for one in found), "slot")
    couples = count(len({one.couple for one in found}), "couple")
    click.echo(
        f"{slots} of {couples} in the {count(ahead.days, 'day')} from {minute(ahead.now)} UTC."
    )


def _block(one: Prospect) -> str:
    """One partner: a line that says who, what to know, and a table of slots."""
    title = f"Couple {one.couple}, partner {one.partner}, {one.zone}"
    notes = [f"  {note}" for note in one.notes]
    rows = list(_rows(one))
    lines = table(HEAD, rows).splitlines() if rows else []
    return "\n".join([title, *notes, *_with_why(lines, one)])


def _with_why(lines: Sequence[str], one: Prospect) -> Iterator[str]:
    """The table's lines, under each slot's what explains it."""
    yield from lines[:1]
    for line, slot in zip(lines[1:], one.slots, strict=True):
        yield line
        if slot.why is not None:
            yield from (f"    {words}" for words in slot.why.words())


def _rows(one: Prospect) -> Iterator[Sequence[str]]:
    for slot in one.slots:
        local, utc = f"{one.local(slot):%a %Y-%m-%d %H:%M}", f"{slot.times.due_at:%m-%d %H:%M}"
        item = slot.item or ("" if slot.kind else "nothing fits: skipped")
        yield local, utc, slot.rhythm, slot.channel, slot.kind or "-", item


def _document(found: Sequence[Prospect], ahead: Ahead, *, held: bool) -> dict[str, object]:
    return {
        "now": ahead.now,
        "days": ahead.days,
        "couples": len({one.couple for one in found}),
        "held": held,
        "slots": [slot for one in found for slot in one.as_json()],
        "notes": [note for one in found for note in one.notes_as_json()],
    }
