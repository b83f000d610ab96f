"""What a nudge costs, from a tick to its sink: 5,000 partners of whom 250 are due, five evenings.

Ours is the wiring of production: planner, queue, ledger, letters. The table is in memory and the
providers are sinks in the process, for everybody, so that what is measured is the code between
them: what boto3 and HTTP add to each call is not in it (tick.py shows it for planning). The peers
do the same work with the same people and the same words: peers/ says how each of them does it.

    make benchmark
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import Any

from benchmarks import results
from benchmarks.deployed import HOW_TO_GET_IT, PEERS_PYTHON
from benchmarks.measure import say
from benchmarks.send_figures import aims, figures, printed

OURS = "ours, by email"
COUNTED = "... counted"
PEERS = {
    OURS: ("ours", "email"),
    COUNTED: ("ours", "email", "--count"),
    "ours, by text": ("ours", "sms"),
    "a naive Chalice app": ("naive_chalice",),
    "django-post-office": ("post_office",),
    "Celery and Redis": ("celery_redis",),
}
NO_REDIS = (
    "Celery and Redis: skipped. It needs redis-server (Debian: apt-get install redis-server)."
)
SECONDS = 600


def main() -> None:
    if not PEERS_PYTHON.exists():
        sys.exit(HOW_TO_GET_IT)
    has_redis = shutil.which("redis-server") is not None
    found = {
        name: _run(name, *words)
        for name, words in PEERS.items()
        if has_redis or words[0] != "celery_redis"
    }
    counts = found.pop(COUNTED)["counts"]
    found[OURS]["counts"] = counts  # counting takes time: it is done in a process of its own
    judged = aims(found[OURS])
    path = results.write("send", figures(found), judged, redis="there" if has_redis else "absent")
    print(printed(found, judged))
    if not has_redis:
        print(NO_REDIS)
    print(f"\nAll figures, as min, median and max: {path.relative_to(results.ROOT)}")


def _run(name: str, module: str, *words: str) -> dict[str, Any]:
    say(name)
    done = subprocess.run(
        [PEERS_PYTHON, "-m", f"benchmarks.peers.{module}", *words],
        cwd=results.ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    if done.returncode:
        raise AssertionError(f"{name} failed:\n{done.stderr[-3000:]}")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


if __name__ == "__main__":
    main()
