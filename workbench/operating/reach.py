"""From the name of a stage to its table: on this machine, or in one's AWS account.

Everything that can be wrong with the way there is told here, before a command begins.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from chalicelib import keys
from chalicelib.clock import Clock
from chalicelib.dynamo import DynamoTable
from workbench.aws import Aws, without_account
from workbench.cloudformation import CloudFormation
from workbench.operating.dynamo_scan import DynamoScan
from workbench.operating.place import Place
from workbench.operating.refusals import UnreachableError, explained
from workbench.operating.way import Way
from workbench.ports import HOST, Ports, is_free
from workbench.stack import NAME
from workbench.stages.settings import LOCAL

if TYPE_CHECKING:
    from pathlib import Path


def reach(stage: str, table: str | None, port: int, folder: Path | None = None) -> Place:
    """The stage's table, known to be there. Raises UnreachableError, or StageError.

    `folder` has the files of stages, if it is another than this checkout's.
    """
    name = table or f"after-bedtime-{stage}"
    way = Way.to(stage, port, folder)
    with explained(way):
        if stage == LOCAL:
            client, clock = _on_this_machine(port)
        else:
            client, clock = way.client("dynamodb"), Clock()
        _look(client, name, way)
    kept, scan = DynamoTable(lambda: client, name), DynamoScan(client, name)
    return Place(stage, name, kept, scan, clock, port=port)


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


def _look(client: Any, name: str, way: Way) -> None:
    """Read one item, as any command does, to know that it can be done."""
    key = {"PK": {"S": keys.CONTROL}, "SK": {"S": keys.HOLD}}
    try:
        client.get_item(TableName=name, Key=key)
    except client.exceptions.ResourceNotFoundException as error:
        raise UnreachableError(
            f"There is no table {name} in {client.meta.region_name}. Deploy the stage {way.stage} "
            f"first, or name the table with --table. {way.look}"
        ) from error
