"""Trying out: what the next two weeks would bring with what is on the form. It changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.pages.me_save import chosen
from chalicelib.pages.own_page import ZONES
from chalicelib.pages.web import Reply
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.pages.me_form import PreferencesForm
    from chalicelib.pages.own_page import AtHome, OwnPage
    from chalicelib.pages.web import Visit

REGION = "region"  # what page.js asks for: the preview alone, to put in its place


@dataclass(frozen=True, slots=True)
class TryingOut:
    """The button "Show me my two weeks", which page.js presses by itself."""

    page: OwnPage

    def show(self, guest: AtHome, visit: Visit) -> Reply:
        """The page as it stands with what was typed, saved nowhere."""
        from chalicelib.pages.me_form import PreferencesForm, typed

        today = local_date(self.page.clock(), guest.partner.zone)
        form = PreferencesForm(visit.form, guest.partner, today)
        couple = self._as_chosen(guest, form) if form.validate() else None
        if visit.field("part") == REGION:
            return self._region(guest, form, couple)
        values, errors = typed(visit.form), form.first_errors()
        return self.page.show(guest, errors=errors, values=values, preview=couple)

    def zones(self, guest: AtHome, visit: Visit) -> Reply:
        """The same form with all time zones to choose from."""
        from chalicelib.pages.me_form import typed

        return self.page.show(guest, values=typed(visit.form), more=ZONES)

    def _as_chosen(self, guest: AtHome, form: PreferencesForm) -> Couple:
        there = local_date(self.page.clock(), form.zone.data)
        return chosen(form, guest.couple, guest.session.partner, guest.partner, there)

    def _region(self, guest: AtHome, form: PreferencesForm, couple: Couple | None) -> Reply:
        """Only the part that changes. What cannot be is said in one sentence, and not marked."""
        if couple is None:
            preview = {"upcoming": [], "notes": [], "problems": [*form.first_errors().values()][:1]}
        else:
            preview = self.page.ahead(guest, couple)
        return Reply(self.page.renderer.page("me/preview", preview=preview))
