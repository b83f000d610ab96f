"""What a month's use comes to, in dollars."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from workbench.operating.estimates import dollars, quantities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.operating.usage import Counted


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bill. `count` is None where there is nothing to count."""

    what: str
    count: int | None
    dollars: Decimal


@dataclass(frozen=True, slots=True)
class Bill:
    """A month's."""

    lines: tuple[Line, ...]
    couples: int

    @property
    def total(self) -> Decimal:
        return sum((one.dollars for one in self.lines), Decimal(0))

    @property
    def a_couple(self) -> Decimal | None:
        return self.total / self.couples if self.couples else None

    def as_json(self) -> dict[str, Any]:
        each = self.a_couple
        return {
            "lines": [
                {"what": one.what, "count": one.count, "dollars": _rounded(one.dollars)}
                for one in self.lines
            ],
            "dollars": _rounded(self.total),
            "couples": self.couples,
            "dollars_a_couple": None if each is None else _rounded(each),
        }


@dataclass(frozen=True, slots=True)
class Prices:
    """Dollars by name (workbench.stages.prices), and what else a stage's bill depends on."""

    each: Mapping[str, Decimal]
    shards: int
    standing: Decimal  # a month, whatever is sent: workbench.deploying.fixed

    def bill(self, sent: Counted, texts_in: int, days: int, couples: int) -> Bill:
        """`texts_in`: what people texted; each is a segment, and so is our answer to it."""
        both_ways = 2 * texts_in
        texts = sent.texts + both_ways
        segment = self.each["segment"]
        lines = [
            Line("texts", sent.texts, sent.texts * segment),
            Line("texts from people, and answers", both_ways, both_ways * segment),
            Line("emails", sent.emails, sent.emails * self.each["email"]),
            Line("Lambda, table, queues: estimated", None, self._aws(texts, sent.emails, days)),
            Line("what stands there: alarms, metrics", None, self.standing),
        ]
        return Bill(tuple(lines), couples)

    def _aws(self, texts: int, emails: int, days: int) -> Decimal:
        return dollars(quantities(texts, emails, days, self.shards), self.each)


def _rounded(dollars: Decimal) -> float:
    return float(round(dollars, 2))
