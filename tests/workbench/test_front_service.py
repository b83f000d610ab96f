"""The front door with a real API stage behind it: the events that functions get."""

from __future__ import annotations

import asyncio
import uuid
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from tests.workbench.small_stack import ECHO, FUNCTION, packaged
from workbench.aws import Aws
from workbench.front import Front
from workbench.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.local_service import LocalService

pytestmark = pytest.mark.service

API = {"Type": "Api", "Properties": {"Path": "/join/{token}", "Method": "post"}}
WITH_API = {**FUNCTION, "Properties": {**FUNCTION["Properties"], "Events": {"Api": API}}}


async def event_of_a_post(service: LocalService, api_id: str) -> dict[str, Any]:
    async with aiohttp.ClientSession(cookies={"session": "1"}) as http:
        front = Front(service.ports, http)
        front.serve(api_id, stage="Prod")
        async with (
            TestServer(front.app()) as door,
            http.post(
                f"{door.make_url('')}/join/a-b_c?x=1&x=2".replace("//join", "/join"),
                data={"From": "+12025550143", "Body": "thank you, é"},
                headers={"X-Forwarded-For": "9.9.9.9"},
            ) as answer,
        ):
            event: dict[str, Any] = await answer.json(content_type=None)
            return event


def test_functions_get_real_api_gateway_events(service: LocalService, tmp_path: Path) -> None:
    stack = Stack(Aws(service.ports.aws_url), f"test-{uuid.uuid4().hex[:8]}")
    deployed = stack.deploy(packaged(tmp_path, ECHO, Function=WITH_API), {"Word": "one"})
    event = asyncio.run(event_of_a_post(service, deployed.api_id))
    assert event["httpMethod"] == "POST"
    assert event["resource"] == "/join/{token}"
    assert event["pathParameters"] == {"token": "a-b_c"}
    assert event["multiValueQueryStringParameters"] == {"x": ["1", "2"]}
    assert event["body"] == "From=%2B12025550143&Body=thank+you%2C+%C3%A9"
    assert event["requestContext"]["identity"]["sourceIp"] == "127.0.0.1"
    assert event["requestContext"]["stage"] == "Prod"
    headers = {name.lower(): value for name, value in event["headers"].items()}
    assert headers["host"] == f"127.0.0.1:{service.ports.pages}"
