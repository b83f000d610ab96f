"""Saying on one's own page that a note did not suit, or may come again. Nobody else is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.pages.me_lately import with_less_like
from chalicelib.pages.me_save import present
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.model import Couple, Disliked, Partner
    from chalicelib.couples.preferences import Preferences
    from chalicelib.pages.own_page import AtHome, OwnPage
    from chalicelib.pages.web import Reply, Visit


@dataclass(frozen=True, slots=True)
class Liking:
    """The two buttons beside what came lately."""

    page: OwnPage
    preferences: Preferences
    clock: Callable[[], datetime]

    def less(self, guest: AtHome, visit: Visit) -> Reply:
        """Only of a note that came to them: an id that somebody made up does nothing."""
        came = {note["id"] for note in self.page.lately(guest)["notes"]}
        wanted = visit.field("item")
        item = self.page.find(wanted) if wanted in came else None
        if item is None:
            return self.page.show(guest)
        today = local_date(self.clock(), guest.partner.zone)
        self._edit(guest, lambda partner: with_less_like(partner, item, today))
        return self.page.done("less")

    def back(self, guest: AtHome, visit: Visit) -> Reply:
        gone = visit.field("item")
        self._edit(
            guest, lambda partner: tuple(one for one in partner.disliked if one.item != gone)
        )
        return self.page.done("back")

    def _edit(self, guest: AtHome, less: Callable[[Partner], tuple[Disliked, ...]]) -> None:
        session = guest.session

        def change(couple: Couple) -> Couple:
            partner = present(session, couple)
            changed = replace(partner, disliked=less(partner))
            return couple.with_partner(session.partner, changed)

        self.preferences.edit(session.couple_id, change, self.clock())
