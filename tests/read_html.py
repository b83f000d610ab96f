"""Reads HTML the way tests ask about it: elements with their words, and all words in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

VOID = {"br", "circle", "hr", "img", "input", "link", "meta", "path", "stop"}
UNENDED = {"option"}
UNSEEN = {"style", "title", "script"}


@dataclass
class Element:
    """One element: its attributes, the elements it stands in, and all words within it."""

    tag: str
    attrs: dict[str, str]
    within: tuple[Element, ...] = ()
    words: str = ""

    def get(self, name: str) -> str:
        return self.attrs.get(name, "")


@dataclass
class Document(HTMLParser):
    """Every element in the order of the page."""

    source: str
    elements: list[Element] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self._begins: list[int] = []  # of each that is open: where its words begin in
        self._heard: list[str] = []
        self.feed(self.source)
        while self._open:
            self._leave()

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def by_id(self, wanted: str) -> Element:
        return next(element for element in self.elements if element.get("id") == wanted)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._open and self._open[-1].tag in UNENDED:
            self._leave()
        values = {name: value or "" for name, value in attrs}
        element = Element(tag, values, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)
            self._begins.append(len(self._heard))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self._open and self._open[-1].tag in UNENDED and tag not in UNENDED:
            self._leave()
        if not self._open or self._open[-1].tag != tag:
            raise AssertionError(f"</{tag}> closes {self._open[-1:]}")
        element = self._leave()
        if tag == "a" and not element.attrs["href"].startswith("mailto:"):
            self.said.append(
                element.attrs["href"]
            )  # as a text says it: the words, then the address

    def handle_data(self, data: str) -> None:
        self._heard.append(data)
        if UNSEEN.isdisjoint(element.tag for element in self._open):
            self.said.append(data)

    def _leave(self) -> Element:
        element = self._open.pop()
        element.words = "".join(self._heard[self._begins.pop() :])
        return element


@lru_cache(maxsize=256)
def read(source: str) -> Document:
    """The same page is looked at by many tests; nobody writes into it."""
    return Document(source)


def words(text: str) -> list[str]:
    """The words of a text, without case, layout and the punctuation around them."""
    return [word for raw in text.casefold().split() if (word := raw.strip(".,:;?!-"))]
