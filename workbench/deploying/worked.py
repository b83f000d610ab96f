"""The versions that worked on a stage, the newest first: what there is to go back to."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from workbench.deploying.artifacts import Version
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from workbench.deploying.artifacts import Artifacts

GOOD = "good.json"  # in the bucket of the stage
BEFORE = "before"
KEPT = 20  # versions


class VersionError(WorkbenchError):
    """There is no such version; the message lists those that there are."""


class Worked:
    """Each passed the smoke test; of one that was deployed twice, the last time counts."""

    def __init__(self, artifacts: Artifacts) -> None:
        self.artifacts = artifacts

    def versions(self) -> list[Version]:
        said = json.loads(self.artifacts.read(GOOD) or "[]")
        listed = [said] if isinstance(said, dict) else said  # it was one alone, once
        return [Version(**one) for one in listed]

    def newest(self) -> Version | None:
        return next(iter(self.versions()), None)

    def note(self, version: Version, now: datetime) -> None:
        """It works: the next one that does not goes back to it."""
        mine = replace(version, worked_at=f"{now:%Y-%m-%d %H:%M}")
        others = [one for one in self.versions() if one.name != version.name]
        body = [asdict(one) for one in [mine, *others][:KEPT]]
        self.artifacts.write(GOOD, json.dumps(body, indent=1))

    def named(self, name: str, codes: set[str]) -> Version:
        """The one of this name. Raises VersionError.

        "before" is the newest that is not what runs now; `codes` are those of the functions.
        """
        there = self.versions()
        fits = before(there, codes) if name == BEFORE else [o for o in there if o.name == name]
        if not fits:
            raise VersionError(_unknown(name, there))
        return fits[0]


def before(there: Sequence[Version], codes: set[str]) -> Sequence[Version]:
    """Those to go back to. If the newest that worked does not run, it is the first of them."""
    return there[1:] if there and codes == {there[0].code} else there


def _unknown(name: str, there: Sequence[Version]) -> str:
    if not there:
        return "No version has worked on this stage yet, so there is none to go back to."
    what = "no version before this one" if name == BEFORE else f"no version {name} that worked here"
    listed = "\n".join(f"  {one.name}  {one.worked_at}".rstrip() for one in there)
    return f"There is {what}. There are, the newest first (UTC):\n{listed}"
