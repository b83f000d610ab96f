"""The Celery app: one task that sends one nudge, once, with Redis for broker and ledger."""

from __future__ import annotations

import json
import os
import time
from datetime import date

import redis
from celery import Celery

from benchmarks.peak import peak_kb
from benchmarks.pretend_deployment import ENV
from benchmarks.sinks import Sink, mime
from benchmarks.words import Words

URL = os.environ["BENCHMARK_REDIS"]
store = redis.Redis.from_url(URL)
app = Celery("nudges", broker=URL, backend=URL)
app.conf.update(
    task_acks_late=True,  # as one must where a crash may not lose any
    task_ignore_result=True,
    worker_prefetch_multiplier=10,  # as our batches of ten
    broker_connection_retry_on_startup=True,
)
sink, words = Sink(), Words()


@app.task
def send(partner: str, due_at: str) -> None:
    """Claim, write, send, record."""
    ledger = f"delivery:{partner}:{due_at}"
    if not store.set(ledger, "claimed", nx=True, ex=86_400):
        return
    couple_id, key = partner.split(":")
    document = store.get(f"couple:{couple_id}")
    message = words.of(json.loads(document), key, date.fromisoformat(due_at[:10]))
    sent = sink.take(message.to, mime(message, ENV["EMAIL_FROM"]))
    store.set(ledger, f"sent {sent}", ex=86_400)
    store.incr("sent")


@app.task(ignore_result=False)
def spent() -> tuple[float, float]:
    """CPU seconds and peak KB of the worker so far."""
    return time.process_time(), peak_kb()
