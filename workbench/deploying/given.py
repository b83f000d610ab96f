"""What a stage is deployed with: what its file says, and what it leaves to us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.deploying.smoke import api_url

if TYPE_CHECKING:
    from workbench.deploying.account import Account
    from workbench.stages.settings import StageSettings

# The API has an address only once it is there (RFC 2606: .invalid is nobody's).
NOT_KNOWN_YET = "https://not-known-yet.invalid"
FORMULAS = "AlarmsByFormula"
WITHOUT_FORMULAS = (
    f'{FORMULAS} is "no": a local AWS makes no alarm that computes with several metrics. It is '
    "what the stage's file says, if it says anything."
)


def given(settings: StageSettings, account: Account, outputs: dict[str, str]) -> dict[str, str]:
    """The operator's parameters; where the pages are is the API's own address by default."""
    found = {"Stage": settings.stage, **settings.parameters}
    if "PublicUrl" not in found:
        known = "RestAPIId" in outputs
        found["PublicUrl"] = api_url(account, outputs) if known else NOT_KNOWN_YET
    if without_formulas(settings):
        found[FORMULAS] = "no"
    return found


def without_formulas(settings: StageSettings) -> bool:
    """Whether they are left out because nobody decided about them, and AWS is a local one."""
    return bool(settings.endpoint) and FORMULAS not in settings.parameters
