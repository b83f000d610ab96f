"""DynamoDB's errors in our words: Conflict, Throttled or StoreUnavailable."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.table import Conflict, StoreUnavailable, Throttled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chalicelib.table import Item

    Plain = Callable[[Mapping[str, Any]], Item]  # an item as DynamoDB wrote it, as we read it

_SERVER_ERROR = 500
_THROTTLES = {
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
}
_THROTTLED_REASONS = {"ThrottlingError", "ProvisionedThroughputExceeded"}
# It is being put back from a backup (docs/runbook.md): for a while there is none.
_NO_TABLE = "ResourceNotFoundException"
# A single write that met a transaction; nothing of ours was written.
_CONFLICTS = {"ConditionalCheckFailedException", "TransactionConflictException"}


def translated(error: Any, plain: Plain) -> Exception:
    """Our word for DynamoDB's error; what is a bug of ours stays what it is."""
    code = error.response["Error"]["Code"]
    if code in _CONFLICTS:
        old = error.response.get("Item")
        return Conflict(plain(old) if old else None)
    if code == "TransactionCanceledException":
        return _cancelled(error.response.get("CancellationReasons", []), plain)
    if code in _THROTTLES:
        return Throttled(code)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code == _NO_TABLE or status >= _SERVER_ERROR:
        return StoreUnavailable(code)
    return Exception(f"{code}: {error.operation_name} was refused")


def _cancelled(reasons: Sequence[Mapping[str, Any]], plain: Plain) -> Exception:
    for reason in reasons:
        if reason.get("Code") == "ConditionalCheckFailed":
            old = reason.get("Item")
            return Conflict(plain(old) if old else None)
    codes = {reason.get("Code", "") for reason in reasons}
    if "TransactionConflict" in codes:
        return Conflict()
    if codes & _THROTTLED_REASONS:
        return Throttled("TransactionCanceledException")
    return Exception(f"the transaction was refused: {', '.join(sorted(codes))}")
