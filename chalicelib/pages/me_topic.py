"""The parked topic on a person's own page: one line, theirs until an agenda shows it to both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.couples.topics import LONGEST, sharing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.topics import Topics
    from chalicelib.pages.own_page import AtHome, OwnPage
    from chalicelib.pages.web import Reply, Visit

TOO_LONG = f"Please keep it to {LONGEST} characters: it is only where you begin."
HEATED = (
    "That reads as if you were cross, and you will both read it as it stands. Put it another "
    "way, or park it as it is."
)


@dataclass(frozen=True, slots=True)
class ParkedTopic:
    """Parks a topic and takes it back. Only for two: whoever is alone has nobody to read it."""

    page: OwnPage
    topics: Topics
    preferences: Preferences
    clock: Callable[[], datetime]

    def park(self, guest: AtHome, visit: Visit) -> Reply:
        text = " ".join(visit.field("topic").split())
        key = guest.session.partner
        if key not in sharing(guest.couple):
            return self.page.show(guest)
        if not text:
            return self.take_back(guest, visit)
        if len(text) > LONGEST:
            return self._again(guest, text, TOO_LONG)
        from chalicelib.replies.tone import tone_of  # what reads words is not for every page

        tone = tone_of(text)
        if tone == "danger":  # never stored; the one beside them may be looking
            return self.page.listeners()
        if tone == "anger" and visit.field("as_it_is") != text:
            return self._again(guest, text, HEATED, as_it_is=text)
        self.preferences.edit(
            guest.couple.id,
            lambda couple: couple,
            self.clock(),
            lambda couple: [self.topics.park(couple.id, key, text)],
        )
        return self.page.done("parked")

    def take_back(self, guest: AtHome, visit: Visit) -> Reply:
        del visit
        self.topics.take_back(guest.couple.id, guest.session.partner)
        return self.page.done("unparked")

    def _again(self, guest: AtHome, text: str, error: str, *, as_it_is: str = "") -> Reply:
        values = {"topic": text, "as_it_is": as_it_is}
        return self.page.show(guest, errors={"topic": error}, values=values)
