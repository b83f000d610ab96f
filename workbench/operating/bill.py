"""What a month's use comes to, in dollars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from workbench.operating.estimates import quantities
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.operating.usage import Counted

MILLION = 1_000_000
# What the template makes that costs by standing there; `deploy` shows the same, thing by thing.
STANDING = {
    "AWS::CloudWatch::Alarm": "alarm_month",
    "AWS::CloudWatch::CompositeAlarm": "composite_alarm_month",
    "AWS::CloudWatch::Dashboard": "dashboard_month",
    "AWS::KMS::Key": "key_month",
    "AWS::SecretsManager::Secret": "secret_month",
}
NUMBER = ("phone_number_month", "campaign_month")  # what texts need


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
    template: str = ""  # its text; what stands in it costs each month

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
            Line("what stands there: alarms, number", None, self._standing(texts=texts > 0)),
        ]
        return Bill(tuple(lines), couples)

    def _aws(self, texts: int, emails: int, days: int) -> Decimal:
        taken = quantities(texts, emails, days, self.shards)
        return sum((self._price(name) * amount for name, amount in taken.items()), Decimal(0))

    def _price(self, name: str) -> Decimal:
        return self.each[name] / MILLION if name.endswith("_million") else self.each[name]

    def _standing(self, *, texts: bool) -> Decimal:
        kinds = re.findall(r"^\s+Type: (\S+)$", self.template, re.MULTILINE)
        stand = [self.each[STANDING[kind]] for kind in kinds if kind in STANDING]
        return sum([*stand, *(self.each[one] for one in NUMBER if texts)], Decimal(0))


def template() -> str:
    """The one in this checkout: that of the version that is deployed, one hopes."""
    return (ROOT / ".chalice" / "resources.yaml").read_text()


def _rounded(dollars: Decimal) -> float:
    return float(round(dollars, 2))
