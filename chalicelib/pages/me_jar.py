"""The buttons beside one's own words in the jar: only their author has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.replies.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.pages.own_page import Guest, OwnPage
    from chalicelib.pages.web import Reply, Visit
    from chalicelib.replies.jar import Appreciation, Jar
    from chalicelib.replies.relays import Passed, Relays

SAID_OF: Mapping[Passed, str] = {
    "passed": "passed",
    "enough": "enough",
    "gone": "jar_gone",
    "danger": "jar_gone",
    "unfit": "unfit",
    "solo": "jar_gone",
}


@dataclass(frozen=True, slots=True)
class JarShelf:
    """What each of them does."""

    page: OwnPage
    jar: Jar
    relays: Relays
    clock: Callable[[], datetime]

    def act(self, guest: Guest, visit: Visit) -> Reply:
        which = visit.field("which")
        words = self.jar.one(guest.couple.id, which)
        if words is None or words.author != guest.session.partner:
            return self.page.done("jar_gone")
        acts = {
            "tell": self._tell,
            "release": self._release,
            "private": self._private,
            "delete": self._delete,
        }
        act = acts.get(visit.field("do"))
        return act(guest, words) if act else self.page.show(guest)

    def _tell(self, guest: Guest, words: Appreciation) -> Reply:
        key, now = guest.session.partner, self.clock()
        outcome = self.relays.pass_on(guest.couple, key, words.id, now)
        if outcome == "danger":
            return self.page.listeners()
        return self.page.done("passed" if words.passed else SAID_OF[outcome])

    def _release(self, guest: Guest, words: Appreciation) -> Reply:
        key = guest.session.partner
        if parse(words.text).meaning == "danger":  # never printed, whoever says so
            self.jar.remove(guest.couple.id, key, words.id)
            return self.page.listeners()
        if guest.couple.solo:
            self.jar.set_state(guest.couple.id, key, words.id, "kept")
            return self.page.done("jar_kept")
        done = self.jar.set_state(guest.couple.id, key, words.id, "waiting")
        return self.page.done("released" if done else "jar_gone")

    def _private(self, guest: Guest, words: Appreciation) -> Reply:
        if words.passed:
            return self.page.done("passed")
        done = self.jar.set_state(guest.couple.id, guest.session.partner, words.id, "kept")
        return self.page.done("private" if done else "jar_gone")

    def _delete(self, guest: Guest, words: Appreciation) -> Reply:
        key, now = guest.session.partner, self.clock()
        self.relays.take_back(guest.couple, key, words.id, now, heard=True)
        return self.page.done("deleted")
