"""The forms of an HTML page, read as a browser would: where they go and what they would send."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

Pairs = list[tuple[str, str]]
UNSENT = frozenset({"submit", "button", "image", "reset", "file"})


@dataclass(slots=True)
class Form:
    """One form. `sends` is what goes out untouched; `offers` are the ticks not set."""

    action: str  # as written; "" posts to the page's own address
    method: str
    sends: Pairs = field(default_factory=list)
    offers: Pairs = field(default_factory=list)

    def acts_as(self, action: str) -> bool:
        """Whether its field called `action` has that value."""
        return ("action", action) in self.sends

    def has(self, names: Collection[str]) -> bool:
        """Whether it has a field of each of these names."""
        return set(names) <= {name for name, _ in [*self.sends, *self.offers]}

    def filled(self, values: dict[str, str]) -> Pairs:
        """What it sends with these values. A name it does not have is a KeyError."""
        if missing := sorted(name for name in values if not self.has([name])):
            raise KeyError(", ".join(missing))
        return [pair for pair in self.sends if pair[0] not in values] + list(values.items())


class Page(HTMLParser):
    """What a person sees of a page: its heading, its complaints, its links, its forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.heading = ""
        self.complaints = ""  # what stands in role="alert"
        self._form: Form | None = None
        self._choices: _Choices | None = None
        self._reading: str | None = None  # the tag whose words are being read
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in has:
            self.links.append(has["href"])
        elif tag == "h1" or has.get("role") == "alert":
            self._reading = tag
        elif tag == "form":
            self._form = Form(has.get("action", ""), has.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form:
            self._field(self._form, tag, has)

    def _field(self, form: Form, tag: str, has: dict[str, str]) -> None:
        name, kind = has.get("name", ""), has.get("type", "text").lower()
        if tag == "select":
            self._choices = _Choices(name)
        elif tag == "option" and self._choices:
            self._choices.add(has)
        elif not name or "disabled" in has:
            return
        elif tag == "input" and kind in ("checkbox", "radio"):
            taken = form.sends if "checked" in has else form.offers
            taken.append((name, has.get("value", "on")))
        elif tag == "input" and kind not in UNSENT:
            form.sends.append((name, has.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._choices:
            self._choices.words(data)
        elif self._reading == "h1":
            self.heading += data
        elif self._reading:
            self.complaints += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._reading:
            self._reading = None
        elif tag == "select" and self._choices and self._form:
            self._form.sends += self._choices.chosen()
            self._choices = None
        elif tag == "form":
            self._form = None


class _Choices:
    """A select while it is being read: an option's value may be its words."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.options: list[dict[str, str]] = []

    def add(self, has: dict[str, str]) -> None:
        self.options.append({"words": "", **has})

    def words(self, data: str) -> None:
        if self.options:
            self.options[-1]["words"] += data

    def chosen(self) -> Pairs:
        taken = [option for option in self.options if "selected" in option] or self.options[:1]
        return [(self.name, option.get("value", option["words"].strip())) for option in taken]
