"""A stage is looked for where its file says; without a file, where boto3 is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.pretend_aws import providers
from tests.workbench.checkout import copy_of_the_checkout
from tests.workbench.operating.terminal import run
from workbench.operating.post import ONCE
from workbench.operating.reach import reach
from workbench.operating.refusals import UnreachableError
from workbench.operating.way import Way
from workbench.ports import free_ports
from workbench.sources import ROOT
from workbench.stages.settings import StageError

if TYPE_CHECKING:
    from pathlib import Path

SERVICES = ("dynamodb", "sqs", "lambda", "ssm", "sesv2")
SINK = "http://127.0.0.1:2"
HOLD = {"PK": "CONTROL", "SK": "HOLD", "why": "a test", "at": "2026-11-23T12:00:00+00:00"}
HELD = {("CONTROL", "HOLD"): {**HOLD, "held": True, "table": "1"}}  # the pretend table's id


def describe(folder: Path, endpoint: str = "") -> None:
    more = f'endpoint = "{endpoint}"\n' if endpoint else ""
    (folder / "prod.toml").write_text(f'region = "eu-west-1"\n{more}')


def where(way: Way, service: str, **how: Any) -> tuple[str, str]:
    meta = way.client(service, **how).meta
    return meta.region_name, meta.endpoint_url


@pytest.mark.parametrize("service", SERVICES)
def test_the_region_is_that_of_the_file(tmp_path: Path, service: str) -> None:
    describe(tmp_path)
    region, url = where(Way.to("prod", 1, tmp_path), service)
    assert region == "eu-west-1"
    assert ".eu-west-1." in url


@pytest.mark.parametrize("service", SERVICES)
def test_so_is_the_endpoint(tmp_path: Path, service: str) -> None:
    describe(tmp_path, "http://127.0.0.1:1")
    way = Way.to("prod", 1, tmp_path)
    assert where(way, service) == ("eu-west-1", "http://127.0.0.1:1")


@pytest.mark.parametrize("service", SERVICES)
def test_without_a_file_it_is_as_boto3_is_told(tmp_path: Path, service: str) -> None:
    region, url = where(Way.to("prod", 1, tmp_path), service)
    assert region == "us-east-1", "AWS_DEFAULT_REGION, in tests"
    assert ".us-east-1." in url


def test_only_a_local_aws_has_its_mail_elsewhere(tmp_path: Path) -> None:
    describe(tmp_path, "http://127.0.0.1:1")
    assert where(Way.to("prod", 1, tmp_path), "sesv2", url=SINK)[1] == SINK
    describe(tmp_path)
    assert where(Way.to("prod", 1, tmp_path), "sesv2", url=SINK)[1] != SINK


@pytest.mark.parametrize("endpoint", ["", "http://127.0.0.1:1"])
def test_an_email_is_tried_once_wherever_the_stage_is(tmp_path: Path, endpoint: str) -> None:
    describe(tmp_path, endpoint)
    client = Way.to("prod", 1, tmp_path).client("sesv2", ONCE)
    assert client.meta.config.retries["total_max_attempts"] == 1


def test_a_file_that_is_wrong_is_said_and_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "prod.toml").write_text('region = "somewhere"\n')
    with pytest.raises(StageError, match=r"prod\.toml"):
        reach("prod", None, 1, tmp_path)


def test_the_local_stage_is_the_one_on_this_port_whatever_a_file_says(tmp_path: Path) -> None:
    (tmp_path / "local.toml").write_text('region = "eu-west-1"\nendpoint = "http://127.0.0.1:1"\n')
    ports = free_ports()
    assert where(Way.to("local", ports.workbench, tmp_path), "sqs")[1] == ports.aws_url
    with pytest.raises(UnreachableError, match="No local service runs here"):
        reach("local", None, ports.workbench, tmp_path)


def test_a_table_is_read_where_the_file_says(tmp_path: Path) -> None:
    with providers(HELD) as aws:
        describe(tmp_path, aws.url)
        place = reach("prod", None, 1, tmp_path)
        assert place.name == "after-bedtime-prod"
        assert (place.table.get("CONTROL", "HOLD") or {})["why"] == "a test"
        assert aws.asked == ["GetItem", "GetItem"]


def test_a_command_needs_nothing_but_the_stage(tmp_path: Path) -> None:
    """Whole, as an operator types it: no region, and no account, in the environment."""
    checkout = copy_of_the_checkout(tmp_path)
    with providers(HELD) as aws:
        describe(checkout / ".chalice" / "stages", aws.url)
        named = {"PYTHONPATH": str(checkout), "AWS_DEFAULT_REGION": ""}
        ran = run("hold", "--show", "--json", "--stage", "prod", env=named, cwd=checkout)
        assert ran.returncode == 0, ran.stderr
        assert "a test" in json.loads(ran.stdout)["why"]


def test_no_command_finds_a_way_of_its_own() -> None:
    folder = ROOT / "workbench" / "operating"
    made = ("import boto3", "boto3.", "Aws(Ports")
    alone = {"way.py", "reach.py"}  # reach.py asks the local AWS whether it is ours
    own = [
        file.name
        for file in sorted(folder.glob("*.py"))
        if file.name not in alone and any(one in file.read_text() for one in made)
    ]
    assert own == []
