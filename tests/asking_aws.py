"""What a function asks of AWS: the real adapters, on clients that are heard and answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import boto3

from chalicelib.secret import Secret, in_ssm
from chalicelib.table import Change, Delete, Put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chalicelib.table import Item, Key, Page, Write
    from workbench.memory_table import MemoryTable

TABLE, INDEX = "Table", "Table/index/due"
WRITES = {Put: "dynamodb:PutItem", Change: "dynamodb:UpdateItem", Delete: "dynamodb:DeleteItem"}


@dataclass
class Heard:
    """Notes, for the role at work, each action with what it is done to, as IAM would ask."""

    role: str = "api"
    done: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    def note(self, action: str, what: str) -> None:
        self.done[self.role].add((action, what))

    def client(self, service: str) -> Any:
        keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
        made = boto3.client(service, region_name="us-east-1", **keys)
        made.meta.events.register("before-parameter-build", self._asked)
        made.meta.events.register("before-call", _answered)
        return made

    def _asked(self, params: dict[str, Any], model: Any, **_more: Any) -> None:
        service = {"sesv2": "ses"}.get(model.service_model.service_name)
        action = f"{service or model.service_model.service_name}:{model.name}"
        # IAM has no action for a batch (SQS developer guide, "API permissions").
        for what in _resources(params):
            self.note(action.removesuffix("Batch"), what)


def _resources(params: Mapping[str, Any]) -> list[str]:
    if "QueueUrl" in params:
        return [params["QueueUrl"].rpartition("/")[2]]
    if "Bucket" in params:
        return [f"{params['Bucket']}/*"]
    if "Name" in params:
        return [f"parameter{params['Name']}"]
    if "FromEmailAddress" in params:  # IAM asks for both
        return ["identity/*", f"configuration-set/{params['ConfigurationSetName']}"]
    return ["*"]


def _answered(model: Any, **_more: Any) -> tuple[Any, dict[str, Any]]:
    answers: dict[str, dict[str, Any]] = {
        "GetParameter": {"Parameter": {"Value": "a pretend secret"}},
        "SendEmail": {"MessageId": "1"},
        "GetAccount": {"SendQuota": {"MaxSendRate": 14.0}},
        "GetObject": {"Body": BytesIO(), "ContentLength": 0},
    }
    return SimpleNamespace(status_code=200), answers.get(model.name, {})


class Both:
    """The real adapter first, for what it asks; then the fake, for what becomes of it."""

    def __init__(self, real: object, fake: object) -> None:
        self._real, self._fake = real, fake

    def __getattr__(self, name: str) -> Any:
        fake, real = getattr(self._fake, name), getattr(self._real, name, None)
        if real is None or not callable(fake):
            return fake

        def both(*args: Any, **more: Any) -> Any:
            real(*args, **more)
            return fake(*args, **more)

        return both


def kept_secret(aws: Heard, name: str) -> Secret:
    """Fetched by whoever uses it, as in a process of its own."""
    return in_ssm(name, partial(aws.client, "ssm"))


@dataclass
class Watched:
    """A table that notes what is asked of it."""

    table: MemoryTable
    aws: Heard

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:
        self.aws.note("dynamodb:GetItem", TABLE)
        return self.table.get(pk, sk, consistent=consistent)

    def get_many(self, keys: Iterable[Key], *, consistent: bool = False) -> dict[Key, Item]:
        self.aws.note("dynamodb:BatchGetItem", TABLE)
        return self.table.get_many(keys, consistent=consistent)

    def query(self, pk: str, prefix: str = "", **how: Any) -> list[Item]:
        self.aws.note("dynamodb:Query", TABLE)
        return self.table.query(pk, prefix, **how)

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
        self.aws.note("dynamodb:Query", INDEX)
        return self.table.due(shard, until, limit, start)

    def identity(self) -> str:
        self.aws.note("dynamodb:DescribeTable", TABLE)
        return self.table.identity()

    def write(self, write: Write) -> Item | None:
        self.aws.note(WRITES[type(write)], TABLE)
        return self.table.write(write)

    def transact(self, writes: Sequence[Write]) -> None:
        for write in writes:
            self.aws.note(WRITES[type(write)], TABLE)
        self.table.transact(writes)
