"""Style, script and icon: from the zip, cached for ever under a name that changes with them."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.pages.web import Reply

if TYPE_CHECKING:
    from pathlib import Path

TYPES = {
    "style.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
FOR_EVER = "public, max-age=31536000, immutable"
NOT_FOUND = 404


def asset_url(templates: Path, base: str, name: str) -> str:
    """The address of a static file; a changed file has a new one."""
    digest = hashlib.sha256(_read(templates, name).encode()).hexdigest()[:10]
    return f"{base}/static/{name}?v={digest}"


def asset(templates: Path, name: str) -> Reply:
    """The file itself; only those we know by name."""
    if name not in TYPES:
        return Reply("", NOT_FOUND)
    headers = {"Content-Type": TYPES[name], "Cache-Control": FOR_EVER}
    return Reply(_read(templates, name), headers=headers)


@cache
def _read(templates: Path, name: str) -> str:
    return (templates / "pages" / "static" / name).read_text()
