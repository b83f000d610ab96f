"""A small stage for each test that asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbench.deploying.small_stage import NAME, Stage
from workbench.deploying.account import Account
from workbench.deploying.artifacts import Artifacts
from workbench.deploying.formation import Formation
from workbench.deploying.kept_secrets import SECRET_KEY
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import StageSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.local_service import LocalService


@pytest.fixture
def stage(service: LocalService, tmp_path: Path) -> Iterator[Stage]:
    settings = StageSettings("dev", "us-east-1", service.ports.aws_url, {}, DEFAULTS)
    account = Account(settings)
    formation = Formation(account, NAME, print)
    made = Stage(
        settings, account, formation, Artifacts(account, "dev", account.number()), tmp_path
    )
    yield made
    made.destroy("dev", NAME, SECRET_KEY, secrets=True)
