"""A text in plain words, whatever thumbs made of it: one form for every pattern to match. Pure.

"Pls don't TXT me!!" becomes "please do not text me". Accents go too: desabonner, not d\u00e9s...
"""

from __future__ import annotations

import re
import unicodedata

from chalicelib.replies.spelling import LONG_FORMS, respell

_SIGNATURE = re.compile(r"\n\s*(?:sent from my|get outlook for)\b[^\n]*", re.IGNORECASE)
_QUOTED_LINE = re.compile(r"^\s*>[^\n]*(?:\n|$)", re.MULTILINE)  # > After Bedtime: If the ...
_NUMBER_SIGN = re.compile(r"#(?=\s*(?:\d|\W|$))")  # "#3", "wrong #"
_DOLLAR = re.compile(r"\$(?=[a-z]{2})")  # $top
_CLOSING = re.compile("['\u2019\u2018\u02bc`\u00b4]")
_LONG_ENDINGS = (
    (re.compile("['\u2019](?=(?:ll|re|ve|m|d)\\b)"), " '"),
    (re.compile(r"(?<= ')ll\b"), "will"),
    (re.compile(r"(?<= ')re\b"), "are"),
    (re.compile(r"(?<= ')ve\b"), "have"),
    (re.compile(r"(?<= ')m\b"), "am"),
    (re.compile(r"(?<= ')d\b"), "would"),
)
# "ill kill you", "shell leave": an apostrophe that nobody typed. But: the kids were ill
_WILL = re.compile(
    r"\b(i|he|she|we)ll (?=(?:kill|hurt|be|get|do|die|take|make|come|find|leave|never|stop|go)\b)"
)
_WOULD = re.compile(r"(?<!my )(?<!the )(?<!his )(?<!her )(?<!an )\bid\b")  # but: he took my id
_STRETCHED = re.compile(r"([a-z])\1{2,}")  # stopppp, pleaseee
_DOUBLED = re.compile(r"([ls])\1{2,}")  # killll, kisssss
_NO_WORD = re.compile(r"[^\w\s]|_")
_BREAKS = re.compile(r"[.!?;:,\n\u2026()\u2014\u2013\u00bf\u00a1\u3002\uff0c]+|\s-+\s")


_PART = re.compile(r"\{[a-z]+\}")  # {start}; but not {0,3}
_SPELT = re.compile(r"\b[^\W\d_](?:[ .-][^\W\d_]){2,11}\b")  # S.T.O.P.; s t o p


def own_words(text: str) -> str:
    """Without the lines that quote us and the phone's signature; a word spelt out is a word."""
    text = _SIGNATURE.sub("", _QUOTED_LINE.sub("", text)).strip()
    return _SPELT.sub(lambda word: re.sub("[ .-]", "", word[0]), text)


def plain(text: str) -> str:
    """Lower case, short forms written out, no accents, no signs, single spaces."""
    text = bare(text)
    for ending, long in _LONG_ENDINGS:
        text = ending.sub(long, text)
    text = _NUMBER_SIGN.sub(" number ", _CLOSING.sub("", _DOLLAR.sub("s", text)))
    words = _NO_WORD.sub(" ", text).split()
    words = [_STRETCHED.sub(r"\1", _DOUBLED.sub(r"\1\1", word)) for word in words]
    long = " ".join(LONG_FORMS.get(word) or respell(word) for word in words)
    return _WOULD.sub("i would", _WILL.sub(r"\1 will ", long))


def clauses(text: str) -> str:
    """The text in plain words, one clause a line: whatever stands between two signs."""
    return "\n".join(filter(None, map(plain, _BREAKS.split(text))))


def bare(text: str) -> str:
    """Lower case, without accents; full-width and keycap signs as the plain ones."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(sign for sign in folded if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFC", kept)


def alternatives(*lines: str) -> str:
    """The words of these lines as one group of a pattern; "_" stands for a space in a word."""
    words = sorted({word for line in lines for word in line.split()}, key=len, reverse=True)
    return f"(?:{'|'.join(words)})".replace("_", " ")


def any_of(*patterns: str) -> re.Pattern[str]:
    """One of these, in a text of one clause a line."""
    return re.compile("|".join(patterns), re.MULTILINE)


def either(text: str, **parts: str) -> str:
    """One of these phrases: several a line with " / " between, "#" for a comment.

    An indented line goes on with the one above; `parts` stand in place of their {name}. Phrases
    that begin with the same part share it: a long one is dear to compile, at each cold start.
    """
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        if line.startswith(" ") and lines:
            lines[-1] += line.strip()
        elif line and not line.startswith("#"):
            lines.append(line)
    ends: dict[str, list[str]] = {}
    for phrase in (phrase for line in lines for phrase in line.split(" / ")):
        found = _PART.match(phrase)
        begins = found[0] if found else ""
        ends.setdefault(begins, []).append(phrase.removeprefix(begins))
    pattern = "|".join(f"{begins}(?:{'|'.join(rest)})" for begins, rest in ends.items())
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return f"(?:{pattern})"


def phrases(text: str, **parts: str) -> re.Pattern[str]:
    """One of these phrases (see `either`), as whole words, in a text of one clause a line."""
    return re.compile(rf"\b{either(text, **parts)}(?!\w)", re.MULTILINE)
