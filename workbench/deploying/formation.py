"""A stage's CloudFormation stack: changes proposed, looked at, made, and waited for."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.cloudformation import StackError, described
from workbench.deploying.changes import Change, changes_of
from workbench.deploying.events import Events
from workbench.deploying.failures import DONE, explained

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.deploying.account import Account
    from workbench.deploying.artifacts import Version

NEW = {"", "REVIEW_IN_PROGRESS", "DELETE_COMPLETE"}  # nothing stands there yet
FAILED_CREATE = {"ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"}
NOTHING = ("didn't contain changes", "No updates are to be performed")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change set: what will be done once it is executed."""

    id: str
    changes: list[Change]


class Formation:
    """The stack of one stage."""

    def __init__(self, account: Account, name: str, say: Callable[[str], None]) -> None:
        self.client = account.client("cloudformation")
        self.name = name
        self.say = say
        self.pause = account.pause

    def described(self) -> Mapping[str, Any] | None:
        return described(self.client, self.name)

    def status(self) -> str:
        """CloudFormation's word; "" if there is no such stack."""
        return str((self.described() or {}).get("StackStatus", ""))

    def stands(self) -> bool:
        return self.status() not in NEW

    def outputs(self) -> dict[str, str]:
        listed = (self.described() or {}).get("Outputs", [])
        return {one["OutputKey"]: one["OutputValue"] for one in listed}

    def resources(self, kind: str) -> dict[str, str]:
        """Ids in the template and real names of all resources of a kind."""
        pages = self.client.get_paginator("list_stack_resources").paginate(StackName=self.name)
        every = [one for page in pages for one in page["StackResourceSummaries"]]
        return {
            one["LogicalResourceId"]: one["PhysicalResourceId"]
            for one in every
            if one["ResourceType"] == kind and one["ResourceStatus"] != "DELETE_COMPLETE"
        }

    def propose(
        self, version: Version, values: Mapping[str, str], *, adopt: bool = False
    ) -> Proposal | None:
        """What this version would change; None: nothing. `adopt`: a table that is there already."""
        made = self.client.create_change_set(
            StackName=self.name,
            ChangeSetName=f"deploy-{version.name}-{time.time_ns()}",
            ChangeSetType="UPDATE" if self.stands() else "CREATE",
            TemplateURL=version.url,
            Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in values.items()],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            Tags=[{"Key": "after-bedtime:stack", "Value": self.name}],
            **({"ImportExistingResources": True} if adopt else {}),
        )
        described = self._proposed(made["Id"])
        if described["Status"] == "FAILED":
            why = str(described.get("StatusReason", "no reason given"))
            self.discard(made["Id"])
            if any(nothing in why for nothing in NOTHING):
                return None
            raise StackError(f"CloudFormation refuses the changes: {why}")
        return Proposal(made["Id"], changes_of(described["Changes"]))

    def discard(self, proposal: str) -> None:
        self.client.delete_change_set(ChangeSetName=proposal, StackName=self.name)

    def execute(self, proposal: Proposal) -> None:
        """Make the changes, say what is ready, and raise a StackError if they fail."""
        events = self._events()
        # Otherwise a table that a failed creation made would stay, and be in the next one's way.
        self.client.execute_change_set(
            ChangeSetName=proposal.id, StackName=self.name, RetainExceptOnCreate=True
        )
        self._settle(events)

    def delete(self) -> None:
        """Delete the stack and wait. What the template retains stays."""
        if self.described() is None:
            return
        events = self._events()
        self.client.delete_stack(StackName=self.name)
        self._settle(events)

    def wait(self, events: Events | None = None) -> str:
        """Until nothing is under way; how it ended."""
        events = events or self._events()
        while (status := self.status()).endswith("_IN_PROGRESS") and status not in NEW:
            events.follow()
            time.sleep(self.pause)
        events.follow()
        return status

    def _settle(self, events: Events) -> None:
        status = self.wait(events)
        if status not in DONE | NEW:
            raise StackError(explained(status, self.name, events.new))

    def _events(self) -> Events:
        return Events(self.client, self.name, self.say)

    def _proposed(self, proposal: str) -> dict[str, Any]:
        """The change set once it is ready, with all pages of its changes."""
        asked = {"ChangeSetName": proposal, "StackName": self.name}
        while (one := self.client.describe_change_set(**asked))["Status"].endswith(
            ("_PENDING", "_IN_PROGRESS")
        ):
            time.sleep(self.pause)
        whole, more = dict(one), one.get("NextToken")
        while more:
            one = self.client.describe_change_set(**asked, NextToken=more)
            whole["Changes"] = [*whole["Changes"], *one["Changes"]]
            more = one.get("NextToken")
        return whole
