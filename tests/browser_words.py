"""Addresses in the words of a message."""

from __future__ import annotations

import re


def address_in(words: str, page: str) -> str:
    """The last address of that page. AssertionError if there is none."""
    found = re.findall(rf"https?://\S+?/{page}/[A-Za-z0-9_.-]+", words)
    assert found, f"no link to /{page}/ in the message"
    return str(found[-1])
