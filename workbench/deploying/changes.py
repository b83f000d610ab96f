"""What a change set will do, in words. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDTH = 100
ORDER = (
    "Removed",
    "Replaced",
    "Perhaps replaced",
    "Changed",
    "Added",
    "Adopted, as it is there already",
)
# What holds people's choices and words, and what opens it: neither may be lost by a deployment.
PRECIOUS = {"AWS::DynamoDB::Table": "the table", "AWS::KMS::Key": "the key that encrypts it"}
LOST = ("Removed", "Replaced", "Perhaps replaced")


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one resource."""

    what: str  # one of ORDER
    name: str  # its id in the template
    kind: str  # "AWS::SQS::Queue"


def changes_of(entries: Iterable[Mapping[str, Any]]) -> list[Change]:
    """From CloudFormation's own list (DescribeChangeSet, Changes)."""
    every = (entry["ResourceChange"] for entry in entries if entry.get("ResourceChange"))
    return [Change(_what(one), one["LogicalResourceId"], one["ResourceType"]) for one in every]


def in_words(changes: Sequence[Change]) -> str:
    """All of them, those that take something away first."""
    lines = []
    for what in ORDER:
        mine = sorted((one for one in changes if one.what == what), key=lambda one: one.kind)
        if mine:
            lines.append(f"{what} ({len(mine)}):")
        for kind, alike in groupby(mine, key=lambda one: one.kind):
            names = ", ".join(sorted(one.name for one in alike))
            lines += wrap(
                f"{called(kind)}: {names}", WIDTH, initial_indent="  ", subsequent_indent="    "
            )
    return "\n".join(lines)


def lost(changes: Iterable[Change], *, kept: bool = False) -> list[str]:
    """What must not be lost, and would be: "the table (Table) would be replaced".

    With `kept`, there is a table already: then none may be added.
    """
    worst = (*LOST, "Added") if kept else LOST
    return [
        f"{PRECIOUS[one.kind]} ({one.name}) would be {one.what.lower()}"
        + (", though there is one" if one.what == "Added" else "")
        for one in changes
        if one.kind in PRECIOUS and one.what in worst
    ]


def called(kind: str) -> str:
    """A name to read: "SQS queue" for AWS::SQS::Queue, "SES receipt rule" for another."""
    _, service, thing = kind.split("::", 2)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", thing.replace("::", " "))
    return f"{service} {words.lower()}"


def _what(change: Mapping[str, Any]) -> str:
    if change["Action"] == "Modify":
        replaced = {"True": "Replaced", "Conditional": "Perhaps replaced"}
        return replaced.get(change.get("Replacement", "False"), "Changed")
    return {
        "Add": "Added",
        "Remove": "Removed",
        "Import": "Adopted, as it is there already",
    }.get(change["Action"], "Perhaps replaced")  # CloudFormation itself cannot tell ("Dynamic")
