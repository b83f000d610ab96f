"""A stage brought to a version, step by step. Each step may be repeated at any time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbench.again import command
from workbench.deploying.account import Account
from workbench.deploying.artifacts import Artifacts, Version
from workbench.deploying.changes import in_words
from workbench.deploying.fixed import fixed_costs, told
from workbench.deploying.formation import FAILED_CREATE, NEW, Formation
from workbench.deploying.given import NOT_KNOWN_YET, WITHOUT_FORMULAS, given, without_formulas
from workbench.deploying.going_back import go_back, refuse_losses
from workbench.deploying.kept_secrets import KeptSecrets
from workbench.deploying.smoke import api_url, codes, held, problems
from workbench.deploying.template import Template
from workbench.deploying.worked import Worked
from workbench.progress import step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.by_chalice import Package
    from workbench.deploying.asking import Asking
    from workbench.stages.settings import StageSettings


@dataclass(frozen=True, slots=True)
class Deployment:
    """One stage, and whoever deploys it."""

    settings: StageSettings
    account: Account
    formation: Formation
    artifacts: Artifacts
    ask: Asking

    @classmethod
    def of(cls, settings: StageSettings, ask: Asking) -> Deployment:
        account = Account(settings)
        number = account.number()
        formation = Formation(account, settings.stack_name, ask.say)
        artifacts = Artifacts(account, settings.stage, number)
        where = settings.endpoint or f"account {number}, {settings.region}"
        ask.say(f"The stage {settings.stage}, {where}.")
        return cls(settings, account, formation, artifacts, ask)

    def deploy(self, package: Package) -> bool:
        """Whether the stage now runs this package, and well. Raises what stops it on the way."""
        template = Template.read(package.template.read_text())
        values = template.values(self._given(), self.settings.file)
        if without_formulas(self.settings):
            self.ask.say(WITHOUT_FORMULAS)
        self.ask.say(told(fixed_costs(template, values, self.settings.prices)))
        self._clear_the_way()
        version = self._keep(package, values, template.secrets())
        if not self._change(version, values):
            return False
        if values["PublicUrl"] == NOT_KNOWN_YET:
            values = template.values(self._given(), self.settings.file)
            version = replace(version, parameters={**version.parameters, **self._given()})
            self.ask.say("The API has its address now, and the functions are told.")
            self._change(version, values, agreed=True)
        return self._tried(version)

    def bring_back(self, name: str) -> bool:
        """Whether the stage runs a version again that worked before, and well.

        By its name, or "before": the next older one. It has the parameters it had then, whatever
        the file says now.
        """
        self._clear_the_way()
        runs = codes(self.account, self.formation) if self.formation.stands() else {}
        worked = Worked(self.artifacts)
        version = worked.named(name, set(runs.values()))
        self.ask.say(
            f"{worked.told(version)}. It comes back with the parameters it had then. What the "
            "stage's file says by now counts again with the next `deploy`."
        )
        return self._change(version, version.parameters) and self._tried(version)

    def _given(self) -> dict[str, str]:
        return given(self.settings, self.account, self.formation.outputs())

    def _clear_the_way(self) -> None:
        """Wait for what is under way, and remove what a failed creation left."""
        status = self.formation.status()
        if status.endswith("_IN_PROGRESS") and status not in NEW:
            self.ask.say(f"The stack is {status}: waiting for that first.")
            status = self.formation.wait()
        if status in FAILED_CREATE:
            self.ask.say(f"The stack is {status}: what is left of it is removed first.")
            self.formation.delete()

    def _keep(self, package: Package, values: Mapping[str, str], secret: set[str]) -> Version:
        if self.artifacts.make():
            self.ask.say(f"Made the bucket {self.artifacts.bucket}: versions are kept there.")
        with step("Uploading the package"):
            version = self.artifacts.keep(package)
        KeptSecrets(self.account, self.settings.stage).complete(
            texts="sms" in values.get("Channels", ""),
            twilio=self.ask.twilio_token,
            table=self._table_stands(),
            say=self.ask.say,
        )
        shown = {name: value for name, value in values.items() if name not in secret}
        return replace(version, parameters=shown)

    def _change(self, version: Version, values: Mapping[str, str], *, agreed: bool = False) -> bool:
        """Show what would change, ask, and do it. False: they would rather not."""
        adopt = not self.formation.stands() and self._table_stands()
        proposal = self.formation.propose(version, values, adopt=adopt)
        if proposal is None:
            self.ask.say("Nothing changes: the stage is what this version makes.")
            return True
        refuse_losses(self.formation, proposal, kept=adopt)
        if not agreed:
            self.ask.say(f"\n{in_words(proposal.changes)}\n")
        if not agreed and not self.ask.agrees("Do that?"):
            self.formation.discard(proposal.id)
            self.ask.say("Nothing was changed.")
            return False
        self.formation.execute(proposal)
        return True

    def _table_stands(self) -> bool:
        """Whether there is the table of a stage that was destroyed before: it is adopted."""
        listed = self.account.client("dynamodb").get_paginator("list_tables").paginate()
        return any(self.settings.stack_name in page["TableNames"] for page in listed)

    def _problems(self, version: Version) -> list[str]:
        url = api_url(self.account, self.formation.outputs())
        with step("Trying it"):
            return problems(self.account, self.formation, version.code, url)

    def _tried(self, version: Version) -> bool:
        wrong, worked = self._problems(version), Worked(self.artifacts)
        if wrong:
            self.ask.say("\n".join(["It does not work:", *(f"  {one}" for one in wrong)]))
            go_back(self.formation, worked.last(), version, self._problems, self.ask.say)
            return False
        worked.note(version, datetime.now(UTC))
        url = api_url(self.account, self.formation.outputs())
        self.ask.say(f"\nThe stage {self.settings.stage} runs version {version.name}.\n  {url}/")
        why = held(self.account, self.settings.stack_name)
        if why is not None:
            self.ask.say(
                f"Nothing is sent: it is on hold ({why}). To go on: "
                f"{command('resume', self.settings.stage)}"
            )
        return True
