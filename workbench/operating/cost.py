"""The command: python -m workbench cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from chalicelib.scheduling.shards import Shards
from workbench.deploying.fixed import fixed_costs
from workbench.deploying.template import Template
from workbench.operating.bill import Bill, Prices
from workbench.operating.columns import count, table
from workbench.operating.forecast import due_until, forecast
from workbench.operating.month import Month
from workbench.operating.options import on_a_stage, show
from workbench.operating.reading import whole_table
from workbench.operating.usage import EVERYTHING, INBOUND_KEPT, NAMES, usage_of
from workbench.stages.prices import DEFAULTS, LOOKED_UP
from workbench.stages.settings import described

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from workbench.operating.place import Place
    from workbench.stages.settings import StageSettings

HEAD = ("", "number", "dollars")
LISTED = f"list prices of {LOOKED_UP}"
BEGINS_LATER = "The ledger begins later."
NOT_IN_IT = """\
Counted from the ledger; AWS is estimated, with no free tier. Not in it: samples, mail that came
in, taxes, and what went to people who were erased since. Answers are reckoned by the last thirty
days. What your bills say is what counts: put their prices into .chalice/stages/{stage}.toml."""


class WhichMonth(click.ParamType[Month]):
    """A month that is written 2026-10."""

    name = "month"

    def convert(
        self, value: str | Month, param: click.Parameter | None, ctx: click.Context | None
    ) -> Month:
        if isinstance(value, Month):
            return value
        read: datetime = click.DateTime(["%Y-%m"]).convert(value, param, ctx)
        return Month(read.year, read.month)


@dataclass(frozen=True, slots=True)
class Said:
    """What the stage's file says, as far as it costs something."""

    prices: Mapping[str, Decimal]
    parameters: Mapping[str, str]
    whose: str  # the prices


@dataclass(frozen=True, slots=True)
class Costs:
    """A month that is over, and the one that is not."""

    month: Month
    past: Bill | None  # the ledger has nothing of it, nor of any before
    this: Month
    coming: Bill


@click.command()
@click.option("--month", type=WhichMonth(), metavar="YYYY-MM", help="Instead of last month.")
@on_a_stage
def cost(place: Place, month: Month | None, as_json: bool) -> None:
    """Show what last month cost, and what this one will.

    Texts and emails are counted in the ledger, at the prices in the stage's file, or at list
    prices. The forecast adds what is due until the month ends, from the code that plans it, and
    notices as last month had them. The whole table is read once, and each couple's schedule; a
    read unit is $0.000000125 at list price.
    """
    said = _said(place.stage)
    found = _costs(place, month, said)
    if as_json:
        bill = found.past.as_json() if found.past else {}
        this = {"month": str(found.this), **found.coming.as_json()}
        past = {"month": str(found.month), **bill}
        show({"past": past, "forecast": this, "prices": said.whose})
        return
    click.echo(f"{found.month}\n{_table(found.past) if found.past else BEGINS_LATER}\n")
    click.echo(f"{found.this}, forecast\n{_table(found.coming)}\n")
    click.echo(f"In dollars, at {said.whose}.")
    click.echo(NOT_IN_IT.format(stage=place.stage))


def _costs(place: Place, month: Month | None, said: Said) -> Costs:
    now = place.clock()
    this = Month.of(now)
    month = month or this.before
    if month > this:
        raise click.UsageError(f"{month} is still to come. Without --month there is a forecast.")
    usage = usage_of(whole_table(place.scan, EVERYTHING, NAMES), now)
    shards = Shards(place.table, place.clock).counts().read
    prices = Prices(said.prices, shards, standing(said.prices, said.parameters))
    couples = len(usage.couples)
    a_day = usage.texts_in / INBOUND_KEPT.days
    past = None
    if usage.earliest is not None and usage.earliest <= month:
        days = (now - this.start).days + 1 if month == this else month.days
        past = prices.bill(usage.sent(month), round(a_day * days), days, couples)
    expected = forecast(usage, due_until(place, usage.couples, this.end), now)
    coming = prices.bill(expected, round(a_day * this.days), this.days, couples)
    return Costs(month, past, this, coming)


def standing(prices: Mapping[str, Decimal], parameters: Mapping[str, str]) -> Decimal:
    """Dollars a month for what stands there: what `deploy` shows before it makes anything."""
    template = Template.written()
    costs = fixed_costs(template, {**template.defaults(), **parameters}, prices)
    return sum((one.total for one in costs), Decimal(0))


def _said(stage: str) -> Said:
    """The stage's own file; or list prices, and all that there could be."""
    settings = described(stage)
    if settings:
        return Said(settings.prices, settings.parameters, whose(settings))
    return Said(DEFAULTS, {}, LISTED)


def whose(settings: StageSettings) -> str:
    """Whose prices these are: the file's own, as far as it says any."""
    own = sum(DEFAULTS[name] != price for name, price in settings.prices.items())
    if not own:
        return LISTED
    theirs = f"the prices of .chalice/stages/{settings.stage}.toml"
    return theirs if own == len(DEFAULTS) else f"{theirs}, and else {LISTED}"


def _table(bill: Bill) -> str:
    rows = [
        (one.what, "-" if one.count is None else f"{one.count:,}", f"{one.dollars:,.2f}")
        for one in bill.lines
    ]
    rows.append(("together", "-", f"{bill.total:,.2f}"))
    if bill.a_couple is not None:
        rows.append((f"a couple, of {count(bill.couples, 'couple')}", "-", f"{bill.a_couple:,.2f}"))
    return table(HEAD, rows)
