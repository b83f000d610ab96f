"""Reading what programs send to the API, and telling them what is wrong with it."""

from __future__ import annotations

import json
import math
import sys
import traceback
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aiohttp import web

from workbench.clock import ClockError
from workbench.errors import WorkbenchError
from workbench.faults import FaultError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class ApiError(ValueError):
    """A request the API cannot take; the sentence says what to do."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


async def read_object(request: web.Request, example: str) -> dict[str, Any]:
    """Read the JSON object in the body; `example` shows one in the error."""
    try:
        value = await request.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        value = None
    if not isinstance(value, dict):
        raise ApiError(f"Send a JSON object, like {example}.")
    return value


def read_text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ApiError(f'Give "{name}", a text that is not empty.')
    return value


def read_code(fields: dict[str, Any]) -> str:
    code = str(fields.get("code", ""))
    if code and not code.isdecimal():
        raise ApiError(f"{code!r} is no code of Twilio's, like 30005.")
    return code


def read_time(value: object) -> datetime:
    try:
        return datetime.fromisoformat(str(value))
    except ValueError as error:
        raise ApiError(f"{value!r} is no ISO time, like 2026-11-23T20:15:00Z.") from error


def read_seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ApiError(f"{value!r} is no number of seconds, like 3600.")
    return value


@web.middleware
async def explain(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turn what goes wrong under /api/ into {"error": sentence}."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if not request.path.startswith("/api/"):
            raise
        return _error(f"{request.method} {request.path}: {error.reason}.", error.status)
    except Exception as error:
        if not request.path.startswith("/api/"):
            raise
        return _error(*_explained(error))


def _explained(error: Exception) -> tuple[str, int]:
    """Give the sentence and the status; what nobody expected also goes to the terminal."""
    if isinstance(error, ApiError):
        return str(error), error.status
    if isinstance(error, ClockError | FaultError):
        return str(error), 400
    if isinstance(error, WorkbenchError):
        return str(error), 502
    traceback.print_exception(error, file=sys.stderr)
    return f"{type(error).__name__}: {error}", 500


def _error(sentence: str, status: int) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
