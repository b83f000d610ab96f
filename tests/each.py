"""One promise about many cases: all are looked at, and those that fail are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Case = TypeVar("Case")


def failing(cases: Iterable[Case], promise: Callable[[Case], None]) -> list[str]:
    """Each case for which the promise is not kept, and what is instead. No case is no proof."""
    found, looked_at = [], 0
    for looked_at, case in enumerate(cases, start=1):  # noqa: B007 - the last one counts
        try:
            promise(case)
        except AssertionError as error:
            found.append(f"{case!r}: {error}")
        except Exception as error:
            error.add_note(f"in the case {case!r}")
            raise
    return found if looked_at else ["there is no case"]
