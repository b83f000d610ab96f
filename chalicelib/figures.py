"""What an invocation did, in figures: a line for people to read, and metrics for the alarms."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMESPACE = "AfterBedtime"
# Each is a metric of its own, and costs money once there is something to count.
WATCHED = ("expired", "failed", "set_aside", "unknown", "tap_closed")

logger = logging.getLogger(__name__)


def tell(stage: str, what: str, figures: Mapping[str, int]) -> dict[str, int]:
    """Say what was done. Returns the figures as they are.

    The metrics go to the log, in CloudWatch's embedded metric format: no call, nothing to fail.
    """
    if any(figures.values()):
        logger.info("%s %s", what, json.dumps(figures))
    watched = {name: figures[name] for name in WATCHED if figures.get(name)}
    if watched:
        from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

        metrics = EphemeralMetrics(namespace=NAMESPACE)
        metrics.add_dimension(name="Stage", value=stage)
        for name, count in watched.items():
            metrics.add_metric(name=name, unit=MetricUnit.Count, value=count)
        metrics.flush_metrics()
    return dict(figures)
