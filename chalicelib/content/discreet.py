"""What a locked phone shows first, for those who want it to say nothing: our name. Pure.

A phone may show more than the first line, and only its own settings keep it from that: the page
says so. But one line is what a banner, a watch and a list of messages have room for.
"""

from __future__ import annotations

from chalicelib.content.sms_text import to_gsm7


def plain_text(text: str, service: str) -> str:
    """A text of ours with its signature alone in the first line. It takes as many units."""
    signature = f"{to_gsm7(service)}: "
    if not text.startswith(signature):
        return text
    words = text.removeprefix(signature)
    return f"{signature[:-2]}\n\n{words[:1].upper()}{words[1:]}"


def plain_subject(service: str) -> str:
    return f"{service}: a note for you"


def plain_beginning(service: str) -> str:
    """The first line of an email's words: what a list of messages shows beside the subject."""
    return f"A note from {service}, for when you have a minute."
