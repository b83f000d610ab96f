"""Which error it was and where, in words that quote nobody."""

from __future__ import annotations

import re
import traceback
from typing import TYPE_CHECKING

from chalicelib.env_reader import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = re.compile(r"[A-Za-z][A-Za-z0-9.]{2,60}")  # "ConditionalCheckFailedException"
OURS, AROUND = "/chalicelib/", "/chalicelib/edge.py"  # around all else, so nothing fails there
MOST_CAUSES = 4
MOST_STEPS = 30


def reason_of(error: BaseException) -> str:
    """What failed and where; never what it said, which may quote an address or somebody's words.

    An error's causes follow it. An error of AWS has its code, and missing settings have names:
    these are words of AWS's and of ours.
    """
    return " < ".join(_one(each) for each in _with_causes(error))


def way_to(error: BaseException) -> str:
    """The calls on the way to the error, the innermost last: "send app.py:72, ..."."""
    frames = traceback.extract_tb(error.__traceback__)[-MOST_STEPS:]
    return ", ".join(f"{frame.name} {_file(frame)}" for frame in frames)


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    each: BaseException | None = error
    for _ in range(MOST_CAUSES):
        if each is None:
            return
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _one(error: BaseException) -> str:
    if isinstance(error, SettingsError):
        return f"SettingsError: {error}"
    said = " ".join(word for word in (type(error).__name__, _code(error)) if word)
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if OURS in frame.filename and AROUND not in frame.filename]
    ours = ours or frames
    return f"{said} in {ours[-1].name}, {_file(ours[-1])}" if ours else said


def _code(error: BaseException) -> str:
    """botocore's ClientError has one: a word from a list of AWS's."""
    response = getattr(error, "response", None)
    known = response.get("Error") if isinstance(response, dict) else None
    code = known.get("Code") if isinstance(known, dict) else None
    return code if isinstance(code, str) and CODE.fullmatch(code) else ""


def _file(frame: traceback.FrameSummary) -> str:
    return f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
