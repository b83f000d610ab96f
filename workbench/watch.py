"""Redeploys when a file is saved; what cannot be read leaves the old version running."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import jinja2
from watchfiles import awatch

from workbench.sources import ROOT, is_source

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

PARSED = {".py", ".toml", ".json", ".html", ".txt"}
WATCHED = ("app.py", "chalicelib", "templates", "vendor", "requirements.txt", ".chalice")


async def watch(redeploy: Callable[[], Awaitable[None]], root: Path = ROOT) -> None:
    """Call `redeploy` after each save that leaves every saved file readable."""
    folders = [root / name for name in WATCHED if (root / name).exists()]
    async for changes in awatch(*folders, watch_filter=lambda _, path: ours(root, path)):
        changed = sorted({root / path for _, path in changes})
        broken = [problem for path in changed if (problem := problem_in(path, root))]
        if broken:
            kept = "Not redeployed: the version before keeps running."
            print("\n".join([*broken, kept]), flush=True)
        else:
            await redeploy()


def ours(root: Path, path: str) -> bool:
    """Whether this is a file that somebody edits, not one that a program left there."""
    relative = (root / path).relative_to(root)
    return relative.parts[:2] not in _MADE_BY_CHALICE and is_source(relative)


_MADE_BY_CHALICE = {(".chalice", "deployments"), (".chalice", "deployed")}


def problem_in(path: Path, root: Path = ROOT) -> str | None:
    """Say in one line why this file cannot be read as what its name says it is."""
    name = path.relative_to(root)
    try:
        if path.suffix in PARSED:
            _parse(path.suffix, path.read_text())
    except FileNotFoundError:
        return None  # deleted
    except SyntaxError as error:
        return f"{name}:{error.lineno}: {error.msg}"
    except jinja2.TemplateSyntaxError as error:
        return f"{name}:{error.lineno}: {error.message}"
    except ValueError as error:  # TOML, JSON, or not even text
        return f"{name}: {error}"
    return None


def _parse(suffix: str, text: str) -> None:
    match suffix:
        case ".py":
            compile(text, "", "exec")
        case ".toml":
            tomllib.loads(text)
        case ".json":
            json.loads(text)
        case _:
            jinja2.Environment(autoescape=True).parse(text)
