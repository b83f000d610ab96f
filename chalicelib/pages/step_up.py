"""What a session that a text opened cannot do: change where things come, or leave.

A phone can be stolen, and a number given to somebody else. So that needs a session by email; or,
for who has the phone alone, a wait of two days of which the phone is told at once (ADR 10).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.contacts import Owner
from chalicelib.delivery.model import Notice
from chalicelib.pages.me_save import present
from chalicelib.pages.step import OPEN_FOR, may_change, opens
from chalicelib.replies.offers import Offer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.model import Couple
    from chalicelib.couples.preferences import Preferences
    from chalicelib.delivery.queue import NoticeQueue
    from chalicelib.limits import Limits
    from chalicelib.pages.asking import Asking
    from chalicelib.pages.own_page import AtHome, Guest, OwnPage
    from chalicelib.pages.web import Reply, Visit
    from chalicelib.replies.store import Inbox

WAIT = timedelta(hours=48)
UNLOCKING = "unlocking"


@dataclass(frozen=True, slots=True)
class StepUp:
    """Guards, and the way past them."""

    page: OwnPage
    asking: Asking
    preferences: Preferences
    inbox: Inbox
    queue: NoticeQueue
    limits: Limits
    clock: Callable[[], datetime]

    def holds(self, guest: Guest) -> bool:
        """Whether this session may change where things come."""
        return may_change(guest.session, guest.partner, self.clock())

    def no(self) -> Reply:
        return self.page.done("step_up")

    def ask(self, guest: AtHome, visit: Visit) -> Reply:
        """By email at once; with the phone alone, after a wait that the phone is told of."""
        del visit
        now, partner = self.clock(), guest.partner
        email = partner.contact("email")
        if self.holds(guest):
            return self.page.show(guest)
        if email is not None and partner.own("email"):
            who = self.page.sessions.csrf(guest.session)[-16:]
            if self.limits.allow(f"step-{who}", 3, WAIT, now):
                owner = Owner("confirmed", guest.couple.id, guest.session.partner)
                self.asking.send_link(owner, email, now)
            return self.asking.check_inbox(email)
        at = opens(partner)
        if at is None or now >= at + OPEN_FOR:
            self._begin(guest, now)
        return self.page.done("waiting")

    def _begin(self, guest: Guest, now: datetime) -> None:
        session, at = guest.session, (now + WAIT).isoformat()

        def change(couple: Couple) -> Couple:
            person = replace(present(session, couple), unlocked_from=at)
            return couple.with_partner(session.partner, person)

        self.preferences.edit(session.couple_id, change, now)
        offer = Offer("nothing", {"0": "lock"}, {"until": (now + WAIT + OPEN_FOR).isoformat()})
        self.inbox.offer(session.couple_id, session.partner, offer, now, UNLOCKING)
        pk = keys.couple_pk(session.couple_id)
        until = now + WAIT - timedelta(hours=1)
        self.queue.put_notice(Notice(pk, session.partner, UNLOCKING, at, until))
