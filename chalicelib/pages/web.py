"""What a page handler is given and gives back, free of the framework. Headers are set here once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Mapping

SECURITY_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000",
}
PRIVATE = {"Cache-Control": "no-store"}
PUBLIC = {"Cache-Control": "public, max-age=300"}


class Fields(dict[str, list[str]]):
    """A form's fields, as WTForms reads them."""

    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who from, with which cookie, and the fields of its form."""

    method: str
    ip: str = ""
    cookie: str = ""
    body: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Fields:
        return Fields(parse_qs(self.body, keep_blank_values=True))

    def field(self, name: str) -> str:
        """The last value of a field, trimmed; "" if it was not sent."""
        return self.form.get(name, [""])[-1].strip()

    def number(self, name: str) -> int:
        """A small whole number of the query, 0 if it is none."""
        text = self.query.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0  # noqa: PLR2004

    def cookie_value(self, name: str) -> str:
        """Read by hand: SimpleCookie drops all of them for one odd cookie of somebody else's."""
        pairs = (part.strip().partition("=") for part in self.cookie.split(";"))
        return next((value for found, _, value in pairs if found == name), "")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, before the framework wraps it."""

    body: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def all_headers(self) -> dict[str, str]:
        content = {"Content-Type": "text/html; charset=utf-8"}
        return {**SECURITY_HEADERS, **PRIVATE, **content, **self.headers}


def redirect(url: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Go and GET another page (303: also after a POST)."""
    return Reply("", 303, {"Location": url, **(headers or {})})
