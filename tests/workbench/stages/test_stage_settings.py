"""A stage's file: read, and everything wrong with it named at once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from workbench.sources import ROOT
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import StageError, described, load

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
region = "eu-west-1"
[parameters]
OperatorName = "The Practice"
SegmentsADay = 500
AlarmEmail = ""
[prices]
segment = 0.02
"""


def test_a_stage_is_read(tmp_path: Path) -> None:
    (tmp_path / "prod.toml").write_text(GOOD)
    stage = load("prod", tmp_path)
    assert (stage.region, stage.endpoint, stage.stack_name) == (
        "eu-west-1",
        None,
        "after-bedtime-prod",
    )
    assert stage.parameters == {"OperatorName": "The Practice", "SegmentsADay": "500"}
    assert stage.prices == {**DEFAULTS, "segment": Decimal("0.02")}


def test_the_example_can_be_copied(tmp_path: Path) -> None:
    example = ROOT / ".chalice" / "stages" / "example.toml"
    (tmp_path / "dev.toml").write_text(example.read_text())
    assert load("dev", tmp_path).parameters["Channels"] == "email"


def test_a_stage_without_a_file_is_told_what_to_copy(tmp_path: Path) -> None:
    with pytest.raises(StageError, match=r"Copy .*example\.toml to .*prod\.toml"):
        load("prod", tmp_path)


def test_a_stage_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StageError, match="none of the stages"):
        load("../prod", tmp_path)


def test_the_local_stage_needs_no_file(tmp_path: Path) -> None:
    assert load("local", tmp_path).endpoint == "http://127.0.0.1:8402"


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "prod.toml").write_text(
        'regoin = "x"\nendpoint = "somewhere"\n'
        '[parameters]\nSecretKey = "x"\nChannels = ["email"]\n'
        "[prices]\nsegmnt = 1\nemail = -1\n"
    )
    with pytest.raises(StageError) as refused:
        load("prod", tmp_path)
    said = str(refused.value)
    for name in ("regoin", "region", "endpoint", "SecretKey", "Channels", "segmnt", "prices.email"):
        assert name in said


@pytest.mark.parametrize("endpoint", ["http://", "http://a b", "127.0.0.1:8402"])
def test_an_endpoint_that_boto3_would_not_take_is_refused(tmp_path: Path, endpoint: str) -> None:
    (tmp_path / "prod.toml").write_text(f'region = "us-east-1"\nendpoint = "{endpoint}"\n')
    with pytest.raises(StageError, match="endpoint"):
        load("prod", tmp_path)


def test_a_stage_without_a_file_is_not_described(tmp_path: Path) -> None:
    assert described("prod", tmp_path) is None
    (tmp_path / "prod.toml").write_text(GOOD)
    assert described("prod", tmp_path) == load("prod", tmp_path)


@pytest.mark.parametrize("text", ["region =", 'parameters = "x"\nprices = 3'])
def test_what_is_no_stage_is_an_error_and_not_a_crash(tmp_path: Path, text: str) -> None:
    (tmp_path / "prod.toml").write_text(text)
    with pytest.raises(StageError):
        load("prod", tmp_path)
