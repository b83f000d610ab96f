"""All checks, in the order in which they are made: what others stand on comes first."""

from __future__ import annotations

from workbench.doctor.check import Check
from workbench.doctor.checks import (
    account,
    alarms,
    answers,
    countries,
    dns,
    letters,
    queues,
    registration,
    secrets,
    service,
    ses,
    ses_events,
    settings,
    stack,
    table,
    twilio,
    website,
)

FAMILIES = (
    settings,
    account,
    stack,
    secrets,
    table,
    queues,
    letters,
    service,
    website,
    ses,
    dns,
    ses_events,
    answers,
    twilio,
    countries,
    registration,
    alarms,
)


def every() -> list[Check]:
    """A family's checks are whatever checks its file defines: none can be forgotten."""
    return [
        one
        for family in FAMILIES
        for one in vars(family).values()
        if isinstance(one, Check) and one.look.__module__ == family.__name__
    ]


def early() -> list[Check]:
    """Those that make sense before there is a stack."""
    return [one for one in every() if one.early]
