"""From the name of a stage to its table: on this machine, or in one's AWS account.

Everything that can be wrong with the way there is told here, before a command begins.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from chalicelib import keys
from chalicelib.clock import Clock
from chalicelib.dynamo import DynamoTable
from workbench.aws import Aws, without_account
from workbench.cloudformation import CloudFormation
from workbench.errors import WorkbenchError
from workbench.operating.dynamo_scan import DynamoScan
from workbench.operating.place import Place
from workbench.ports import HOST, Ports, is_free
from workbench.stack import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = "local"
PATIENT = Config(retries={"mode": "standard", "total_max_attempts": 5})


class UnreachableError(WorkbenchError):
    """There is no way to the table; the message says why and what to do."""


def reach(stage: str, table: str | None, port: int) -> Place:
    """The stage's table, known to be there. Raises UnreachableError."""
    name = table or f"after-bedtime-{stage}"
    if stage == LOCAL:
        client, clock = _on_this_machine(port)
    else:
        client, clock = _in_the_account(), Clock()
    _look(client, name, stage)
    return Place(stage, name, DynamoTable(lambda: client, name), DynamoScan(client, name), clock)


def _on_this_machine(port: int) -> tuple[Any, Clock]:
    """The running local service's table, and its clock, which the workbench may have moved."""
    aws = Ports(port).aws
    how = f"Start it with `make run` in another terminal, or say its --port (not {port})."
    if is_free(aws):
        raise UnreachableError(f"No local service runs here ({HOST}:{aws} is silent). {how}")
    cleaned = without_account(os.environ)
    os.environ.clear()
    os.environ.update(cleaned)
    local = Aws(Ports(port).aws_url)
    try:
        stack = CloudFormation(local, NAME).described()
    except (BotoCoreError, ClientError, ResponseParserError) as error:
        raise UnreachableError(
            f"What listens on {HOST}:{aws} is not our local AWS. {how}"
        ) from error
    if stack is None:
        raise UnreachableError(f"The local AWS on {HOST}:{aws} has no service on it (yet). {how}")
    told = {one["ParameterKey"]: one["ParameterValue"] for one in stack.get("Parameters", [])}
    return local.client("dynamodb"), Clock(told.get("ClockFile") or None)


def _in_the_account() -> Any:
    try:
        return boto3.Session().client("dynamodb", config=PATIENT)
    except BotoCoreError as error:
        raise _no_account(error) from error


def _look(client: Any, name: str, stage: str) -> None:
    """Read one item, as any command does, to know that it can be done."""
    key = {"PK": {"S": keys.CONTROL}, "SK": {"S": keys.HOLD}}
    try:
        client.get_item(TableName=name, Key=key)
    except BotoCoreError as error:
        raise _no_account(error) from error
    except ClientError as error:
        region = client.meta.region_name
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            raise UnreachableError(
                f"There is no table {name} in {region}. Deploy the stage {stage} first, choose "
                "its region with AWS_DEFAULT_REGION, or name the table with --table."
            ) from error
        raise _refused(error) from error


@contextmanager
def explained() -> Iterator[None]:
    """Tell what AWS refuses on the way as something that a person can put right."""
    try:
        yield
    except Exception as error:  # the edge: what is not AWS's doing is a bug, and stays what it is
        reason = error if isinstance(error, (BotoCoreError, ClientError)) else error.__cause__
        if isinstance(reason, BotoCoreError):
            raise _no_account(reason) from error
        if isinstance(reason, ClientError):
            raise _refused(reason) from error
        raise


def _no_account(error: BotoCoreError) -> UnreachableError:
    return UnreachableError(
        f"AWS cannot be reached: {error} Sign in, and say which profile and region to use with "
        "AWS_PROFILE and AWS_DEFAULT_REGION."
    )


def _refused(error: ClientError) -> UnreachableError:
    said = error.response["Error"]
    return UnreachableError(
        f"AWS refuses: {said.get('Message') or said['Code']} ({said['Code']}). docs/commands.md "
        "lists the rights that each command needs."
    )
