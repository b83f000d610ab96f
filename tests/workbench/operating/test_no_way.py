"""A command that finds no way to its stage ends with a sentence, as an operator sees it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.stub import Stubber
from click.testing import CliRunner

from chalicelib.secret import in_ssm
from tests.workbench.operating.asking import MemoryScan
from tests.workbench.operating.terminal import run
from tests.world import World
from workbench.__main__ import main
from workbench.operating.use_cases import PlaceWithUseCases

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
SECRET = "/after-bedtime/prod/secret-key"


def test_a_sign_in_that_has_run_out_says_how_to_renew_it(tmp_path: Path) -> None:
    sso = "sso_start_url = https://nobody.invalid\nsso_region = us-east-1\n"
    role = "sso_account_id = 123456789012\nsso_role_name = Operator\nregion = us-east-1\n"
    config = tmp_path / "config"
    config.write_text(f"[profile operator]\n{sso}{role}")
    named = {"AWS_CONFIG_FILE": str(config), "AWS_PROFILE": "operator", "HOME": str(tmp_path)}
    ran = run("hold", "--show", "--stage", "prod", env=named)
    assert ran.returncode == 1
    assert "SSO" in ran.stderr
    assert "Sign in" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_DEFAULT_REGION", "us east"),
        ("AWS_DEFAULT_REGION", ""),
        ("AWS_ENDPOINT_URL", "nothing"),
        ("AWS_PROFILE", "nobody"),
        ("AWS_ACCESS_KEY_ID", "without its secret"),
    ],
)
def test_what_is_set_wrong_is_told_by_the_whole_command(name: str, value: str) -> None:
    ran = run("hold", "--show", "--stage", "prod", env={name: value})
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False)
    assert "AWS cannot be reached" in ran.stderr


def without_its_secret() -> World:
    """Its key is in SSM, as on a stage; and SSM has none."""
    ssm = boto3.client("ssm", "eu-west-1", **KEYS)
    stubber = Stubber(ssm)
    stubber.add_client_error("get_parameter", "ParameterNotFound")
    stubber.activate()
    world = World()
    settings = replace(world.settings, kept_key=in_ssm(SECRET, lambda: ssm))
    world.__dict__["settings"] = settings
    return world


@pytest.mark.parametrize("command", ["person", "got", "stop", "erase", "export", "resend-link"])
def test_a_secret_that_is_not_there_is_no_traceback(command: str) -> None:
    world = without_its_secret()
    place = PlaceWithUseCases(
        "prod", "t", world.table, MemoryScan(world.memory), world.clock, use_cases=world
    )
    words = [command, "--stage", "prod", "somebody@example.com"]
    ran = CliRunner().invoke(main, words, obj=place)
    assert isinstance(ran.exception, SystemExit), ran.exception
    said = " ".join(ran.stderr.split())
    assert f"SSM has no parameter {SECRET}: `make deploy` puts it there." in said
    assert "somebody" not in ran.output
