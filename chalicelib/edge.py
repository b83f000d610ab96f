"""Around every call of a function: who called, what became of it, and what was counted."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from chalicelib.invocation import invoked
from chalicelib.reasons import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable

    GetResponse = Callable[[Any], Any]

logger = logging.getLogger(__name__)


class InvocationError(Exception):
    """A function failed. Lambda logs what this says, so it says which error and where, no more."""


def around(event: Any, get_response: GetResponse) -> Any:
    """Every call of every function (Chalice's middleware "all")."""
    context: Any = getattr(event, "lambda_context", None) or getattr(event, "context", None)
    function = str(getattr(context, "function_name", ""))
    with invoked(function, str(getattr(context, "aws_request_id", ""))) as invocation:
        try:
            return get_response(event)
        except Exception as error:
            logger.exception("failed")
            raise InvocationError(reason_of(error)) from None
        finally:
            if invocation.counted:
                logger.info("figures", extra={"figures": dict(invocation.counted)})


def visit(event: Any, get_response: GetResponse) -> Any:
    """A page or a webhook that was asked for (Chalice's middleware "http")."""
    began = time.monotonic()
    response = get_response(event)
    asked = event.context if event is not None else {}
    told = {
        "route": asked.get("resourcePath", ""),
        "method": asked.get("httpMethod", ""),
        "status": response.status_code,
        "ms": int((time.monotonic() - began) * 1000),
    }
    logger.info("asked", extra=told)
    return response
