"""Templates to words: pages, emails and texts. Compiled once, strict about what is undefined."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.content import discreet as lock_screen
from chalicelib.content.sms_text import ONE_SEGMENT, to_gsm7, units
from chalicelib.content.words import unbroken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jinja2 import Environment


class TooLong(Exception):  # noqa: N818 - the name of what happened
    """A text does not fit one segment; a bug of ours, never a reason to send two."""


@dataclass(frozen=True)
class Letter:
    """The three parts of an email."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Renderer:
    """Renders templates/ with what every template knows (`shared`)."""

    folder: Path
    shared: Mapping[str, Any]

    def page(self, name: str, /, **context: Any) -> str:
        return self._environment.get_template(f"pages/{name}.html").render(context)

    def email(self, name: str, /, *, discreet: bool = False, **context: Any) -> Letter:
        """`discreet`: what a mailbox shows without opening it is neutral."""
        context["preheader"] = lock_screen.PREHEADER if discreet else ""

        def part(suffix: str) -> str:
            return self._environment.get_template(f"email/{name}.{suffix}").render(context)

        if discreet:
            subject, above = lock_screen.subject(self.shared["service"]), lock_screen.PREHEADER
            return Letter(subject, f"{above}\n\n{part('txt')}", part("html"))
        return Letter(" ".join(part("subject.txt").split()), part("txt"), part("html"))

    def sms(self, name: str, /, **context: Any) -> str:
        """One segment, signed with the service's name. Raises TooLong."""
        text = self._environment.get_template(f"sms/{name}.txt").render(context)
        text = to_gsm7(" ".join(text.split()))
        if units(text) > ONE_SEGMENT:
            raise TooLong(f"sms/{name}.txt takes {units(text)} units; {ONE_SEGMENT} fit")
        return text

    def answer(self, name: str, seed: str = "", /, **context: Any) -> str:
        """The words of a reply; unlike a text of our own accord it needs no signature.

        Its template has a variant in each line; the same `seed` always gets the same one.
        """
        found = self.variants(name, **context)
        text = found[zlib.crc32(seed.encode()) % len(found)]
        if units(text) > ONE_SEGMENT:
            raise TooLong(f"sms/answers/{name}.txt takes {units(text)} units; {ONE_SEGMENT} fit")
        return text

    def variants(self, name: str, /, **context: Any) -> list[str]:
        """All the words that a reply may have."""
        text = self._environment.get_template(f"sms/answers/{name}.txt").render(context)
        return [to_gsm7(" ".join(line.split())) for line in text.splitlines() if line.strip()]

    def discreetly(self, text: str) -> str:
        """A text or an answer with a neutral first line; none stays none."""
        return lock_screen.text(text, to_gsm7(self.shared["service"])) if text else text

    @cached_property
    def _environment(self) -> Environment:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

        environment = Environment(
            loader=FileSystemLoader(self.folder),
            undefined=StrictUndefined,
            autoescape=select_autoescape(["html"], default=False),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.globals.update(self.shared)
        environment.filters["unbroken"] = unbroken
        return environment
