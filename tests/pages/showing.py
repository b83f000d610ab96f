"""Pages as a browser would get them, rendered once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.content.render import Renderer
from tests.pages.sample_pages import STATES
from tests.pages.sample_settings import shared
from tests.read_html import Document

if TYPE_CHECKING:
    from tests.read_html import Element

TEMPLATES = Path(__file__).parents[2] / "templates"
BOTH = ("email", "sms")
CONTROLS = ("input", "select", "textarea")


@cache
def shown(state: str, channels: tuple[str, ...] = BOTH) -> Document:
    """A page in one of its states."""
    return shown_with(state, channels)


def shown_with(state: str, channels: tuple[str, ...] = BOTH, **changes: Any) -> Document:
    """The same, with some of what it is given changed."""
    template, context = STATES[state]
    return Document(_renderer(channels).page(template, **(context | changes)))


def ticked(element: Element) -> bool:
    return "checked" in element.attrs


def chosen(page: Document, name: str) -> str:
    """What a select shows."""
    options = [each for each in page.all("option") if each.within[-1].get("id") == name]
    return next(each.words.strip() for each in options if "selected" in each.attrs)


@cache
def _renderer(channels: tuple[str, ...]) -> Renderer:
    return Renderer(TEMPLATES, shared(channels))
