"""A person's own page: what comes next, and everything they can change. Needs a session."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.pages.me_view import invitation, view
from chalicelib.pages.session import COOKIE, Session
from chalicelib.pages.web import Reply, redirect
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.links import Links
    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.store import Couples
    from chalicelib.pages.arrive import Arrivals
    from chalicelib.pages.leave import Leaving
    from chalicelib.pages.me_view import Coming
    from chalicelib.pages.session import Sessions
    from chalicelib.pages.web import Visit
    from chalicelib.replies.jar import Jar
    from chalicelib.table import Item

FORBIDDEN = 403
NEXT_DAYS = 14
SAID = {
    "saved": "Saved. What comes next is below.",
    "stopped": "Stopped. Nothing more goes there.",
    "joined": "Good. From now on it is the two of you.",
    "turned": "Gone. They are not told.",
    "paused": "Paused. There will be nothing to catch up on.",
    "resumed": "Welcome back. It goes on as it was.",
}


class Upcoming(Protocol):
    """What will come to a partner, from the code that plans it."""

    def __call__(
        self,
        couple: Couple,
        key: PartnerKey,
        now: datetime,
        days: int,
        entries: Sequence[Item],
    ) -> Sequence[Coming]: ...


@dataclass(frozen=True, slots=True)
class Guest:
    """Whoever has a session that holds."""

    session: Session
    couple: Couple
    partner: Partner


@dataclass(frozen=True, slots=True)
class Manage:
    """GET and POST of /me."""

    renderer: Renderer
    arrivals: Arrivals
    leaving: Leaving
    preferences: Preferences
    couples: Couples
    links: Links
    jar: Jar
    sessions: Sessions
    upcoming: Upcoming
    clock: Callable[[], datetime]

    def me(self, visit: Visit) -> Reply:
        guest = self._guest(visit)
        if guest is None:
            return redirect(f"{self.arrivals.settings.base_path}/link")
        if visit.method != "POST":
            return self._show(guest, said=SAID.get(visit.query.get("said", ""), ""))
        if not self.sessions.csrf_holds(guest.session, visit.field("csrf")):
            page = self.renderer.page(
                "message",
                title="That page was too old",
                text="Nothing was changed. Please open your page again and repeat it.",
            )
            return Reply(page, FORBIDDEN)
        act = self._actions().get(visit.field("action"))
        return act(guest, visit) if act else self._show(guest)

    def _actions(self) -> Mapping[str, Callable[[Guest, Visit], Reply]]:
        return {
            "preferences": self._save,
            "add_contact": self._add_contact,
            "stop_contact": self._stop_contact,
            "invite": self._invite,
            "confirm_partner": self._admit,
            "reject_partner": self._turn_away,
            "pause": self._pause,
            "resume": self._resume,
            "sign_out": self._sign_out,
        }

    def _save(self, guest: Guest, visit: Visit) -> Reply:
        from chalicelib.pages.me_form import PreferencesForm, typed

        form = PreferencesForm(visit.form, guest.partner)
        if not form.validate():
            return self._show(guest, errors=form.first_errors(), values=typed(visit.form))
        key = guest.session.partner
        self.preferences.edit(guest.couple.id, lambda one: form.applied(one, key), self.clock())
        return self._done("saved")

    def _add_contact(self, guest: Guest, visit: Visit) -> Reply:
        from chalicelib.pages.me_form import typed

        key = guest.session.partner
        asked = self.arrivals.add_contact(visit, guest.couple.id, key)
        if isinstance(asked, Reply):
            return asked
        return self._show(guest, errors=asked, values=typed(visit.form))

    def _stop_contact(self, guest: Guest, visit: Visit) -> Reply:
        channel = visit.field("channel")
        contact = next((c for c in guest.partner.contacts if c.channel == channel), None)
        if contact is not None:
            act = "their page"
            self.leaving.stop(guest.couple.id, guest.session.partner, contact.channel, act)
        return self._done("stopped")

    def _invite(self, guest: Guest, visit: Visit) -> Reply:
        del visit
        if guest.session.partner != "a" or guest.couple.b is not None:
            return self._show(guest)
        link = self.arrivals.signup.invite(guest.couple.id, self.clock())
        url = f"{self.arrivals.settings.public_url}/join/{self.links.token(link)}"
        return self._show(guest, invite_url=url)

    def _admit(self, guest: Guest, visit: Visit) -> Reply:
        del visit
        if guest.session.partner == "a":
            self.arrivals.signup.admit(guest.couple.id, self.clock())
        return self._done("joined")

    def _turn_away(self, guest: Guest, visit: Visit) -> Reply:
        del visit
        if guest.session.partner == "a":
            self.arrivals.signup.turn_away(guest.couple.id, self.clock())
        return self._done("turned")

    def _pause(self, guest: Guest, visit: Visit) -> Reply:
        from chalicelib.pages.me_form import PauseForm, typed

        form = PauseForm(visit.form, local_date(self.clock(), guest.partner.zone))
        if not form.validate():
            errors = {"until": str(form.until.errors[0])}
            return self._show(guest, errors=errors, values=typed(visit.form))
        until = form.until.data.isoformat() if form.until.data else None
        self._edit(guest, lambda one: replace(one, paused=True, paused_until=until))
        return self._done("paused")

    def _resume(self, guest: Guest, visit: Visit) -> Reply:
        del visit
        self._edit(guest, lambda one: replace(one, paused=False, paused_until=None))
        return self._done("resumed")

    def _sign_out(self, guest: Guest, visit: Visit) -> Reply:
        del visit, guest
        return redirect(f"{self.arrivals.settings.base_path}/", self.sessions.closed())

    def _edit(self, guest: Guest, change: Callable[[Partner], Partner]) -> None:
        key = guest.session.partner

        def whole(couple: Couple) -> Couple:
            return couple.with_partner(key, change(couple.partner(key) or guest.partner))

        self.preferences.edit(guest.couple.id, whole, self.clock())

    def _guest(self, visit: Visit) -> Guest | None:
        session = self.sessions.read(visit.cookie_value(COOKIE), self.clock())
        couple = self.couples.get(session.couple_id, consistent=True) if session else None
        partner = session.person(couple) if session and couple else None
        if session is None or couple is None or partner is None:
            return None
        return Guest(session, couple, partner)

    def _show(
        self,
        guest: Guest,
        *,
        said: str = "",
        errors: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        invite_url: str = "",
    ) -> Reply:
        from chalicelib.pages.forms import ConsentForm, sms_terms, zones

        couple, key, partner = guest.couple, guest.session.partner, guest.partner
        settings = self.arrivals.settings
        now = self.clock()
        entries = self.couples.due_entries(couple.id)
        coming = self.upcoming(couple, key, now, NEXT_DAYS, entries)
        words = self.jar.by(couple.id, key)
        context = view(couple, key, partner, coming, words, local_date(now, partner.zone))
        page = self.renderer.page(
            "me",
            **context,
            csrf=self.sessions.csrf(guest.session),
            saved=said,
            errors=errors or {},
            values=values or {},
            zones=zones(),
            invite_url=invite_url,
            invite_text=invitation(partner.name, invite_url) if invite_url else "",
            labels={field.name: field.label.text for field in ConsentForm(None, settings)},
            sms_terms=sms_terms(settings),
        )
        return Reply(page)

    def _done(self, said: str) -> Reply:
        """After a POST the page is fetched anew: a reload repeats nothing."""
        return redirect(f"{self.arrivals.settings.base_path}/me?said={said}")
