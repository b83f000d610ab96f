"""Signing out: here, which forgets the cookie; or everywhere, which ends whatever was opened."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.couples.own_links import end_own
from chalicelib.pages.me_save import present
from chalicelib.pages.web import Reply, redirect
from chalicelib.table import StoreUnavailable, Throttled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.links import Links
    from chalicelib.couples.model import Couple
    from chalicelib.couples.preferences import Preferences
    from chalicelib.pages.own_page import Guest, OwnPage
    from chalicelib.pages.web import Visit


@dataclass(frozen=True, slots=True)
class Ending:
    """Any session may do both: whoever holds a phone that was found cannot lock its owner out."""

    page: OwnPage
    preferences: Preferences
    links: Links
    clock: Callable[[], datetime]

    def here(self, guest: Guest, visit: Visit) -> Reply:
        """The cookie goes; a copy of it would last out its two hours, as everywhere() says."""
        del visit, guest
        return redirect(f"{self.page.settings.base_path}/", self.page.sessions.closed())

    def everywhere(self, guest: Guest, visit: Visit) -> Reply:
        """All sessions end, this one too, and all links to the page, to addresses and agendas.

        So does a wait that somebody may have begun on a phone of theirs (step_up). The number is
        one that no session had before: versions only rise, and each generation was one.

        With that they open nothing, and a message of the same week names another address. That
        their rows go, too, is tidiness: what stays of them ends by TTL.
        """
        del visit
        session = guest.session

        def change(couple: Couple) -> Couple:
            partner = present(session, couple)
            ended = replace(partner, generation=couple.version, unlocked_from=None)
            return couple.with_partner(session.partner, ended)

        self.preferences.edit(session.couple_id, change, self.clock())
        with suppress(Throttled, StoreUnavailable):
            end_own(self.links, session.couple_id, session.partner, session.generation)
        page = self.page.renderer.page(
            "message",
            title="Signed out everywhere",
            text="On this phone, too. Links that we sent before open nothing any more. What you "
            "chose stays as it is, and notes go on.",
            link={"url": f"{self.page.settings.base_path}/link", "label": "Send me a fresh link"},
        )
        return Reply(page, headers=self.page.sessions.closed())
