"""One's own words in the jar, a page of their own: each with its buttons, and only its author has
them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.couples.preferences import Gone
from chalicelib.pages.me_shelf import page_of, shelf
from chalicelib.pages.web import Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.pages.own_page import Guest, OwnPage
    from chalicelib.pages.web import Visit
    from chalicelib.replies.jar import Appreciation, Jar
    from chalicelib.replies.relays import Passed, Relays

PAGE = "/jar"
SAID = {
    "passed": "On its way, in your words, when it suits there; or read out at the check-in.",
    "enough": "Three were passed on today. This one waits for the check-in.",
    "unfit": "That one is better heard with you there. It waits for the check-in.",
    "released": "Good. It is for the check-in now.",
    "private": "Yours alone, then.",
    "deleted": "Gone.",
    "kept": "Kept, just for you.",
    "gone": "That one is not here any more, or was heard.",
}
SAID_OF: Mapping[Passed, str] = {
    "passed": "passed",
    "enough": "enough",
    "gone": "gone",
    "danger": "gone",
    "unfit": "unfit",
    "solo": "gone",
}


@dataclass(frozen=True, slots=True)
class JarPage:
    """GET and POST of /jar. Needs a session; its buttons, its CSRF token."""

    page: OwnPage
    jar: Jar
    relays: Relays
    clock: Callable[[], datetime]

    def jar_of(self, visit: Visit) -> Reply:
        """What somebody wrote, a few at a time, the newest first."""
        guest = self.page.guest(visit)
        if guest is None:
            return self.page.to_the_door()
        if visit.method != "POST":
            return self._show(guest, visit)
        if not self.page.sessions.csrf_holds(guest.session, visit.field("csrf")):
            return self.page.too_old()
        try:
            return self._act(guest, visit)
        except Gone:  # erased or turned away since we looked
            return self.page.to_the_door()

    def _show(self, guest: Guest, visit: Visit) -> Reply:
        words, beside = page_of(
            self.jar.by(guest.couple.id, guest.session.partner), visit.number("page")
        )
        page = self.page.renderer.page(
            "jar",
            words=[shelf(guest.couple, one, guest.partner.zone) for one in words],
            pages=beside,
            by_text=guest.partner.reachable("sms"),
            said=SAID.get(visit.query.get("said", ""), ""),
            csrf=self.page.sessions.csrf(guest.session),
        )
        return Reply(page)

    def _act(self, guest: Guest, visit: Visit) -> Reply:
        words = self.jar.one(guest.couple.id, visit.field("which"))
        if words is None or words.author != guest.session.partner:
            return self._done("gone")
        acts = {
            "tell": self._tell,
            "release": self._release,
            "private": self._private,
            "delete": self._delete,
        }
        act = acts.get(visit.field("do"))
        return act(guest, words) if act else self._show(guest, visit)

    def _tell(self, guest: Guest, words: Appreciation) -> Reply:
        key, now = guest.session.partner, self.clock()
        outcome = self.relays.pass_on(guest.couple, key, words.id, now)
        if outcome == "danger":
            return self.page.listeners()
        return self._done("passed" if words.passed else SAID_OF[outcome])

    def _release(self, guest: Guest, words: Appreciation) -> Reply:
        from chalicelib.replies.parse import parse

        key = guest.session.partner
        if parse(words.text).meaning == "danger":  # never printed, whoever says so
            self.jar.remove(guest.couple.id, key, words.id)
            return self.page.listeners()
        if guest.couple.solo:
            self.jar.set_state(guest.couple.id, key, words.id, "kept")
            return self._done("kept")
        done = self.jar.set_state(guest.couple.id, key, words.id, "waiting")
        return self._done("released" if done else "gone")

    def _private(self, guest: Guest, words: Appreciation) -> Reply:
        if words.passed:
            return self._done("passed")
        done = self.jar.set_state(guest.couple.id, guest.session.partner, words.id, "kept")
        return self._done("private" if done else "gone")

    def _delete(self, guest: Guest, words: Appreciation) -> Reply:
        key, now = guest.session.partner, self.clock()
        self.relays.take_back(guest.couple, key, words.id, now, heard=True)
        return self._done("deleted")

    def _done(self, said: str) -> Reply:
        return self.page.done(said, PAGE)
