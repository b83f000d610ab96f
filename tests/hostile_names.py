"""Names that are more than a name: what somebody may type into our form, or has typed before."""

from __future__ import annotations

OVERRIDES = "\u202eevil\u202c \u2066x"
# At most twenty characters each: longer ones do not pass the form.
HOSTILE = {
    "an apostrophe": "O'Brien",
    "a curly one": "D\u2019Arcy",
    "quotes": '"Q" <q@x.org>',
    "backslashes": "A\\n\\u0042\\",
    "a family of emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f44d\U0001f3fd",
    "Hebrew": "\u05d3\u05d5\u05d3",
    "Persian, with a joiner": "\u0646\u06cc\u200c\u06a9",
    "right-to-left marks": "\u200fSam\u200e\u061c",
    "overrides": OVERRIDES,
    "nothing to see": "Z\u200be\u00adr\ufeffo",
    "a sum for Jinja": "{{ 7*7 }}{{7*7}}",
    "a block for Jinja": "{% raw %}{# x #}",
    "our placeholder": "{partner}",
    "str.format": "{0.__class__}%s%n",
    "a dollar": "${7*7}$(id)`id`",
    "a script": "<script>x()</script>",
    "the end of a script": "</script><!--]]>",
    "an attribute": "' onload=x \" a='",
    "entities": "&lt;b&gt;&#60;i&#62;",
    "a formula": "=cmd|' /C x'!A0",
    "a header": "A\r\nBcc: x@y.org",
    "lines": "A\nB\u2028C\x0bD",
    "controls": "A\x00B\x08C\x1b[1mD",
    "a link": "https://evil.test",
    "a calendar line": "A\r\nEND:VEVENT",
    "a signature": "\n-- \nThe end",
    "Zalgo": "S\u0336a\u0334\u0300\u0301m",
    "German, and wide": "\u1e9e\uff21\u00df",
}
KINDS = tuple(HOSTILE)
# Two at a time: the one reads, the other is the partner.
PAIRS = {
    f"{one} and {other}": (HOSTILE[one], HOSTILE[other])
    for one, other in zip(KINDS[::2], KINDS[1::2], strict=True)
}
