"""A fresh process that imports an app and answers one event, and says what that cost.

Run by cold_start.py with nothing on its path but what it is told, as Lambda would.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path


class Context:
    """What Lambda says of an invocation."""

    function_name = "function"
    function_version = "1"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:us-east-1:000000000000:function:function"
    aws_request_id = "1"

    def get_remaining_time_in_millis(self) -> int:
        return 50_000


def main() -> None:
    order = json.load(sys.stdin)
    sys.path.insert(0, str(Path(__file__).parents[1]))
    peak_kb = importlib.import_module("peak").peak_kb
    sys.path[:1] = order["path"]
    before, started = set(sys.modules), time.process_time()
    app = importlib.import_module("app")
    imported = time.process_time()
    answer = getattr(app, order["handler"])(order["event"], Context())
    answered = time.process_time()
    said = {
        "import_ms": (imported - started) * 1000,
        "cpu_ms": (answered - started) * 1000,
        "peak_kb": peak_kb(),
        "modules": len(set(sys.modules) - before),
        "answer": answer,
    }
    sys.stdout.write("\n" + json.dumps(said))


if __name__ == "__main__":
    main()
