"""What a deployment says before, while and after it does something."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.deploying.changes import Change, called, changes_of, in_words, lost
from workbench.deploying.failures import explained, progress

TABLE, KEY, QUEUE = "AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::SQS::Queue"


def entry(action: str, name: str, kind: str, replacement: str = "") -> dict[str, Any]:
    change = {"Action": action, "LogicalResourceId": name, "ResourceType": kind}
    return {"ResourceChange": change | ({"Replacement": replacement} if replacement else {})}


def test_changes_are_told_by_what_happens_the_worst_first() -> None:
    changes = changes_of(
        [
            entry("Add", "SendQueue", QUEUE),
            entry("Add", "PlanQueue", QUEUE),
            entry("Modify", "Tick", "AWS::Lambda::Function", "False"),
            entry("Modify", "Mail", "AWS::SES::ConfigurationSet", "Conditional"),
            entry("Remove", "Alarms", "AWS::SNS::Topic"),
        ]
    )
    assert in_words(changes).splitlines() == [
        "Removed (1):",
        "  SNS topic: Alarms",
        "Perhaps replaced (1):",
        "  SES configuration set: Mail",
        "Changed (1):",
        "  Lambda function: Tick",
        "Added (2):",
        "  SQS queue: PlanQueue, SendQueue",
    ]


@pytest.mark.parametrize(
    ("action", "replacement", "is_lost"),
    [
        ("Remove", "", True),
        ("Modify", "True", True),
        ("Modify", "Conditional", True),
        ("Dynamic", "", True),
        ("Modify", "False", False),
        ("Add", "", False),
        ("Import", "", False),
    ],
)
@pytest.mark.parametrize("kind", [TABLE, KEY])
def test_the_table_and_its_key_must_not_go(
    kind: str, action: str, replacement: str, is_lost: bool
) -> None:
    assert bool(lost(changes_of([entry(action, "It", kind, replacement)]))) == is_lost


def test_a_table_that_was_kept_is_adopted_and_never_made_anew() -> None:
    added, adopted = (changes_of([entry(how, "Table", TABLE)]) for how in ("Add", "Import"))
    assert lost(added, kept=True) == ["the table (Table) would be added, though there is one"]
    assert lost(adopted, kept=True) == []


def test_anything_else_may_go() -> None:
    assert lost([Change("Removed", "SendQueue", QUEUE)]) == []


def test_kinds_have_names_to_read() -> None:
    assert called("AWS::Lambda::EventSourceMapping") == "Lambda event source mapping"


def event(name: str, status: str, why: str = "", kind: str = QUEUE) -> dict[str, Any]:
    said = {"LogicalResourceId": name, "ResourceStatus": status, "ResourceType": kind}
    return said | ({"ResourceStatusReason": why} if why else {})


def test_a_failure_names_its_reasons_without_what_it_only_cancelled() -> None:
    events = [
        event("SendQueue", "CREATE_FAILED", "a queue of that name is there"),
        event("PlanQueue", "CREATE_FAILED", "Resource creation cancelled"),
        event("s", "ROLLBACK_IN_PROGRESS", "The following resource(s) failed", "AWS::C::Stack"),
    ]
    said = explained("ROLLBACK_COMPLETE", "s", events)
    assert "SendQueue (SQS queue): a queue of that name is there" in said
    assert "PlanQueue" not in said
    assert said.endswith("run the same command: it begins anew.")


def test_who_cannot_go_back_is_told_the_command() -> None:
    said = explained("UPDATE_ROLLBACK_FAILED", "after-bedtime-prod", [])
    assert "continue-update-rollback --stack-name after-bedtime-prod" in said


def test_progress_is_told_once_a_resource_is_ready() -> None:
    assert progress(event("Q", "CREATE_IN_PROGRESS")) is None
    assert progress(event("Q", "CREATE_COMPLETE")) == "  Q (SQS queue) made"
    assert progress(event("Q", "UPDATE_FAILED")) == "  Q (SQS queue) failed"
