"""How long a text is on the phone network, and how to say it in the network's own letters.

GSM 03.38 (3GPP TS 23.038, section 6.2.1) is the table; that one other character turns the
whole text into UCS-2, and that a text in several parts loses room to a header, is on
https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding
"""

from __future__ import annotations

import unicodedata

from chalicelib.content.plain import PLAIN

ONE_SEGMENT = 150  # units; the network takes 160, and ten stay free for what we did not foresee
LONGEST_NAME = 20  # units

_BASIC = frozenset(
    "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
    "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9"
    " !\"#\u00a4%&'()*+,-./0123456789:;<=>?"
    "\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
    "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0",
)
_EXTENSION = frozenset("\f^{}\\[~]|\u20ac")  # each is sent as an escape and a letter

_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


def is_gsm7(text: str) -> bool:
    return all(character in _BASIC or character in _EXTENSION for character in text)


def units(text: str) -> int:
    """Septets of a GSM-7 text, extension characters two; of any other text UTF-16 code units."""
    return sum(_widths(text))


def segments(text: str) -> int:
    """How many parts the network sends (and bills). No part ends inside a two-unit character."""
    alone, joined = (160, 153) if is_gsm7(text) else (70, 67)
    widths = _widths(text)
    if sum(widths) <= alone:
        return 1 if widths else 0
    parts, room = 1, joined
    for width in widths:
        if width > room:
            parts, room = parts + 1, joined
        room -= width
    return parts


def fits_one_segment(text: str) -> bool:
    return is_gsm7(text) and units(text) <= ONE_SEGMENT


def to_gsm7(text: str) -> str:
    """The same in GSM-7: plain quotes and dashes, letters without rare accents, "?" for the rest.

    Only what shows nothing by itself (controls, joiners, direction marks, skin tones) vanishes.
    """
    return "".join(map(_in_gsm7, unicodedata.normalize("NFC", text)))


def safe_name(name: str, fallback: str = "your partner") -> str:
    """The name as it goes into a text, or the fallback if it does not fit or GSM-7 lacks it.

    A curly apostrophe is made straight; a letter is never exchanged: a name spelt wrong is worse
    than none.
    """
    written = unicodedata.normalize("NFC", name).replace("\u2019", "'").replace("\u2018", "'")
    plain = " ".join(written.split())
    return plain if plain and is_gsm7(plain) and units(plain) <= LONGEST_NAME else fallback


def _widths(text: str) -> list[int]:
    if is_gsm7(text):
        return [2 if character in _EXTENSION else 1 for character in text]
    return [2 if character > "\uffff" else 1 for character in text]


def _in_gsm7(character: str) -> str:
    if is_gsm7(character):
        return character
    if character in PLAIN:
        return PLAIN[character]
    if character in _SKIN_TONES or unicodedata.category(character) in {"Cc", "Cf", "Mn", "Me"}:
        return ""
    parts = unicodedata.normalize("NFKD", character)
    plain = "".join(PLAIN.get(part, part) for part in parts if not unicodedata.combining(part))
    return plain if plain and is_gsm7(plain) else "?"
