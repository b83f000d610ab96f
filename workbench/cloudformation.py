"""One CloudFormation stack: created, updated, and explained when it fails."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.aws import Aws

DIGEST = "after-bedtime:digest"  # a tag: which template and parameters the stack was made from
DONE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
PATIENCE = 120.0  # seconds for a stack to settle; it takes one or two


class StackError(WorkbenchError):
    """The stack could not be deployed; the message gives CloudFormation's reasons."""


class CloudFormation:
    """The stack of this name."""

    def __init__(self, aws: Aws, name: str) -> None:
        self.client = aws.client("cloudformation")
        self.name = name

    def is_made_from(self, digest: str) -> bool:
        stack = self.described() or {"StackStatus": "absent"}
        tagged = {"Key": DIGEST, "Value": digest} in stack.get("Tags", [])
        return tagged and stack["StackStatus"] in DONE

    def asked_for(self, template_url: str, known: Mapping[str, str]) -> dict[str, str]:
        """Of the values we know, those that the template asks for."""
        declared = self.client.validate_template(TemplateURL=template_url)["Parameters"]
        asked = {parameter["ParameterKey"] for parameter in declared}
        return {name: value for name, value in known.items() if name in asked}

    def apply(self, template_url: str, parameters: Mapping[str, str], digest: str) -> None:
        """Create or update the stack and wait for it; raise a StackError with the reasons.

        The template lies in a bucket: in the call itself there is room for 51,200 bytes only.
        """
        asked = {
            "StackName": self.name,
            "TemplateURL": template_url,
            "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
            "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            "Tags": [{"Key": DIGEST, "Value": digest}],
        }
        try:
            if self._exists():
                self.client.update_stack(**asked)
            else:
                self.client.create_stack(**asked)
        except ClientError as error:
            raise StackError(
                f"The stack was refused: {error.response['Error']['Message']}. (The values for "
                "one machine are in workbench/local_settings.py.)"
            ) from error
        status = self._settled()
        if status not in DONE:
            raise StackError(f"The stack ended as {status}:\n{self._reasons()}")

    def described(self) -> dict[str, Any] | None:
        return described(self.client, self.name)

    def functions(self) -> dict[str, str]:
        """Map the template's name of each function to the name it got."""
        found = self.client.describe_stack_resources(StackName=self.name)["StackResources"]
        return {
            resource["LogicalResourceId"]: resource["PhysicalResourceId"]
            for resource in found
            if resource["ResourceType"] == "AWS::Lambda::Function"
        }

    def _exists(self) -> bool:
        """Whether there is a stack to update; one that failed to be created is removed."""
        stack = self.described()
        if stack and stack["StackStatus"].startswith("ROLLBACK"):
            self.client.delete_stack(StackName=self.name)
            self._settled()
            return False
        return stack is not None

    def _settled(self) -> str:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status = str((self.described() or {}).get("StackStatus"))
            if not status.endswith("IN_PROGRESS"):
                return status
            time.sleep(0.05)
        raise StackError(f"The stack did not settle in {PATIENCE:.0f} s:\n{self._reasons()}")

    def _reasons(self) -> str:
        events = self.client.describe_stack_events(StackName=self.name)["StackEvents"]
        failed = [
            f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason')}"
            for event in reversed(events)
            if event["ResourceStatus"].endswith("FAILED")
        ]
        return "\n".join(failed) or "  (it gave no reason)"


def described(client: Any, name: str) -> dict[str, Any] | None:
    """What CloudFormation says of a stack; None if there is none."""
    try:
        stacks = client.describe_stacks(StackName=name)["Stacks"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":  # "does not exist"
            return None
        raise
    return dict(stacks[0])
