"""The providers a function talks to, as one small server that knows a table by heart."""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeSerializer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chalicelib.table import Item

# What is answered in the same way whatever was asked.
ALWAYS: Mapping[str, tuple[int, dict[str, Any]]] = {
    "account": (200, {"SendQuota": {"MaxSendRate": 14.0}}),
    "DescribeTable": (200, {"Table": {"TableId": "1"}}),
    "email": (200, {"MessageId": "1"}),
    "text": (201, {"sid": "SM1"}),
    "DeleteObject": (204, {}),
    "UpdateItem": (200, {"Attributes": {"count": {"N": "1"}}}),
}


class Providers(ThreadingHTTPServer):
    """Answers reads from `items`, takes every write and every message, and notes what was asked."""

    def __init__(
        self, items: Mapping[tuple[str, str], Item], mails: Mapping[str, bytes] | None = None
    ) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.items = items
        self.mails = mails or {}  # by their paths in S3
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def env(self) -> dict[str, str]:
        """What points a function here."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ENDPOINT_URL_SESV2": f"{self.url}/ses",
            "TWILIO_API_URL": f"{self.url}/twilio",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        }

    def answer(self, asked: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if asked == "GetItem":
            item = self.items.get((body["Key"]["PK"]["S"], body["Key"]["SK"]["S"]))
            return 200, {"Item": _wire(item)} if item else {}
        if asked == "BatchGetItem":
            ((table, wanted),) = body["RequestItems"].items()
            read = [self.items.get((k["PK"]["S"], k["SK"]["S"])) for k in wanted["Keys"]]
            return 200, {"Responses": {table: [_wire(item) for item in read if item]}}
        if asked == "Query":
            found = [_wire(one) for one in self.items.values() if _matches(one, body)]
            return 200, {"Items": found, "Count": len(found)}
        if asked == "SendMessage":
            return 200, _taken(body)
        if asked == "SendMessageBatch":
            return 200, {"Successful": [_taken(one) for one in body["Entries"]]}
        return ALWAYS.get(asked, (200, {}))


class _Handler(BaseHTTPRequestHandler):
    server: Providers

    def do_GET(self) -> None:
        mail = self.server.mails.get(self.path.partition("?")[0])
        if mail is None:
            self._answer("account", {})
            return
        self.server.asked.append("GetObject")
        self._send(200, mail)

    def do_DELETE(self) -> None:
        self._answer("DeleteObject", {})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        asked = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
        if not asked:
            asked = "text" if self.path.startswith("/twilio/") else "email"
        self._answer(asked, {} if asked == "text" else json.loads(raw))

    def _answer(self, asked: str, body: dict[str, Any]) -> None:
        self.server.asked.append(asked)
        status, said = self.server.answer(asked, body)
        self._send(status, b"" if asked == "DeleteObject" else json.dumps(said).encode())

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class says so
        """Say nothing."""


@contextmanager
def providers(
    items: Mapping[tuple[str, str], Item], mails: Mapping[str, bytes] | None = None
) -> Iterator[Providers]:
    with Providers(items, mails) as server:
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def _taken(message: dict[str, Any]) -> dict[str, str]:
    digest = hashlib.md5(message["MessageBody"].encode()).hexdigest()  # noqa: S324 - SQS's own
    named = {"Id": message["Id"]} if "Id" in message else {}
    return {"MessageId": "1", "MD5OfMessageBody": digest, **named}


def _wire(item: Item) -> dict[str, Any]:
    serialize = TypeSerializer().serialize
    return {name: serialize(value) for name, value in item.items()}


def _matches(item: Item, query: dict[str, Any]) -> bool:
    values = {name: value.get("S") for name, value in query["ExpressionAttributeValues"].items()}
    if "IndexName" in query:
        return bool(
            item.get("due_shard") == values[":shard"] and item["due_at"] <= values[":until"]
        )
    return bool(item["PK"] == values[":pk"] and item["SK"].startswith(values.get(":sk") or ""))
