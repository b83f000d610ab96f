"""Everything somebody can change on their own page. Needs a session and its CSRF token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chalicelib.couples.preferences import Gone
from chalicelib.pages.me_save import present
from chalicelib.pages.me_view import open_invitation
from chalicelib.pages.own_page import SAID
from chalicelib.pages.web import Reply
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from chalicelib.couples.confirm import Confirmations
    from chalicelib.couples.links import Links
    from chalicelib.couples.model import Couple, Partner
    from chalicelib.couples.preferences import Preferences
    from chalicelib.pages.arrive import Arrivals
    from chalicelib.pages.leave import Leaving
    from chalicelib.pages.me_leave import LeavePage
    from chalicelib.pages.me_liking import Liking
    from chalicelib.pages.me_save import Saving
    from chalicelib.pages.me_sessions import Ending
    from chalicelib.pages.me_topic import ParkedTopic
    from chalicelib.pages.me_trying import TryingOut
    from chalicelib.pages.own_page import AtHome, OwnPage
    from chalicelib.pages.session import Sessions
    from chalicelib.pages.step_up import StepUp
    from chalicelib.pages.web import Visit
    from chalicelib.settings import Settings


@dataclass(frozen=True, slots=True)
class Manage:
    """GET and POST of /me."""

    settings: Settings
    page: OwnPage
    arrivals: Arrivals
    leaving: Leaving
    saving: Saving
    topic: ParkedTopic
    liking: Liking
    step_up: StepUp
    leave: LeavePage
    confirmations: Confirmations
    preferences: Preferences
    links: Links
    ending: Ending
    trying: TryingOut
    sessions: Sessions
    clock: Callable[[], datetime]

    def me(self, visit: Visit) -> Reply:
        guest = self.page.at_home(visit)
        if guest is None:
            return self.page.to_the_door()
        if visit.method != "POST":
            return self.page.show(guest, said=SAID.get(visit.query.get("said", ""), ""))
        if not self.sessions.csrf_holds(guest.session, visit.field("csrf")):
            return self.page.too_old()
        act = self._actions().get(visit.field("action"))
        if act is None:
            return self.page.show(guest)
        try:
            return act(guest, visit)
        except Gone:  # erased or turned away since we looked
            return self.page.to_the_door()

    def _actions(self) -> Mapping[str, Callable[[AtHome, Visit], Reply]]:
        return {
            "preferences": self._save,
            "preview": self.trying.show,
            "zones": self.trying.zones,
            "add_contact": self._add_contact,
            "stop_contact": self._stop_contact,
            "invite": self._invite,
            "take_back_link": self._take_back_link,
            "confirm_partner": self._admit,
            "reject_partner": self._turn_away,
            "pause": self._pause,
            "resume": self._resume,
            "less_like": self.liking.less,
            "bring_back": self.liking.back,
            "step_up": self.step_up.ask,
            "stop_rhythm": self.leave.stop_rhythm,
            "stop_all": self.leave.stop_all,
            "leave": self.leave.leave,
            "topic": self.topic.park,
            "untopic": self.topic.take_back,
            "sign_out": self.ending.here,
            "sign_out_everywhere": self.ending.everywhere,
        }

    def _save(self, guest: AtHome, visit: Visit) -> Reply:
        from chalicelib.pages.me_form import PreferencesForm, typed

        form = PreferencesForm(visit.form, guest.partner, self._today(guest))
        if not form.validate():
            return self.page.show(guest, errors=form.first_errors(), values=typed(visit.form))
        self.saving.save(guest.session, form, visit.ip)
        return self.page.done("saved")

    def _add_contact(self, guest: AtHome, visit: Visit) -> Reply:
        from chalicelib.pages.me_form import typed

        if not self.step_up.holds(guest):
            return self.step_up.no()
        key = guest.session.partner
        asked = self.arrivals.add_contact(visit, guest.couple.id, key)
        if isinstance(asked, Reply):
            return asked
        return self.page.show(guest, errors=asked, values=typed(visit.form))

    def _stop_contact(self, guest: AtHome, visit: Visit) -> Reply:
        channel = visit.field("channel")
        if channel != "sms" and not self.step_up.holds(guest):
            return self.step_up.no()
        contact = next((c for c in guest.partner.contacts if c.channel == channel), None)
        if contact is not None:
            act = "their page"
            self.leaving.stop(guest.couple.id, guest.session.partner, contact.channel, act)
        return self.page.done("stopped")

    def _invite(self, guest: AtHome, visit: Visit) -> Reply:
        """The link that is out, shown again; or a new one."""
        del visit
        if not guest.partner.admitted or guest.couple.vacant is None:
            return self.page.show(guest)
        out = open_invitation(guest.couple, self._today(guest))
        link_id = out.id if out else self.arrivals.signup.invite(guest.couple.id, self.clock()).id
        url = f"{self.settings.public_url}/join/{self.links.token_of(link_id)}"
        return self.page.show(guest, invite_url=url)

    def _take_back_link(self, guest: AtHome, visit: Visit) -> Reply:
        del visit
        if guest.partner.admitted:
            self.arrivals.signup.take_back(guest.couple.id, self.clock())
        return self.page.done("link_back")

    def _admit(self, guest: AtHome, visit: Visit) -> Reply:
        del visit
        if guest.partner.admitted:
            self.confirmations.admit(guest.couple.id, self.clock())
        return self.page.done("joined")

    def _turn_away(self, guest: AtHome, visit: Visit) -> Reply:
        del visit
        waiting = guest.couple.waiting
        if guest.partner.admitted and waiting:
            self.leave.turn_away(self.confirmations, guest.couple.id, waiting[0])
        return self.page.done("turned")

    def _pause(self, guest: AtHome, visit: Visit) -> Reply:
        from chalicelib.pages.me_form import typed
        from chalicelib.pages.pause_form import PauseForm

        form = PauseForm(visit.form, self._today(guest))
        if not form.validate():
            errors = {"until": str(form.until.errors[0])}
            return self.page.show(guest, errors=errors, values=typed(visit.form))
        until = form.until.data.isoformat() if form.until.data else None
        self._edit(guest, lambda one: replace(one, paused=True, paused_until=until))
        return self.page.done("paused")

    def _resume(self, guest: AtHome, visit: Visit) -> Reply:
        del visit
        self._edit(guest, lambda one: replace(one, paused=False, paused_until=None))
        return self.page.done("resumed")

    def _today(self, guest: AtHome) -> date:
        return local_date(self.clock(), guest.partner.zone)

    def _edit(self, guest: AtHome, change: Callable[[Partner], Partner]) -> None:
        session = guest.session

        def whole(couple: Couple) -> Couple:
            return couple.with_partner(session.partner, change(present(session, couple)))

        self.preferences.edit(session.couple_id, whole, self.clock())
