"""How a stack ended, and why, in words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.deploying.changes import called

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DONE = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE"}
DID = {"CREATE": "made", "UPDATE": "changed", "DELETE": "deleted", "IMPORT": "adopted"}
# One failure cancels what was being made beside it; that is no reason of its own.
CANCELLED = ("cancelled", "canceled")
NEXT = {
    "ROLLBACK_COMPLETE": (
        "What had been made was removed again. Put the reason right and run the same command: "
        "it begins anew."
    ),
    "UPDATE_ROLLBACK_COMPLETE": (
        "The stage runs on as it was before, and nothing is lost. Put the reason right and run the "
        "same command again."
    ),
    "UPDATE_ROLLBACK_FAILED": (
        "CloudFormation could not go back either, and waits. Put the last reason right, then run\n"
        "  aws cloudformation continue-update-rollback --stack-name {stack}\n"
        "and the same command again. What is queued waits meanwhile."
    ),
    "ROLLBACK_FAILED": (
        "Something that had been made could not be removed. Put the last reason right and run the "
        "same command: it removes the rest first."
    ),
    "DELETE_FAILED": (
        "Some of it is still there. Put the reason right and run the same command again."
    ),
}


def explained(status: str, stack: str, events: Iterable[Mapping[str, Any]]) -> str:
    """The reasons, the earliest first, and what to do. `events` are in order."""
    what = NEXT.get(status, "Look at the stack's events in the console, then run it again.")
    reasons = "\n".join(_reasons(stack, events)) or "  CloudFormation gave no reason."
    return f"The stack {stack} ended as {status}:\n{reasons}\n{what.format(stack=stack)}"


def progress(event: Mapping[str, Any]) -> str | None:
    """A line for a resource that is ready, or has failed; None for steps on the way."""
    verb, _, state = str(event["ResourceStatus"]).rpartition("_")
    name = f"{event['LogicalResourceId']} ({called(event['ResourceType'])})"
    if state == "FAILED":
        return f"  {name} failed"
    done = DID.get(verb)
    return f"  {name} {done}" if state == "COMPLETE" and done else None


def _reasons(stack: str, events: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for event in events:
        why = str(event.get("ResourceStatusReason") or "no reason given")
        failed = str(event["ResourceStatus"]).endswith("_FAILED")
        of_itself = event["LogicalResourceId"] == stack
        if failed and not of_itself and not any(word in why.lower() for word in CANCELLED):
            yield f"  {event['LogicalResourceId']} ({called(event['ResourceType'])}): {why}"
