"""HTML to the text that a person sees, quotations marked by "> " as in plain mail. Pure.

Enough for mail that has no plain text at all. The libraries that do more are under the GPL
(html2text) or compiled (inscriptis needs lxml), and html.parser takes a minute for a mail that is
made to be slow (CVE-2025-6069 and its like): see ADR 14.
"""

from __future__ import annotations

import re
from html import unescape

LONGEST = 100_000  # characters; what somebody wrote stands at the top
# Bounded on all sides, so that no text makes it go back and forth.
TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,9})[^<>]{0,4000}>|<[!?][^<>]{0,4000}>", re.IGNORECASE)
UNSEEN = {"head", "style", "script", "title"}
LINES = {"p", "div", "br", "li", "tr", "hr", "blockquote", "h1", "h2", "h3", "table", "ul", "ol"}


def seen(html: str) -> str:
    text, parts, at = _without_comments(html[:LONGEST]), [], 0
    unseen = quoted = 0
    for tag in TAG.finditer(text):
        if not unseen:
            parts.append(_words(text[at : tag.start()]))
        at = tag.end()
        name, by = (tag[2] or "").lower(), -1 if tag[1] else 1
        unseen = 0 if name == "body" else max(0, unseen + by * (name in UNSEEN))
        quoted = max(0, quoted + by * (name == "blockquote"))
        if name in LINES:
            parts.append("\n> " if quoted else "\n")
    parts.append("" if unseen else _words(text[at:]))
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n"))


def _words(text: str) -> str:
    return unescape(text).replace("\n", " ")


def _without_comments(html: str) -> str:
    """Outlook hides settings in them. One that does not end hides the rest, as in a browser."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start)
        if end < 0:
            return "".join(kept)
        at = end + len("-->")
    return "".join([*kept, html[at:]])
