"""The texts that teach the reader, each with what it means.

All were written by hand for teaching: those in texts/strangers by people who had not seen the
parser, so that they also measure it; ours.tsv by one who had. A line is a kind, a tab and a text,
with "\\n" for a new line. The tables of the tests teach, too; they say only that a text is held.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib.replies.reader import KINDS

ROOT = Path(__file__).resolve().parents[2]
TEXTS = Path(__file__).with_name("texts")
TABLES = ROOT / "tests" / "replies"
TUNED = ("messages/known.toml", "messages/open.toml", "messages/trials.toml")
SEEN_ONCE = "once_unseen/2026-11-22.toml"
HELD = "held"  # one of the four kinds that are held; which one is guessed (model.py)


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its kind: one of KINDS, or HELD."""

    kind: str
    text: str


def strangers() -> list[Text]:
    """By people who had not seen the parser."""
    return _written("strangers/*.tsv")


def known() -> list[Text]:
    """Ours, the tables that the rules were written by, and the one that was unseen once."""
    listed = [one for name in (*TUNED, SEEN_ONCE) for one in messages(TABLES / name)]
    return [*_written("ours.tsv"), *(Text(_kind(one["meaning"]), one["text"]) for one in listed)]


def _written(files: str) -> list[Text]:
    whole = "".join(file.read_text("utf-8") for file in sorted(TEXTS.glob(files)))
    split = [line.split("\t", 1) for line in whole.split("\n") if line]
    texts = {text.replace("\\n", "\n"): kind for kind, text in split}
    return [Text(kind, text) for text, kind in texts.items()]


def messages(table: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(table.read_text("utf-8"))["message"]
    return found


def _kind(meaning: str) -> str:
    """Commands, digits and the like ask us for something: they are talk, and never leave."""
    return meaning if meaning in KINDS or meaning == HELD else "talk"
