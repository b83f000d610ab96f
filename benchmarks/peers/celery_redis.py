"""Celery with Redis: a beat's task looks up who is due, a worker sends.

The worker has one thread in one process (`--pool solo`), which is the least a worker can cost.
CPU is the worker's and this process's. Redis is not counted, as DynamoDB and SQS are not for us.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.evenings import DUE, EVENINGS, couples
from benchmarks.peak import peak_kb
from benchmarks.peers.measured import evenings
from chalicelib.couples.document import to_item

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 120.0  # seconds for an evening, and for a start


@contextmanager
def redis_server() -> Iterator[str]:
    """A Redis of one's own, that keeps nothing; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [shutil.which("redis-server") or "redis-server", "--port", str(port)]
        command += ["--bind", "127.0.0.1", "--save", "", "--dir", folder, "--loglevel", "warning"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                yield f"redis://127.0.0.1:{port}/0"
            finally:
                server.terminate()


@contextmanager
def worker() -> Iterator[None]:
    command = [sys.executable, "-m", "celery", "-A", "benchmarks.peers.celery_tasks", "worker"]
    command += ["--pool", "solo", "--loglevel", "error", "--without-gossip", "--without-mingle"]
    command += ["--without-heartbeat"]
    env = {**os.environ, "PYTHONWARNINGS": "ignore"}  # of being root, in a container
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env) as process:
        try:
            yield
        finally:
            process.terminate()


def main() -> None:
    with redis_server() as url:
        os.environ["BENCHMARK_REDIS"] = url
        from benchmarks.peers.celery_tasks import send, spent, store

        until = time.monotonic() + PATIENCE
        while not answers(store):
            if time.monotonic() > until:
                raise AssertionError("Redis does not start")
            time.sleep(0.05)
        prepare(store)

        def workers() -> list[float]:
            found: list[float] = spent.delay().get(timeout=PATIENCE)
            return found

        def pass_one(now: datetime) -> int:
            before = int(store.get("sent") or 0)
            following = min((one for one in EVENINGS if one > now), default=now + timedelta(days=1))
            for partner in store.zrangebyscore("due", 0, now.timestamp()):
                send.delay(partner.decode(), now.isoformat())
                store.zadd("due", {partner: following.timestamp()})
            workers()  # it stands last in the queue: everything before it has been done
            return int(store.get("sent") or 0) - before

        with worker():
            workers()
            evenings(
                pass_one,
                cpu=lambda: time.process_time() + workers()[0],
                peak=lambda: peak_kb() + workers()[1],
            )


def answers(store: object) -> bool:
    from redis import Redis
    from redis.exceptions import ConnectionError as NotYet

    assert isinstance(store, Redis)  # noqa: S101 - for the reader and the types
    try:
        return bool(store.ping())
    except NotYet:
        return False


def prepare(store: object) -> None:
    from redis import Redis

    assert isinstance(store, Redis)  # noqa: S101
    later = EVENINGS[-1].astimezone(UTC) + timedelta(days=1)
    for number, couple in enumerate(couples()):
        store.set(f"couple:{couple.id}", json.dumps(to_item(couple)))
        for key in ("a", "b"):
            due_at = EVENINGS[0] if number < DUE and key == "a" else later
            store.zadd("due", {f"{couple.id}:{key}": due_at.timestamp()})


if __name__ == "__main__":
    main()
