"""What a function that failed may be quoted with: which error and where, never what it said."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from chalicelib.reasons import AROUND, CODE, OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

# A line of Python's traceback, as Lambda gives it; the line of code after it is left out.
FRAME = re.compile(r'\s*File "([^"\n]+)", line (\d+), in (\w+)')
UNNAMED = "an error that it does not name"


def reason_in(payload: str) -> str:
    """As the logs name errors (chalicelib/reasons.py): "KeyError in tick, app.py:72".

    `payload`: what Lambda answers for a function that failed: errorType, errorMessage, stackTrace.
    """
    try:
        said: Any = json.loads(payload)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return UNNAMED
    kind = said.get("errorType")
    named = kind if isinstance(kind, str) and CODE.fullmatch(kind) else UNNAMED
    frames = list(_frames(said.get("stackTrace")))
    ours = [frame for frame in frames if OURS in frame[1] and AROUND not in frame[1]] or frames
    if not ours:
        return named
    path, line, function = ours[-1].group(1, 2, 3)
    return f"{named} in {function}, {path.rpartition('/')[2]}:{line}"


def _frames(trace: object) -> Iterator[re.Match[str]]:
    for step in trace if isinstance(trace, list) else ():
        found = FRAME.match(step) if isinstance(step, str) else None
        if found:
            yield found
