"""The words of an item, taken apart: its texts, their sentences, their words. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chalicelib.content.model import PARTNER

if TYPE_CHECKING:
    from chalicelib.content.model import Item

# A sentence begins with a capital, a number, a quotation or the name.
_BETWEEN_SENTENCES = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][\"']))\s+(?=[\"']?[A-Z0-9{])")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def texts(item: Item) -> dict[str, str]:
    """By what a person calls them, those that it has."""
    named = {"sms": item.sms, "email": item.email, "title": item.title, "plan": item.plan}
    named |= {f"question {number}": each for number, each in enumerate(item.questions, start=1)}
    return {name: text for name, text in named.items() if text}


def said(item: Item) -> str:
    """All of it in lower case, to look for words in."""
    return "\n".join(texts(item).values()).lower()


def sentences(text: str) -> list[str]:
    return _BETWEEN_SENTENCES.split(text)


def words(text: str) -> list[str]:
    """In lower case, without their punctuation; the name is a word like any other."""
    return _WORD.findall(text.replace(PARTNER, "Sam").lower())
