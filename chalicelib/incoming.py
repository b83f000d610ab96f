"""What API Gateway's request carries, in the shapes that our handlers read."""

from __future__ import annotations


def body_text(raw: bytes | str | None) -> str:
    """The body as text, whatever the framework decoded already."""
    if isinstance(raw, bytes):
        return raw.decode("utf-8", errors="replace")
    return raw or ""
