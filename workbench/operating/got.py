"""The command: python -m workbench got."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from chalicelib import keys
from workbench.operating.columns import count, minute, table
from workbench.operating.options import show
from workbench.operating.outcomes import STARTS, Outcome, fits, in_order, outcome_of
from workbench.operating.whose import on_one_person, person_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chalicelib.couples.model import Contact
    from chalicelib.wiring import Wiring
    from workbench.operating.place import Place
    from workbench.operating.whose import Person

HEAD = ("what", "state", "due (UTC)", "sent (UTC)", "receipt", "why, or by what")


@dataclass(frozen=True, slots=True)
class Got:
    """One entry of the ledger, and the id under which the log tells of it."""

    outcome: Outcome
    trace: str | None

    def as_json(self) -> dict[str, Any]:
        return self.outcome.as_json() | {"trace": self.trace}

    def row(self) -> Sequence[str]:
        one = self.outcome
        due, sent, receipt = (minute(at)[5:] or "-" for at in (one.due_at, one.sent_at,
                                                               one.receipt_at))  # fmt: skip
        trace = f", trace {self.trace}" if self.trace else ""
        return one.what, one.state, due, sent, receipt, f"{one.details}{trace}"


@click.command()
@on_one_person
@click.option(
    "--days",
    default=30,
    show_default=True,
    type=click.IntRange(1, 400),
    help="How far back; the ledger keeps 13 months.",
)
def got(place: Place, use_cases: Wiring, contact: Contact, days: int, as_json: bool) -> None:
    """Show what the person with ADDRESS got, what they did not get, and why.

    One line for each slot and notice: what became of it, when it was due and sent, when the
    provider's receipt came, and the reason if it was not sent. No word of theirs or of ours.
    Without ADDRESS it asks for one; "-" reads it from stdin.
    """
    found = person_of(use_cases, contact)
    since = (place.clock() - timedelta(days=days)).date()
    theirs = sorted(
        (one for one in _ledger(place, found) if fits(one.outcome, (), since, None)),
        key=lambda one: in_order(one.outcome),
    )
    if as_json:
        who = {"couple": found.couple.id, "partner": found.key}
        show(who | {"deliveries": [one.as_json() for one in theirs]})
        return
    click.echo(f"C{found.named[1:]}")
    if theirs:
        click.echo(table(HEAD, [one.row() for one in theirs]))
    click.echo(f"{count(len(theirs), 'entry', 'entries')} since {since}.")


def _ledger(place: Place, found: Person) -> Iterator[Got]:
    pk = keys.couple_pk(found.couple.id)
    for start in STARTS:
        for item in place.table.query(pk, f"{start}{found.key}#"):
            yield Got(outcome_of(item), item.get("trace"))
