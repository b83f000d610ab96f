"""A self-contained page of the workbench from a template that lies beside its code."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def html_page(code: str, template: str, /, **context: Any) -> str:
    """`code`: the `__file__` of whoever asks. Raises jinja2.UndefinedError for what is missing."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(code).parent),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(context)
