"""The Chalice app itself, asked as API Gateway asks it; the wiring's edges are those of a World."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalice.test import Client

from chalicelib.wiring import wiring
from tests.reading_imports import ROOT
from tests.world import ENV, World

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

URLENCODED = "application/x-www-form-urlencoded"
EDGES = ("table", "queue", "inbound_queue", "clock", "senders")


@dataclass(frozen=True)
class Answer:
    """One HTTP answer; header names in lower case, as they are no names of case."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Served:
    """A running app."""

    world: World
    client: Any

    def ask(
        self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        answer = self.client.http.request(method, path, dict(headers or {}), body.encode())
        told = {name.lower(): _one(value) for name, value in answer.headers.items()}
        return Answer(answer.status_code, told, answer.body.decode())

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(
        self, path: str, body: str = "", content_type: str = URLENCODED, **headers: str
    ) -> Answer:
        return self.ask("POST", path, body, {"Content-Type": content_type, **headers})


@contextmanager
def served(make: type[World] = World, **env: str) -> Iterator[Served]:
    """The app with these settings in its environment, as a function of Lambda has them."""
    before = dict(os.environ)
    os.environ.update({**ENV, **env})
    wiring.cache_clear()
    try:
        from app import app

        world = make(**env)
        # The real wiring builds everything; what it would make of boto3 is there already.
        vars(wiring()).update({name: getattr(world, name) for name in EDGES})
        with Client(app, stage_name="prod", project_dir=str(ROOT)) as client:
            yield Served(world, client)
    finally:
        wiring.cache_clear()
        os.environ.clear()
        os.environ.update(before)


def _one(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
