"""Which versions are older than what runs: pure, so that `before` can only ever go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.deploying.artifacts import Version


def place(name: str, there: Sequence[Version]) -> int | None:
    """Where it stands among them, the newest at 0; None if it does not."""
    return next((at for at, one in enumerate(there) if one.name == name), None)


def to_go_back_to(
    there: Sequence[Version], last: Version | None, codes: set[str]
) -> Sequence[Version]:
    """Those that `before` may bring back, the first of them first.

    `there`: all that worked, the newest first. `last`: the one that ran last and worked. `codes`:
    what the functions run; what is unknown among it never worked, so `last` is older than that.
    A way back that was interrupted has been to no trial: what it brought is still to come, so
    the same command finishes it instead of going one further.
    """
    if last is None:
        return []
    runs = {code: _newest_of(code, there) for code in codes}
    worked = {at for at in runs.values() if at is not None}
    # The oldest notes say no code: then it is taken to run, as it does after every way back.
    it_runs = bool(codes) and (not last.code or len(worked) == len(runs))
    from_here = (place(last.name, there) or 0) + (1 if it_runs else 0)
    return there[max([from_here, *worked]) :]


def _newest_of(code: str, there: Sequence[Version]) -> int | None:
    return next((at for at, one in enumerate(there) if one.code == code), None)
