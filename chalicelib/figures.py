"""What an invocation did, in figures: metrics for the alarms and the dashboard, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.invocation import count

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "AfterBedtime"
STAGE = "Stage"  # their only dimension: every further one is a metric more to pay for
# Each with its unit, and these are all: what alarms and dashboard may name.
# A metric costs money in each month in which it was told ($0.30, the first ten of an account are
# free; aws.amazon.com/cloudwatch/pricing, 2026-11), so only what is above nothing is told;
# planning_lag alone is told by every tick, so that a missing one is a sign in itself.
WATCHED: Mapping[str, str] = {
    "planning_lag": "Seconds",  # how long ago the oldest that was due was due; every minute
    "not_planned": "Count",  # due entries that could not be planned, and stay due
    "set_aside": "Count",  # due entries that are broken, taken out of the index
    "sent": "Count",  # messages a provider took
    "segments": "Count",  # of texts: each of those is one, and so is most of what answers a text
    "failed": "Count",  # messages a provider refused for good, at once
    "refused": "Count",  # tries it refused because of our own account or configuration
    "skipped": "Count",
    "expired": "Count",
    "in_doubt": "Count",  # nobody knows yet whether they were sent
    "unknown": "Count",  # and nobody ever will
    "undelivered": "Count",  # taken, and then reported as not delivered
    "complaints": "Count",  # "this is spam"
    "opt_outs": "Count",
    "tap_closed": "Count",  # texts for which there was no room under the ceiling
}
ALWAYS = frozenset({"planning_lag"})


def tell(figures: Mapping[str, int]) -> dict[str, int]:
    """Count what was done. Returns the figures as they are."""
    for name, times in figures.items():
        if times or name in ALWAYS:
            count(name, times)
    return dict(figures)


def embedded(stage: str, figures: Mapping[str, int], at: int) -> dict[str, Any]:
    """What makes metrics of figures in a line of the log. `at`: milliseconds since 1970.

    CloudWatch's embedded metric format: no call, nothing to fail. Figures that are no metric stand
    beside them. Source: docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring,
    CloudWatch_Embedded_Metric_Format_Specification. Why by hand: ADR 19.
    """
    metrics = [{"Name": name, "Unit": unit} for name, unit in WATCHED.items() if name in figures]
    if not metrics:
        return dict(figures)
    directive = {"Namespace": NAMESPACE, "Dimensions": [[STAGE]], "Metrics": metrics}
    return {"_aws": {"Timestamp": at, "CloudWatchMetrics": [directive]}, STAGE: stage, **figures}
