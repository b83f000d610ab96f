"""The version of the shape of what we store and queue. Pure.

Each item of the table and each message of a queue carries it as `v`; what has none is of version 1.
During a deployment, and after going back from one, either version meets what the other wrote. So
what is only added keeps the number: older code does not look at it. Raise it when older code would
misread; then older code leaves such a thing alone, for the newer to read. tests/fixtures/schema/
has one of each kind as version 1 wrote it.
"""

from __future__ import annotations

from typing import Any

V = "v"
VERSION = 1


class NewerSchemaError(Exception):
    """A newer version wrote it: nothing is read, changed or dropped of it here."""


def check(what: Any) -> None:
    """Raises NewerSchemaError if only newer code than this can read it."""
    if isinstance(what, dict) and what.get(V, 1) > VERSION:
        raise NewerSchemaError(f"of version {what[V]}, and this code reads {VERSION}")
