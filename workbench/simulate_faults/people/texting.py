"""What people text, and how they leave a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.pages.web import Visit
from chalicelib.replies.said import Inbound

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.simulate_faults.people.doing import Doing

THANKS = "The kitchen was clean when I came down. That was you MARK"
QUESTION = "can you bring milk MARK?"
FEAR = "he hits me when the kids are asleep MARK"


def text(words: str) -> Callable[[Doing], None]:
    """A text. MARK in its words is theirs alone."""

    def send(doing: Doing) -> None:
        sid = f"SM{doing.bits:016x}{doing.text:02}"
        inbound = Inbound(sid, doing.person.phone, words.replace("MARK", doing.mark))
        doing.where.replies.handle(inbound, doing.where.clock())

    return send


def unsubscribe(doing: Doing) -> None:
    """The button of the mail program."""
    where, person = doing.where, doing.person
    token = where.tokens.sign("unsubscribe", doing.couple_id, person.key, "email")
    where.site.leaving.unsubscribe(Visit("POST"), token)
