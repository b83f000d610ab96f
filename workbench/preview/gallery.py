"""The gallery: everything that is ever sent, as one self-contained page."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chalicelib.content.sms_text import segments, units
from workbench.html_page import html_page
from workbench.preview.cast import Cast
from workbench.preview.items import arrived
from workbench.preview.story import one_of_each
from workbench.simulate.world import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.delivery.model import Message
    from workbench.preview.items import Arrived
    from workbench.preview.notebook import Shown

ANSWERS = "sms/answers/"
OF_KIND = {
    "appreciation": "Appreciations",
    "gesture": "Gestures",
    "kind_word": "Kind words",
    "date_night": "Dates at home, once picked",
    "check_in": "Lines of the agenda",
}


@dataclass(frozen=True, slots=True)
class Gallery:
    """The page, and what is on it."""

    html: str
    messages: int
    items: int


@dataclass
class Mails:
    """The emails' HTML, their common beginnings kept once: the page shows a frame when it is seen.

    Three hundred emails have the same thirty lines of style.
    """

    heads: list[str] = field(default_factory=list)
    bodies: list[tuple[int, str]] = field(default_factory=list)

    def add(self, html: str) -> int:
        """The number under which the page finds it."""
        head, body, rest = html.partition("<body>")
        if head not in self.heads:
            self.heads.append(head)
        self.bodies.append((self.heads.index(head), body + rest))
        return len(self.bodies) - 1

    def as_json(self) -> str:
        """To stand in a script element, which only "</" and "<!--" could end."""
        return json.dumps([self.heads, self.bodies]).replace("<", "\\u003c")


def gallery(*, discreet: bool = False) -> Gallery:
    """Everything, by the real use cases."""
    mails, cast = Mails(), Cast(discreet=discreet)
    shown = one_of_each(settings(), cast)
    kinds = list(arrived(settings(), cast))
    items = [
        {"id": f"of-{kind}", "title": OF_KIND[kind], "cards": [_item(one, mails) for one in them]}
        for kind, them in kinds
    ]
    sections = [
        _section("emails", "Emails", [one for one in shown if _is_email(one)], mails),
        _section("texts", "Texts", [one for one in shown if _is_text(one)], mails),
        _section("answers", "Answers to texts", [one for one in shown if _is_answer(one)], mails),
        *items,
    ]
    html = html_page(
        __file__, "gallery.html", sections=sections, mails=mails.as_json(), discreet=discreet
    )
    return Gallery(html, len(shown), sum(len(them) for _, them in kinds))


def _section(key: str, title: str, shown: Sequence[Shown], mails: Mails) -> dict[str, Any]:
    cards = [
        {
            "title": one.template.partition("/")[2].removeprefix("answers/"),
            "aside": one.scene,
            "large": True,
            "messages": [_message(one.message, mails)],
        }
        for one in shown
    ]
    return {"id": key, "title": title, "cards": cards}


def _item(one: Arrived, mails: Mails) -> dict[str, Any]:
    item = one.item
    tags = [*item.needs, *item.stages, *item.season, item.mood, item.role, item.effort]
    return {
        "title": item.id,
        "aside": " ".join(tag for tag in (item.title, *tags) if tag),
        "large": False,
        "line": one.line,
        "messages": [_message(each, mails) for each in (one.sms, one.email) if each],
    }


def _message(message: Message, mails: Mails) -> dict[str, Any]:
    if message.channel == "sms":
        parts, taken = segments(message.text), units(message.text)
        return {"text": message.text, "units": taken, "segments": parts, "mail": None}
    return {
        "subject": message.subject,
        "text": message.text,
        "words": message.text.partition(f"\n\n{settings().service_name}\n")[0],  # no footer
        "mail": mails.add(message.html),
        "files": [file.name for file in message.attachments],
    }


def _is_email(one: Shown) -> bool:
    return one.message.channel == "email"


def _is_text(one: Shown) -> bool:
    return not _is_email(one) and not _is_answer(one)


def _is_answer(one: Shown) -> bool:
    return one.template.startswith(ANSWERS)
