"""The whole local service as processes of its own, on free ports, with a folder of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from workbench.ports import Ports, free_ports
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

READY = 120.0  # seconds; the first packaging of a checkout downloads its wheels
STOPPED = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; redirects are not followed."""

    status: int
    headers: HTTPMessage
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


class LocalService:
    """A running `python -m workbench run`."""

    def __init__(self, ports: Ports, state: Path, process: subprocess.Popen[str]) -> None:
        self.ports = ports
        self.state = state
        self.process = process
        self.workbench = ports.workbench_url
        self.url = ports.pages_url

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """GET a page of the service (or a full URL)."""
        return fetch("GET", self._at(path), headers=headers)

    def post(
        self, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> Answer:
        """POST a form to a page of the service (or a full URL)."""
        as_form = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return fetch("POST", self._at(path), urlencode(form).encode(), as_form)

    def api(self, method: str, path: str, body: object = None) -> Any:
        """Call the workbench's JSON API; its answer must be a 200."""
        content = None if body is None else json.dumps(body).encode()
        as_json = {"Content-Type": "application/json"}
        answer = fetch(method, self.workbench + path, content, as_json)
        assert answer.status == 200, f"{method} {path}: {answer.status} {answer.text}"
        return answer.json()

    def said(self) -> str:
        """What it printed so far."""
        return (self.state / "said.txt").read_text()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it as a person would; return its exit code."""
        self.process.send_signal(how)
        return self.process.wait(STOPPED)

    def kill(self) -> None:
        """Kill -9 every process of it."""
        aws = int((self.state / "aws" / "pid").read_text())
        for process in (self.process.pid, aws):
            os.kill(process, signal.SIGKILL)
        self.process.wait(STOPPED)

    def _at(self, path: str) -> str:
        return path if path.startswith("http") else self.url + path


def fetch(
    method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=120)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, body, dict(headers or {}))
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())
    finally:
        connection.close()


def start(
    state: Path, ports: Ports | None = None, *options: str, checkout: Path = ROOT
) -> LocalService:
    """Start it and return at once; `wait_until_ready` says when it can be used."""
    ports = ports or free_ports()
    state.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "workbench", "run", "--port", str(ports.workbench)]
    command += ["--state", str(state), *(options or ["--no-watch"])]
    with (state / "said.txt").open("a") as said:
        process = subprocess.Popen(  # noqa: S603 (our own command)
            command, cwd=checkout, stdout=said, stderr=subprocess.STDOUT, text=True
        )
    return LocalService(ports, state, process)


def wait_until_ready(service: LocalService) -> LocalService:
    deadline = time.monotonic() + READY
    while time.monotonic() < deadline:
        if service.process.poll() is not None:
            raise AssertionError(f"The local service stopped by itself:\n{service.said()}")
        try:
            if fetch("GET", f"{service.workbench}/api/service").status == 200:
                return service
        except OSError:  # not listening yet
            time.sleep(0.05)
    service.kill()
    raise AssertionError(f"Not ready after {READY:.0f} s:\n{service.said()}")


def eventually(happened: Callable[[], bool], seconds: float) -> bool:
    """Whether this happens within so many seconds: for what another process does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if happened():
            return True
        time.sleep(0.05)
    return False


@contextmanager
def running(
    state: Path, ports: Ports | None = None, *options: str, checkout: Path = ROOT
) -> Iterator[LocalService]:
    service = start(state, ports, *options, checkout=checkout)
    try:
        yield wait_until_ready(service)
    finally:
        if service.process.poll() is None:
            service.stop()
