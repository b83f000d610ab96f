"""Nobody is asked to answer with a word that carriers or our own commands take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.content.texts import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.content.model import Item

CARRIERS = "STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT START YES UNSTOP HELP INFO NO"
OURS = "LATER UNDO PAUSE LESS MENU OK SKIP SHORT SEND KEEP SICK AWAY BACK SLOW MORE JAR"
_ANY = "|".join(f"{CARRIERS} {OURS}".split())
_SHOUTED = re.compile(rf"\b(?:{_ANY})\b")  # as a command stands in a text
_ASKED = re.compile(  # as the whole answer: "answer with 'no rush'" is nobody's command
    r"\b(?:reply|answer|text|text us|text me|respond|type|write)(?: back)?(?: with)?:? "
    rf"['\"]?(?:{_ANY})\b['\"]?(?=[.,;:?!)]|$|\s(?:to|for|if|and|or|when|any)\b)",
    re.IGNORECASE,
)


def reserved(item: Item) -> Iterator[str]:
    for name, text in texts(item).items():
        hits = _ASKED.findall(text) + (_SHOUTED.findall(text) if name == "sms" else [])
        if hits:
            yield f"the {name} asks for an answer that means something else: {', '.join(hits)}."
