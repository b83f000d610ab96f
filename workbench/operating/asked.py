"""What an operator asked for that is not there."""

from __future__ import annotations

from workbench.errors import WorkbenchError


class NoCoupleError(WorkbenchError):
    """There is no couple with the id that was given."""

    def __init__(self, couple_id: str) -> None:
        super().__init__(
            f"There is no couple {couple_id} (any more). "
            "`upcoming` without --couple names them all."
        )
