"""What the documents have somebody type to AWS exists: service, operation, options, waiters."""

from __future__ import annotations

import re
import shlex
from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
import pytest
from botocore import xform_name

from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = {name: ROOT / "docs" / f"{name}.md" for name in ("runbook", "operating")}
# Of the command line itself, for every operation.
EVERYWHERE = {"query", "output", "region", "cli-binary-format", "endpoint-url"}
INLINE = re.compile(r"`(aws [^`]+)`")


@cache
def session() -> Any:
    return botocore.session.get_session()


def said(text: str) -> Iterator[list[str]]:
    """Each command as words, whether it stands in a block, in a line, or in $( )."""
    blocks = [one.strip() if one.startswith("    ") else "" for one in text.splitlines()]
    whole = re.sub(r"\\\n", " ", "\n".join(blocks))
    quoted = re.sub(r"""'[^']*'|"\$\((?!aws)[^)]*\)\"""", "VALUE", whole)
    found = re.findall(r"(?:^|\$\(|&&\s)(aws [^\n)|&]+)", quoted, re.MULTILINE)
    for one in [*found, *INLINE.findall(text.replace("\n", " "))]:
        yield shlex.split(one.replace("<", "'<").replace(">", ">'"))


def wrong(words: list[str]) -> str | None:
    """None if the command line could take it."""
    _, service, operation, *rest = words
    if service not in session().get_available_services():
        return f"there is no service {service}"
    model = session().get_service_model(service)
    if operation == "wait":
        names = session().get_waiter_model(service).waiter_names
        waiter = next((one for one in names if xform_name(one, "-") == rest[0]), None)
        if waiter is None:
            return f"there is no waiter {rest[0]}"
        operation = xform_name(
            session().get_waiter_model(service).get_waiter(waiter).operation, "-"
        )
    found = next((one for one in model.operation_names if xform_name(one, "-") == operation), None)
    if found is None:
        return f"there is no operation {operation}"
    shape = model.operation_model(found).input_shape
    known = {
        option
        for name, member in shape.members.items()
        for option in spelled(xform_name(name, "-"), member.type_name)
    }
    given = {one.removeprefix("--") for one in rest if one.startswith("--")}
    missing = {xform_name(one, "-") for one in shape.required_members} - given
    unknown = given - known - EVERYWHERE
    return f"unknown {sorted(unknown)}, missing {sorted(missing)}" if unknown or missing else None


def spelled(option: str, kind: str) -> set[str]:
    return {option, f"no-{option}"} if kind == "boolean" else {option}


@pytest.mark.parametrize("page", PAGES)
def test_every_command_to_aws_could_be_typed(page: str) -> None:
    found = {" ".join(words): wrong(words) for words in said(PAGES[page].read_text())}
    assert {words: why for words, why in found.items() if why} == {}
    assert len(found) > 1


def test_commands_are_found_wherever_they_stand() -> None:
    text = "Run `aws sts get-caller-identity`:\n\n    table=$(aws dynamodb describe-table \\\n"
    text += "      --table-name x --query 'a b')\n"
    text += '    aws sqs list-queues --prefix "$(echo "$x" | jq .)" &&\n      aws sns list-topics\n'
    found = [" ".join(words[1:3]) for words in said(text)]
    assert found == [
        "dynamodb describe-table",
        "sqs list-queues",
        "sns list-topics",
        "sts get-caller-identity",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "aws dynamoDB list-tables",
        "aws dynamodb restore-table",
        "aws dynamodb delete-table --table x",
        "aws dynamodb delete-table",
        "aws dynamodb wait table-gone --table-name x",
    ],
)
def test_what_aws_does_not_know_is_found(typed: str) -> None:
    assert wrong(typed.split())
