"""A stage as tests deploy it, versions of the service, and couples whose notes are due."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from chalicelib import keys
from chalicelib.couples.model import Contact
from tests.world import World
from workbench.by_chalice import Package, in_folder
from workbench.package import package
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import StageSettings

if TYPE_CHECKING:
    from pathlib import Path

    from chalicelib.table import Item
    from workbench.aws import Aws

STAGE, REGION = "dev", "us-east-1"
TABLE = f"after-bedtime-{STAGE}"
PARAMETERS = {
    "Channels": "email",
    "OperatorName": "The Practice",
    "ContactEmail": "hello@example.org",
    "HelpLine": "988",
    "EmailFrom": "After Bedtime <hello@example.org>",
    "PostalAddress": "1 Bedtime Lane",
}


def a_stage(endpoint: str, **parameters: str) -> StageSettings:
    return StageSettings(STAGE, REGION, endpoint, {**PARAMETERS, **parameters}, DEFAULTS)


def version(folder: Path, name: str, **files: str) -> Package:
    """This checkout's package with these files in it instead ("app.py" and so on)."""
    folder = folder / name
    folder.mkdir(parents=True)
    made, original = in_folder(folder), package(STAGE)
    made.template.write_bytes(original.template.read_bytes())
    with zipfile.ZipFile(original.zip) as source, zipfile.ZipFile(made.zip, "w") as target:
        for entry in source.infolist():
            if entry.filename not in files:
                target.writestr(entry, source.read(entry))
        for path, content in files.items():
            target.writestr(path, content)
    return made


@dataclass
class Evening:
    """Couples who signed up on the stage, and their notes, due at the same minute."""

    aws: Aws
    world: World
    due_at: datetime
    bodies: list[str]

    @classmethod
    def of(cls, aws: Aws, couples: int, clock: Path) -> Evening:
        """Plan in memory, which is fast. By `clock`, the stage's, the notes are due now."""
        world = World()
        for number in range(couples):
            world.couple(Contact("email", f"person{number}@example.com"))
        due_at = world.next_due()
        assert due_at is not None
        world.clock.now = due_at
        assert world.tick().queued == couples
        clock.write_text(str((due_at - datetime.now(UTC)).total_seconds()))
        return cls(aws, world, due_at, world.queue.take())

    def move_in(self) -> None:
        """Put the couples into the stage's table, and let it send."""
        self.aws.client("ses").verify_email_identity(EmailAddress="hello@example.org")
        dynamo, write = self.aws.client("dynamodb"), TypeSerializer().serialize
        for item in self.world.memory.items.values():
            dynamo.put_item(TableName=TABLE, Item={k: write(v) for k, v in item.items()})

    def hide_for(self, seconds: int) -> None:
        """What a killed worker had in its hands comes again after so long, instead of minutes."""
        self._sqs.set_queue_attributes(
            QueueUrl=self._url, Attributes={"VisibilityTimeout": str(seconds)}
        )

    def queue(self, count: int, spread: int) -> None:
        """Send so many of the notes on their way; they come within `spread` seconds."""
        taken, self.bodies = self.bodies[:count], self.bodies[count:]
        for number, body in enumerate(taken):
            self._sqs.send_message(
                QueueUrl=self._url, MessageBody=body, DelaySeconds=number % spread
            )

    def states(self) -> Counter[str]:
        """How the notes of the ledger stand."""
        pages = self.aws.client("dynamodb").get_paginator("scan").paginate(TableName=TABLE)
        read = TypeDeserializer().deserialize
        items: list[Item] = [
            {k: read(v) for k, v in one.items()} for page in pages for one in page["Items"]
        ]
        return Counter(one["state"] for one in items if one["SK"].startswith(keys.DELIVERY))

    def arrived(self) -> list[str]:
        """Whom the emails went to, each as often as one did."""
        with urlopen(f"{self.aws.url}/_ministack/ses/messages") as answer:  # noqa: S310 (ours)
            said: Any = json.loads(answer.read())
        sent = [one for account in said["messages"].values() for one in account]
        return [to for one in sent for to in one["To"]]

    def left(self) -> int:
        """How many messages the send queue and its dead letters still hold."""
        return sum(self.standing().values())

    def standing(self) -> Counter[str]:
        """What they hold, by how it stands there."""
        found = Counter[str]()
        for url in self._sqs.list_queues(QueueNamePrefix=f"{TABLE}-send")["QueueUrls"]:
            answer = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
            held = answer["Attributes"].items()
            name = url.rpartition("-")[2]
            found.update(
                {f"{name} {k}": int(v) for k, v in held if k.startswith("ApproximateNumber")}
            )
        return found

    @cached_property
    def _sqs(self) -> Any:
        return self.aws.client("sqs")

    @cached_property
    def _url(self) -> str:
        return str(self._sqs.get_queue_url(QueueName=f"{TABLE}-send")["QueueUrl"])
