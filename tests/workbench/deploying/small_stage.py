"""A stage with a stack as small as a test wants it, on the local AWS, and who takes it away."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.by_chalice import Package
from workbench.deploying.asking import Asking
from workbench.deploying.destroy import destroy

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.deploying.account import Account
    from workbench.deploying.artifacts import Artifacts
    from workbench.deploying.formation import Formation, Proposal
    from workbench.stages.settings import StageSettings

NAME = "after-bedtime-dev"


@dataclass(frozen=True)
class Typing(Asking):
    """Somebody who types these words when asked for them, and says yes to all else."""

    words: frozenset[str] = frozenset()
    asked: list[str] = field(default_factory=list)

    def types(self, question: str, word: str) -> bool:
        self.asked.append(question)
        return word in self.words


@dataclass(frozen=True)
class Stage:
    """A stage with a stack as small as a test wants it."""

    settings: StageSettings
    account: Account
    formation: Formation
    artifacts: Artifacts
    folder: Path

    def propose(self, *, adopt: bool = False, **resources: Any) -> Proposal | None:
        (self.folder / "sam.yaml").write_text(json.dumps({"Resources": resources}))
        with zipfile.ZipFile(self.folder / "deployment.zip", "w") as archive:
            archive.writestr("app.py", "")
        self.artifacts.make()
        package = Package(self.folder / "sam.yaml", self.folder / "deployment.zip")
        return self.formation.propose(self.artifacts.keep(package), {}, adopt=adopt)

    def make(self, *, adopt: bool = False, **resources: Any) -> list[str]:
        """What was done, as "Added SendQueue"."""
        proposal = self.propose(adopt=adopt, **resources)
        assert proposal is not None
        self.formation.execute(proposal)
        return sorted(f"{one.what.split(',')[0]} {one.name}" for one in proposal.changes)

    def destroy(self, *words: str, secrets: bool = False) -> bool:
        asking = Typing(yes=True, words=frozenset(words))
        return destroy(self.settings, asking, secrets=secrets)
