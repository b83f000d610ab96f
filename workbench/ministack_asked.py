"""Notes what each function asks of the local AWS, as IAM would name it. Standard library only.

A function's calls say in their user agent whose they are (AWS_SDK_UA_APP_ID in the template). Each
new (function, action, resource) is a line of JSON in `asked.jsonl`; nothing is kept of what was
said: no key, no item, no message.
"""

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

WHO = re.compile(r"\bapp/after-bedtime-([a-z_]+)")
TARGETS = {"DynamoDB_20120810": "dynamodb", "AmazonSQS": "sqs", "AmazonSSM": "ssm"}
ITEMS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem",
         "ConditionCheck": "ConditionCheckItem"}  # fmt: skip
OBJECTS = {"GET": "GetObject", "PUT": "PutObject", "DELETE": "DeleteObject"}


class Notes:
    """A file with a line for each new thing."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.known: set[str] = set()

    def add(self, *what: str) -> None:
        line = json.dumps(what)
        if line not in self.known:
            self.known.add(line)
            with self.file.open("a") as notes:
                notes.write(f"{line}\n")


class Asked:
    """An ASGI app around another one."""

    def __init__(self, app: App, notes: Path) -> None:
        self.app = app
        self.notes = Notes(notes)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = {k.decode().lower(): v.decode() for k, v in scope.get("headers", ())}
        who = WHO.search(headers.get("user-agent", ""))
        if scope["type"] != "http" or who is None:
            await self.app(scope, receive, send)
            return
        messages = [await receive()]
        while messages[-1].get("more_body"):
            messages.append(await receive())
        body = b"".join(message.get("body", b"") for message in messages)
        for action, resource in asked(scope["method"], scope["path"], headers, body):
            self.notes.add(who[1], action, resource)

        async def again() -> dict[str, Any]:
            return messages.pop(0) if messages else await receive()

        await self.app(scope, again, send)


def asked(
    method: str, path: str, headers: dict[str, str], body: bytes
) -> Iterator[tuple[str, str]]:
    """Each action of one call, with the resource that IAM asks about (without account and region).

    Source: Service Authorization Reference. A transaction asks for each of its items, a batch of
    messages as one message does.
    """
    target, _, call = headers.get("x-amz-target", "").partition(".")
    service = TARGETS.get(target)
    if service is None:
        if target or "/s3/" not in headers.get("authorization", ""):
            yield f"unknown:{target or method}", path
        else:
            yield f"s3:{OBJECTS.get(method, method)}", path.lstrip("/")
        return
    given = json.loads(body or b"{}")
    if "TransactItems" in given:
        for one in given["TransactItems"]:
            ((kind, what),) = one.items()
            yield f"dynamodb:{ITEMS[kind]}", f"table/{what['TableName']}"
        return
    if "RequestItems" in given:
        for name in given["RequestItems"]:
            yield f"dynamodb:{call}", f"table/{name}"
        return
    if service == "dynamodb":
        index = f"/index/{given['IndexName']}" if "IndexName" in given else ""
        resource = f"table/{given['TableName']}{index}"
    elif service == "sqs":
        resource = given["QueueUrl"].rpartition("/")[2]
    else:
        resource = f"parameter{given.get('Name', '')}"
    yield f"{service}:{call.removesuffix('Batch')}", resource
