"""A local AWS with nothing on it but tables made from the very definition that is deployed."""

from __future__ import annotations

import asyncio
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from workbench.aws import Aws
from workbench.deploying.template import Template
from workbench.emulator import Emulator
from workbench.ports import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# CloudFormation does these to a table after it has made it.
# Two more are not written as the API wants them: a template has names of its own.
AFTERWARDS = {
    "TimeToLiveSpecification",
    "PointInTimeRecoverySpecification",
    "DeletionProtectionEnabled",
    "SSESpecification",
}


def table_definition() -> dict[str, Any]:
    """The properties of the table in the template."""
    properties: dict[str, Any] = Template.written().document["Resources"]["Table"]["Properties"]
    return properties


def create_table(client: Any, name: str) -> None:
    """Make a table as the template defines it, under a name of its own."""
    wanted = {k: v for k, v in table_definition().items() if k not in AFTERWARDS}
    client.create_table(**wanted | {"TableName": name})
    client.get_waiter("table_exists").wait(TableName=name)


@contextmanager
def local_dynamo(state: Path) -> Iterator[Any]:
    """Start a local AWS with its state in this folder; yield a DynamoDB client."""
    port = _free_port()
    with (state / "lock").open("w") as lock:
        emulator = Emulator(state, port, lock.fileno())
        emulator.start()
        try:
            asyncio.run(emulator.ready())
            yield Aws(f"http://{HOST}:{port}").client("dynamodb")
        finally:
            emulator.stop()


def _free_port() -> int:
    """Any port: nobody looks for this one."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
