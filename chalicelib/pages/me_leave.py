"""Leaving on one's own page: a tick and a button, and it is done at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.pages.web import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.departure import Departures
    from chalicelib.pages.own_page import Guest, OwnPage
    from chalicelib.pages.step_up import StepUp
    from chalicelib.pages.web import Visit

ASK = "Please tick that you are sure: it cannot be undone."


@dataclass(frozen=True, slots=True)
class LeavePage:
    """The action."""

    page: OwnPage
    step_up: StepUp
    departures: Departures
    clock: Callable[[], datetime]

    def leave(self, guest: Guest, visit: Visit) -> Reply:
        if not self.step_up.holds(guest):
            return self.step_up.no()
        if visit.field("sure") != "on":
            return self.page.show(guest, errors={"sure": ASK})
        self.departures.leave(guest.couple.id, guest.session.partner, self.clock())
        page = self.page.renderer.page(
            "message",
            title="You have left",
            text="What you wrote is deleted, and your addresses are forgotten. Nobody was written "
            "to about it. All the best to you.",
        )
        return Reply(page, headers=self.page.sessions.closed())
