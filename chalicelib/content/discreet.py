"""Lock-screen mode: the first line of what comes says nothing of anybody. Pure.

A text's first line is then our name alone. It takes the place of the signature and takes the same
two units ("Name: " or "Name", an empty line), so whatever fits one segment still does.
"""

from __future__ import annotations

from chalicelib.content.sms_text import fits_one_segment

PREHEADER = "For when you have a minute to yourself."
# Of an unsigned answer that our name would make too long: the ten units that stay free in each
# segment (sms_text.ONE_SEGMENT) are enough for it.
SHORTEST = "Hi."


def subject(service: str) -> str:
    """Of every email, whatever is in it."""
    return f"A note from {service}"


def text(words: str, service: str) -> str:
    """The same text with a neutral first line. `service` is our name as it signs texts."""
    unsigned = words.removeprefix(f"{service}: ")
    rest = unsigned[:1].upper() + unsigned[1:]
    named = f"{service}\n\n{rest}"
    return named if fits_one_segment(named) else f"{SHORTEST}\n\n{rest}"
