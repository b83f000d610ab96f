"""A morning on the deployed service: couples put into its table, due at a minute of their own."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from chalicelib import keys
from chalicelib.couples.model import Contact, Couple, new_partner
from chalicelib.couples.store import Couples
from chalicelib.dynamo import DynamoTable
from chalicelib.scheduling.entries import due_entries
from chalicelib.scheduling.shards import Shards
from chalicelib.table import Change, Delete
from tests.local_service import eventually
from tests.workbench.operating.terminal import run, said
from workbench.aws import Aws
from workbench.stack import Stack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from tests.local_service import LocalService

PATIENCE = 120.0  # seconds: a message that was held looks again after sixty
NAME = "morning"
EVERY_DAY = tuple(range(7))
_numbers = count()


@dataclass(frozen=True)
class Morning:
    """`day` begins at midnight, UTC, which is everybody's zone."""

    service: LocalService
    day: datetime
    table: DynamoTable
    sqs: Any
    send_url: str

    def at(self, time: str) -> datetime:
        hours, minutes = map(int, time.split(":"))
        return self.day + timedelta(hours=hours, minutes=minutes)

    def couple(self, time: str, lights_out: str) -> Couple:
        """A couple whose small note comes at `time`, and is good until the lights are out."""
        email = Contact("email", f"morning{next(_numbers)}@example.com")
        partner = new_partner("Alex", "UTC", email)
        small = replace(partner.small, days=EVERY_DAY, time=time)
        a = replace(partner, small=small, lights_out=lights_out)
        couple = Couple(f"{NAME}{next(_numbers):09d}", a)
        shards = Shards(self.table, lambda: self.day).write()
        Couples(self.table).create(couple, due_entries(couple, [], self.day, shards))
        return couple

    def leave(self, couple: Couple) -> None:
        """Nothing comes to them any more."""
        for entry in Couples(self.table).due_entries(couple.id):
            self.table.write(Delete(entry["PK"], entry["SK"]))

    def break_document(self, couple: Couple) -> None:
        self._contacts(couple, "torn")

    def mend_document(self, couple: Couple) -> None:
        self._contacts(couple, {one.channel: asdict(one) for one in couple.a.contacts})

    def _contacts(self, couple: Couple, to: object) -> None:
        self.table.write(Change(keys.couple_pk(couple.id), keys.COUPLE, set={"a.contacts": to}))

    def queue(self, message: object) -> None:
        """Put a message on the send queue."""
        self.sqs.send_message(QueueUrl=self.send_url, MessageBody=json.dumps(message))

    def becomes(self, time: str) -> None:
        """Live until then; returns when the send queue is empty, but for what is put off."""
        self.service.api("POST", "/api/clock", {"now": self.at(time).isoformat()})

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return run(*words, "--port", str(self.service.ports.workbench))

    def said(self, *words: str) -> Any:
        return said(*words, "--port", str(self.service.ports.workbench))

    def letters(self) -> dict[str, list[dict[str, Any]]]:
        """The dead letters of each couple of this morning."""
        found: dict[str, list[dict[str, Any]]] = {}
        for one in self.said("deadletters", "list")["letters"]:
            if (one["couple"] or "").startswith(NAME):
                found.setdefault(one["couple"], []).append(one)
        return found

    def messages(self, couple: Couple) -> int:
        """How many they got."""
        address = quote(couple.a.contacts[0].address)
        return len(self.service.api("GET", f"/api/messages?to={address}")["messages"])

    def ended(self, couple: Couple) -> list[tuple[str, str | None]]:
        """State and reason of what the ledger has of them."""
        found = self.table.query(keys.couple_pk(couple.id), keys.DELIVERY, consistent=True)
        return [(one["state"], one.get("reason")) for one in found]

    def comes_to(self, couple: Couple, *states: str) -> bool:
        """Whether their slot comes to one of these states, before anybody loses patience."""
        key = keys.couple_pk(couple.id), keys.delivery_sk("a", f"{self.day:%Y-%m-%d}", "small")

        def happened() -> bool:
            item = self.table.get(*key, consistent=True)
            return item is not None and item["state"] in states

        return eventually(happened, PATIENCE)


def tomorrow(service: LocalService) -> Morning:
    aws = Aws(service.ports.aws_url)
    at = Stack(aws).deployed()
    now = datetime.fromisoformat(service.api("GET", "/api/clock")["now"]).astimezone(UTC)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    table = DynamoTable(lambda: aws.client("dynamodb"), at.table)
    return Morning(
        service, midnight + timedelta(days=1), table, aws.client("sqs"), at.send_queue_url
    )


@contextmanager
def impatient(morning: Morning) -> Iterator[None]:
    """What fails comes again after two seconds, instead of after twelve minutes."""
    name = "VisibilityTimeout"
    found = morning.sqs.get_queue_attributes(QueueUrl=morning.send_url, AttributeNames=[name])
    as_deployed = {name: found["Attributes"][name]}
    morning.sqs.set_queue_attributes(QueueUrl=morning.send_url, Attributes={name: "2"})
    try:
        yield
    finally:
        morning.sqs.set_queue_attributes(QueueUrl=morning.send_url, Attributes=as_deployed)
