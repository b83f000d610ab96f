"""Stopping, turning away and being erased, from one's own page: asked plainly, done at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.couples.erased import mark_of
from chalicelib.couples.joining import inherited
from chalicelib.couples.model import RHYTHMS
from chalicelib.pages.web import Reply, redirect

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.confirm import Confirmations
    from chalicelib.couples.departure import Departures
    from chalicelib.couples.model import Partner, PartnerKey
    from chalicelib.pages.leave import Leaving
    from chalicelib.pages.own_page import AtHome, Guest, OwnPage
    from chalicelib.pages.step_up import StepUp
    from chalicelib.pages.web import Visit
    from chalicelib.table import Write

ASK = "Please tick that you are sure: it cannot be undone."
ACT_ALL = "their page: stop everything"


@dataclass(frozen=True, slots=True)
class LeavePage:
    """The actions, and the page that asks before the last of them."""

    page: OwnPage
    step_up: StepUp
    leaving: Leaving
    departures: Departures
    clock: Callable[[], datetime]

    def ask(self, visit: Visit) -> Reply:
        """GET of /erase: what goes, what stays, a tick and a button."""
        guest = self.page.guest(visit)
        if guest is None:
            return redirect(f"{self.page.settings.base_path}/link")
        return self._asked(guest) if self.step_up.holds(guest) else self.step_up.no()

    def leave(self, guest: Guest, visit: Visit) -> Reply:
        """Sending stops with the first write; the rest goes on if this request dies."""
        if not self.step_up.holds(guest):
            return self.step_up.no()
        if visit.field("sure") != "on":
            return self._asked(guest, ASK)
        self.departures.leave(guest.couple.id, guest.session.partner, self.clock())
        page = self.page.renderer.page("erased")
        return Reply(page, headers=self.page.sessions.closed())

    def turn_away(self, confirmations: Confirmations, couple_id: str, key: PartnerKey) -> None:
        """Whoever waited there is somebody else: what they wrote is not for who joins next."""
        now = self.clock()

        def mark(place: PartnerKey, person: Partner) -> list[Write]:
            return [mark_of(couple_id, place, person.generation, now)]

        confirmations.turn_away(couple_id, now, mark)
        self.departures.erasure.go_on(couple_id, key)

    def stop_rhythm(self, guest: AtHome, visit: Visit) -> Reply:
        """One of the two rhythms: what is queued of it is not sent either."""
        which = next((one for one in RHYTHMS if one == visit.field("rhythm")), None)
        if which is None:
            return self.page.show(guest)
        self.leaving.stop_rhythm(guest.couple.id, guest.session.partner, which)
        return self.page.done(f"no_{which}")

    def stop_all(self, guest: Guest, visit: Visit) -> Reply:
        """Every address of theirs; a session by text stops the texts alone."""
        del visit
        everything = self.step_up.holds(guest)
        for contact in guest.partner.contacts:
            if everything or contact.channel == "sms":
                key = guest.session.partner
                self.leaving.stop(guest.couple.id, key, contact.channel, ACT_ALL)
        return self.page.done("all_stopped" if everything else "stopped")

    def _asked(self, guest: Guest, error: str = "") -> Reply:
        other = guest.couple.other(guest.session.partner)
        page = self.page.renderer.page(
            "erase",
            csrf=self.page.sessions.csrf(guest.session),
            partner=other.name if other else "",
            mailbox=any(
                inherited(guest.couple, guest.session.partner, one)
                for one in guest.partner.contacts
            ),
            error=error,
        )
        return Reply(page)
