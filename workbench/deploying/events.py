"""What CloudFormation does with a stack, told while it does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from workbench.deploying.failures import progress

if TYPE_CHECKING:
    from collections.abc import Callable


class Events:
    """A stack's events from now on."""

    def __init__(self, client: Any, stack: str, say: Callable[[str], None]) -> None:
        self.client = client
        self.stack = stack
        self.say = say
        self.new: list[dict[str, Any]] = []  # the earliest first
        self._seen: set[str] = set()
        self._seen = {event["EventId"] for event in self._unseen()}

    def follow(self) -> None:
        """Say what has become ready since the last time."""
        for event in self._unseen():
            self._seen.add(event["EventId"])
            self.new.append(event)
            line = progress(event) if event["LogicalResourceId"] != self.stack else None
            if line:
                self.say(line)

    def _unseen(self) -> list[dict[str, Any]]:
        """The earliest first. Read from the newest back to one that was seen: old ones are many."""
        found: list[dict[str, Any]] = []
        try:
            for page in self.client.get_paginator("describe_stack_events").paginate(
                StackName=self.stack
            ):
                for event in page["StackEvents"]:
                    if event["EventId"] in self._seen:
                        return found[::-1]
                    found.append(dict(event))
        except ClientError as error:
            if error.response["Error"]["Code"] != "ValidationError":  # it is gone, or never was
                raise
        return found[::-1]
