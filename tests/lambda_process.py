"""A fresh process that imports app.py as Lambda does and calls its handlers (see in_lambda.py).

It may use the standard library and what it is told to put on its path, and nothing else.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
_importing = [True]


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if _importing[0] and event in NETWORK:
        raise RuntimeError(f"importing the app reached for the network: {event} {args[1:]}")


class Context:
    """What Lambda says of an invocation, as far as we ask."""

    def get_remaining_time_in_millis(self) -> int:
        return 50_000


def main() -> None:
    order = json.load(sys.stdin)
    sys.path[:0] = order["path"]
    sys.addaudithook(_watch)
    app = importlib.import_module("app")
    _importing[0] = False
    at_import = sorted(sys.modules)
    answers = []
    for call in order["calls"]:
        handler = getattr(app, call["handler"])
        answers.append(handler(call["event"], Context()))
    said = {"at_import": at_import, "modules": sorted(sys.modules), "answers": answers}
    sys.stdout.write("\n" + json.dumps(said))


if __name__ == "__main__":
    main()
