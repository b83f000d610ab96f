"""What a stage costs each month before anybody gets a message: from the template and the prices."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chalicelib.figures import NAMESPACE, WATCHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.deploying.template import Template

ALARM = "AWS::CloudWatch::Alarm"
# What the template makes that costs something by standing there.
PRICED = {
    "AWS::CloudWatch::CompositeAlarm": ("composite alarms", "composite_alarm_month"),
    "AWS::CloudWatch::Dashboard": ("dashboards", "dashboard_month"),
    "AWS::KMS::Key": ("keys of your own (KMS)", "key_month"),
    "AWS::SecretsManager::Secret": ("secrets", "secret_month"),
}
FREE = "Ten metrics in alarms, ten of our own and three dashboards are free: this counts them all."
THEN = "Then come emails, texts, reads and writes: docs/operating.md has them by couples."


@dataclass(frozen=True, slots=True)
class Cost:
    """So many of one thing, in dollars a month."""

    what: str
    count: int
    each: Decimal

    @property
    def total(self) -> Decimal:
        return self.count * self.each


def fixed_costs(
    template: Template, values: Mapping[str, str], prices: Mapping[str, Decimal]
) -> list[Cost]:
    """Each thing that costs by standing there; `values` are all the template's parameters."""
    made = [one for _, one in template.made(values)]
    alarms = sum(len(_looked_at(template, one, values)) for one in made if one["Type"] == ALARM)
    costs = [Cost("metrics in alarms", alarms, prices["alarm_month"])]
    costs += [
        Cost(what, count, prices[price])
        for kind, (what, price) in PRICED.items()
        if (count := sum(1 for one in made if one["Type"] == kind))
    ]
    costs.append(Cost("metrics of our own", len(_metrics(made)), prices["metric_month"]))
    if "sms" in values.get("Channels", ""):
        costs.append(Cost("phone number", 1, prices["phone_number_month"]))
        costs.append(Cost("A2P campaign", 1, prices["campaign_month"]))
    return costs


def told(costs: Iterable[Cost]) -> str:
    """A small table, and the sum."""
    costs = list(costs)
    rows = [f"  {one.count:>3} {one.what:<28} ${one.total:>7.2f}" for one in costs]
    total = sum((one.total for one in costs), Decimal(0))
    head = "What this stage costs each month, however few people it has:"
    return "\n".join(
        [head, *rows, f"      {'at most':<28} ${total:>7.2f}", f"  {FREE}", f"  {THEN}"]
    )


def _looked_at(
    template: Template, alarm: Mapping[str, Any], values: Mapping[str, str]
) -> Sequence[Any]:
    """The metrics of one alarm: CloudWatch bills each that a formula puts together.

    Source: aws.amazon.com/cloudwatch/pricing, "$0.10 per alarm metric".
    """
    listed = alarm["Properties"].get("Metrics")
    if listed is None:
        return [alarm["Properties"].get("MetricName")]
    chosen = (template.chosen(one, values) for one in listed)
    return [one for one in chosen if "MetricStat" in one]


def _metrics(made: Iterable[Mapping[str, Any]]) -> set[str]:
    """Those that the code writes, and those that an alarm looks at."""
    watched = {
        str(one["Properties"]["MetricName"])
        for one in made
        if one["Type"] == ALARM and one["Properties"].get("Namespace") == NAMESPACE
    }
    return watched | set(WATCHED)
