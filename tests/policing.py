"""What the deployed functions asked of AWS, held against the policies that they were deployed with.

The local AWS refuses nothing, so this does: at the end of every run on it, whatever ran.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from workbench.aws import Aws
from workbench.ses_asked import NOTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.local_service import LocalService

Policies = dict[str, list[tuple[str, str]]]


class Asked(NamedTuple):
    """One thing that a function did."""

    who: str
    action: str
    resource: str  # without account and region


def asked_of(service: LocalService) -> list[Asked]:
    """Each once, since the service's folder was made."""
    files = (service.state / "aws" / "asked.jsonl", service.state / NOTES)
    lines = [line for one in files if one.exists() for line in one.read_text().splitlines()]
    return [Asked(*json.loads(line)) for line in lines]


def policies_of(service: LocalService) -> Policies:
    """What each function's role allows, as CloudFormation has filled it in."""
    aws = Aws(service.ports.aws_url)
    iam, found = aws.client("iam"), {}
    for function in aws.client("lambda").list_functions()["Functions"]:
        given = function.get("Environment", {}).get("Variables", {})
        who = given.get("AWS_SDK_UA_APP_ID", "").removeprefix("after-bedtime-")
        if who:
            role = function["Role"].rpartition("/")[2]
            names = iam.list_role_policies(RoleName=role)["PolicyNames"]
            kept = [iam.get_role_policy(RoleName=role, PolicyName=name) for name in names]
            found[who] = [pair for one in kept for pair in _pairs(one["PolicyDocument"])]
    return found


def _pairs(policy: Mapping[str, object]) -> list[tuple[str, str]]:
    statements = policy["Statement"]
    assert isinstance(statements, list)
    pairs = []
    for one in statements:
        what = one["Resource"] if isinstance(one["Resource"], list) else [one["Resource"]]
        # arn:partition:service:region:account:resource
        named = ["*" if each == "*" else each.split(":", 5)[5] for each in what]
        pairs += [(action, name) for action in one["Action"] for name in named]
    return pairs


def not_allowed(asked: list[Asked], policies: Policies) -> list[Asked]:
    """What IAM would have refused."""
    return [one for one in asked if not _may(one, policies.get(one.who, []))]


def _may(one: Asked, allowed: list[tuple[str, str]]) -> bool:
    return any(
        one.action == action and fnmatchcase(one.resource, resource) for action, resource in allowed
    )
