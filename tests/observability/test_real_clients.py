"""The log of a fresh process, with boto3 and Twilio's own client, as Lambda starts it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chalicelib.figures import NAMESPACE
from tests.handler_cases import CASES, SCENE
from tests.in_lambda import checkout
from tests.pages.stories import ALEX, ALEX_PHONE, SAM
from tests.test_import_budget import called
from tests.world import ENV

if TYPE_CHECKING:
    from pathlib import Path

MARKS = (ALEX, ALEX_PHONE, SAM, "sang", "203.0.113.7", ENV["SECRET_KEY"], ENV["TWILIO_AUTH_TOKEN"],
         SCENE.cookie().partition("=")[2], SCENE.calendar["event"]["path"])  # fmt: skip


def test_every_line_is_json_and_none_has_anything_of_theirs(tmp_path: Path) -> None:
    in_lambda = {"AWS_LAMBDA_FUNCTION_NAME": "after-bedtime-dev-all", "STAGE": "dev"}
    cases = [case for case in CASES.values() if not case.env]
    ran = called(checkout(tmp_path / "code"), tmp_path, *cases, more=in_lambda)
    lines = [json.loads(line) for line in ran.printed]
    assert [mark for mark in MARKS if any(mark in line for line in ran.printed)] == []
    assert {one["message"] for one in lines} >= {"asked", "message", "figures", "a text came in"}
    told = [one for one in lines if "_aws" in one]
    assert told
    assert {one["_aws"]["CloudWatchMetrics"][0]["Namespace"] for one in told} == {NAMESPACE}
    assert {one["Stage"] for one in told} == {"dev"}
