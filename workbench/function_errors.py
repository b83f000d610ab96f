"""Shows the functions' errors in the terminal of `make run`, where they would go unseen."""

from __future__ import annotations

import asyncio
import re
import time
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.aws import Aws

EVERY = 2.0  # seconds
SIGNS = ("Traceback (most recent call last)", '"level":"ERROR"', "Task timed out")
UNPACKED = re.compile(r'"[^"]*/ministack-lambda-[^/]*/(?:code/)?')


class FunctionErrors:
    """Reads what the functions of the stack log, and keeps apart the calls that went wrong."""

    def __init__(self, aws: Aws, functions: Mapping[str, str]) -> None:
        self.logs = aws.client("logs")
        self.configured = aws.client("lambda")
        self.functions = functions
        now = int(time.time() * 1000)
        self.read_until = dict.fromkeys(functions, now)

    async def show(self) -> None:
        """Print every failed call, for ever."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                failed = await asyncio.to_thread(self.new)
            except (ClientError, BotoCoreError):
                continue  # being replaced, or gone: others say so
            for function, lines in failed:
                print(f"\n{function} failed:\n{lines}", flush=True)

    def new(self) -> list[tuple[str, str]]:
        """Return (the template's name of the function, what it said) for each new failed call."""
        return [
            (name, said)
            for name, function in self.functions.items()
            for said in calls(self._lines(name, function))
            if any(sign in said for sign in SIGNS)
        ]

    def _lines(self, name: str, function: str) -> list[str]:
        try:
            events = self._events(self._log_of(function), self.read_until[name] + 1)
        except self.logs.exceptions.ResourceNotFoundException:
            return []  # it has not run yet
        self.read_until[name] = max((e["timestamp"] for e in events), default=self.read_until[name])
        return [str(event["message"]) for event in events]

    @cache  # noqa: B019 - one of these lives as long as the process
    def _log_of(self, function: str) -> str:
        found = self.configured.get_function_configuration(FunctionName=function)
        return str(found["LoggingConfig"]["LogGroup"])

    def _events(self, group: str, start: int) -> list[dict[str, Any]]:
        pages = self.logs.get_paginator("filter_log_events").paginate(
            logGroupName=group, startTime=start
        )
        return [event for page in pages for event in page["events"]]


def calls(lines: list[str]) -> Iterator[str]:
    """Group lines by call: what stands between Lambda's START and END."""
    said: list[str] = []
    for line in lines:
        if line.startswith(("START RequestId", "END RequestId", "REPORT RequestId")):
            if said:
                yield "\n".join(said)
            said = []
        else:
            said.append(UNPACKED.sub('"', line))
    if said:
        yield "\n".join(said)
