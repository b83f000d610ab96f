"""The versions that worked on a stage, and the one that did last: what there is to go back to."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from workbench.deploying.artifacts import Version
from workbench.deploying.older import place, to_go_back_to
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from workbench.deploying.artifacts import Artifacts

GOOD = "good.json"  # in the bucket of the stage
LAST = "last-good.txt"  # beside it: a name alone
BEFORE = "before"
KEPT = 20  # versions


class VersionError(WorkbenchError):
    """There is no such version; the message lists those that there are."""


class Worked:
    """Each passed the smoke test. They stand as they first did: going back moves none of them."""

    def __init__(self, artifacts: Artifacts) -> None:
        self.artifacts = artifacts

    def versions(self) -> list[Version]:
        """The one that first worked last is the first."""
        said = json.loads(self.artifacts.read(GOOD) or "[]")
        listed = [said] if isinstance(said, dict) else said  # it was one alone, once
        return [Version(**one) for one in listed]

    def last(self) -> Version | None:
        """The one that ran last and worked: what a failed deployment goes back to."""
        there = self.versions()
        # Without the note it is the first: whatever worked was put there, once.
        name = self.artifacts.read(LAST) or ""
        return there[place(name, there) or 0] if there else None

    def note(self, version: Version, now: datetime) -> None:
        """It works: the next one that does not goes back to it."""
        there = self.versions()
        at = place(version.name, there)
        if at is None:
            there.insert(0, replace(version, worked_at=f"{now:%Y-%m-%d %H:%M}"))
        else:
            there[at] = replace(version, worked_at=there[at].worked_at)
        self.artifacts.write(GOOD, json.dumps([asdict(one) for one in there[:KEPT]], indent=1))
        self.artifacts.write(LAST, version.name)

    def named(self, name: str, codes: set[str]) -> Version:
        """The one of this name. Raises VersionError.

        "before" is the next older one than what runs; `codes` are those of the functions.
        """
        there = self.versions()
        if name == BEFORE:
            fits = to_go_back_to(there, self.last(), codes)
        else:
            fits = [one for one in there if one.name == name]
        if not fits:
            raise VersionError(_unknown(name, there))
        return fits[0]

    def told(self, version: Version) -> str:
        """The version, when it worked, and whether it is older than what worked last."""
        there, last = self.versions(), self.last()
        which = f"Version {version.name}, which worked here {version.worked_at}".rstrip()
        mine, theirs = place(version.name, there), place(last.name, there) if last else None
        if last is None or mine is None or theirs is None:
            return which
        if mine == theirs:
            return f"{which} and is the last one that ran and worked"
        how = "older" if mine > theirs else "newer"
        since = f" ({last.worked_at})" if last.worked_at else ""
        return f"{which} and is {how} than {last.name}{since}, the last one that ran and worked"


def _unknown(name: str, there: Sequence[Version]) -> str:
    if not there:
        return "No version has worked on this stage yet, so there is none to go back to."
    what = (
        "no older version: what runs is the oldest that is kept"
        if name == BEFORE
        else f"no version {name} that worked here"
    )
    listed = "\n".join(f"  {one.name}  {one.worked_at}".rstrip() for one in there)
    return f"There is {what}. There are, the newest first (UTC):\n{listed}"
