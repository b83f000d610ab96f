"""Two deployments and two ways back, while notes are on their way: each arrives, once."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.local_service import eventually
from tests.workbench.deploying.local_aws import local_aws
from tests.workbench.deploying.stage import TABLE, Evening, a_stage, version
from workbench.deploying.account import Account
from workbench.deploying.asking import Asking
from workbench.deploying.deploy import Deployment
from workbench.deploying.formation import Formation
from workbench.deploying.worked import VersionError
from workbench.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.by_chalice import Package
    from workbench.stages.settings import StageSettings

pytestmark = [pytest.mark.service, pytest.mark.long]

EACH, SPREAD = 8, 4  # notes on their way at each change; they come within so many seconds
# Seconds: longer than a cold start on a busy machine, for five receives are a dead letter.
HIDDEN = 20
PATIENCE = 120.0  # seconds


def deployed(settings: StageSettings, package: Package) -> bool:
    return Deployment.of(settings, Asking(yes=True)).deploy(package)


def brought_back(settings: StageSettings, name: str) -> bool:
    return Deployment.of(settings, Asking(yes=True)).bring_back(name)


def runs(settings: StageSettings, package: Package) -> bool:
    """Whether every function runs this package's code."""
    account = Account(settings)
    functions = Formation(account, TABLE, print).resources("AWS::Lambda::Function")
    wanted = base64.b64encode(hashlib.sha256(package.zip.read_bytes()).digest()).decode()
    client = account.client("lambda")
    shas = [
        client.get_function_configuration(FunctionName=name)["CodeSha256"]
        for name in functions.values()
    ]
    return set(shas) == {wanted}


def test_two_deployments_and_two_ways_back_lose_nothing_and_send_nothing_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = (ROOT / "app.py").read_text()
    first = version(tmp_path, "first")
    second = version(tmp_path, "second", **{"app.py": f"{app}\n# The second version.\n"})
    broken = version(tmp_path, "broken", **{"templates/pages/signup.html": "{% nothing %}"})
    with local_aws(tmp_path / "aws") as aws:
        evening = Evening.of(aws, 4 * EACH, tmp_path / "clock")
        stage = a_stage(aws.url, ClockFile=str(tmp_path / "clock"))
        assert deployed(stage, first), capsys.readouterr().out
        evening.move_in()
        evening.hide_for(HIDDEN)

        evening.queue(EACH, SPREAD)
        assert deployed(stage, second), capsys.readouterr().out
        assert runs(stage, second)

        evening.queue(EACH, SPREAD)
        capsys.readouterr()
        assert not deployed(stage, broken)
        said = capsys.readouterr().out
        assert "GET /signup answers 500" in said
        assert "again, and it works" in said
        assert runs(stage, second)

        evening.queue(EACH, SPREAD)
        assert brought_back(stage, "before"), capsys.readouterr().out
        assert runs(stage, first)
        with pytest.raises(VersionError, match="what runs is the oldest"):
            brought_back(stage, "before")

        evening.queue(EACH, SPREAD)
        assert eventually(lambda: evening.left() == 0, PATIENCE), (
            evening.standing(),
            evening.states(),
        )
        states, arrived = evening.states(), evening.arrived()
        # AWS lets a function end; the local one kills it, and then nobody knows.
        assert states["sent"] + states["in_doubt"] == 4 * EACH == states.total(), states
        assert states["sent"] <= len(arrived) == len(set(arrived)) <= 4 * EACH
