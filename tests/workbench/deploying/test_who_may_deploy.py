"""What the page says that somebody who deploys may do is what the commands call."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import botocore.session
from botocore import xform_name

from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = ROOT / "workbench" / "deploying"
PAGE = ROOT / "docs" / "operating.md"
WHOLE = {"s3", "cloudformation"}  # the page allows all of these
# What IAM calls otherwise than the API does; a permission is for the HTTP method in API Gateway.
OTHERWISE = {
    "lambda:Invoke": "lambda:InvokeFunction",
    "apigateway:GetDomainNames": "apigateway:GET",
    "apigateway:GetBasePathMappings": "apigateway:GET",
    "apigateway:DeleteBasePathMapping": "apigateway:DELETE",
}
WAITERS = {"table_exists": "describe_table", "function_updated": "get_function_configuration"}
ELSEWHERE = {"dynamodb:GetItem"}  # chalicelib/control.py, asked by smoke.py whether all is held


def strings(call: ast.Call) -> Iterator[str]:
    yield from (
        one.value
        for one in call.args
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )


def called() -> tuple[set[str], set[str]]:
    """Services that the room makes clients of, and every name that could be an operation's."""
    services: set[str] = set()
    names: set[str] = set()
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            names.add(node.func.attr)
            if node.func.attr == "client":
                services.update(strings(node))
            if node.func.attr in {"get_paginator", "_each"}:
                names.update(strings(node))
            if node.func.attr == "get_waiter":
                names.update(WAITERS[name] for name in strings(node))
    return services, names


def needed() -> set[str]:
    services, names = called()
    session = botocore.session.get_session()
    found = set()
    for service in services - WHOLE:
        operations = session.get_service_model(service).operation_names
        found |= {f"{service}:{one}" for one in operations if xform_name(one) in names}
    return {OTHERWISE.get(one, one) for one in found} | ELSEWHERE


def allowed() -> set[str]:
    """`ssm:GetParametersByPath` and `PutParameter`: the service is said once for what follows."""
    section = PAGE.read_text().partition("## Who may deploy")[2].partition("\n## ")[0]
    found, service = set(), ""
    for said in re.findall(r"`((?:[a-z]+:)?[A-Z][A-Za-z]+)`", section):
        service, _, name = said.rpartition(":") if ":" in said else (service, "", said)
        found.add(f"{service}:{name}")
    return found


def test_the_calls_are_read() -> None:
    services, names = called()
    assert {"sts", "s3", "ssm", "lambda", "dynamodb", "apigateway", "logs"} <= services
    assert {"delete_table", "get_domain_names", "describe_table"} <= names


def test_the_page_lists_what_the_commands_call_and_nothing_else() -> None:
    assert needed() - allowed() == set()
    assert allowed() - needed() == set()
