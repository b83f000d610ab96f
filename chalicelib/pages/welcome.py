"""The page after the tap: a few optional taps, what will come, and the first question.

Only the session with which somebody arrives sees it. It is linked from nowhere, so it is shown
once and asks nothing again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from chalicelib.couples.preferences import Gone
from chalicelib.couples.signup import Agreed
from chalicelib.pages import wording
from chalicelib.pages.me_children import children_from
from chalicelib.pages.me_save import present
from chalicelib.pages.me_view import open_invitation
from chalicelib.pages.own_page import NEXT_DAYS
from chalicelib.pages.web import Reply, redirect
from chalicelib.pages.welcome_view import as_if_in, missing, to_forward, welcome_view
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.links import Links
    from chalicelib.couples.model import Couple
    from chalicelib.couples.preferences import Preferences
    from chalicelib.pages.arrive import Arrivals
    from chalicelib.pages.one_look import Upcoming
    from chalicelib.pages.own_page import Guest, OwnPage
    from chalicelib.pages.web import Visit
    from chalicelib.pages.welcome_form import WelcomeForm

PAGE = "/welcome"
SAID: Mapping[str, str] = {
    "saved": "Saved. This is what comes now.",
    "asked": "Saved. Tap the link that we just sent to your other address, and it counts.",
}


@dataclass(frozen=True, slots=True)
class Welcome:
    """GET and POST of /welcome. `upcoming`: for somebody to whom nothing has come yet."""

    page: OwnPage
    arrivals: Arrivals
    preferences: Preferences
    links: Links
    upcoming: Upcoming

    def welcome(self, visit: Visit) -> Reply:
        from chalicelib.pages.welcome_form import WelcomeForm

        guest = self.page.guest(visit)
        if guest is None or guest.session.by != "arrival":
            return redirect(self._at("/me" if guest else "/link"))
        wanted = missing(guest.partner, self.page.settings.channels)
        posted = visit.method == "POST"
        form = WelcomeForm(visit.form if posted else None, self.page.settings, wanted)
        if not posted:
            return self._show(guest, form, SAID.get(visit.query.get("said", ""), ""))
        if not self.page.sessions.csrf_holds(guest.session, visit.field("csrf")):
            return self.page.too_old()
        try:
            return self._act(guest, form, visit)
        except Gone:  # turned away since we looked
            return redirect(self._at("/link"))

    def _act(self, guest: Guest, form: WelcomeForm, visit: Visit) -> Reply:
        """Either button sends all: what was typed under one is not lost by pressing the other."""
        from chalicelib.replies.written import judged  # what reads words is not for every page

        if judged(form.words.data or "") == "danger":  # nothing of it is kept, nor shown again
            return self.page.listeners()
        if not form.validate():
            return self._show(guest, form)
        self._prefer(guest, form)
        refused = self._ask(guest, form, visit)
        if refused is not None:
            return refused
        if (form.words.data or "").strip():
            return self._keep(guest, form)
        return redirect(self._at(f"{PAGE}?said={'asked' if form.contact else 'saved'}"))

    def _prefer(self, guest: Guest, form: WelcomeForm) -> None:
        session, now = guest.session, self.page.clock()
        if not form.stage.data and form.kids_down.data in {"", None, guest.partner.kids_down}:
            return

        def change(couple: Couple) -> Couple:
            person = present(session, couple)
            if form.stage.data:
                today = local_date(now, person.zone)
                children = children_from([form.stage.data], [], person, today)
                person = replace(person, children=children)
            if form.kids_down.data:
                person = replace(person, kids_down=form.kids_down.data)
            return couple.with_partner(session.partner, person)

        self.preferences.edit(session.couple_id, change, now)

    def _ask(self, guest: Guest, form: WelcomeForm, visit: Visit) -> Reply | None:
        """Ask the other address to confirm itself, as any; a reply only if that may not be now."""
        asking, now, contact = self.arrivals.asking, self.page.clock(), form.contact
        if contact is None:
            return None
        if not asking.may_ask(visit, contact, now):
            return asking.too_many()
        if contact.channel == "sms":
            agreed = asking.agreed_to_texts(visit, PAGE)
        else:
            agreed = Agreed(wording.EMAIL_TOO_VERSION, visit.ip, PAGE, wording.EMAIL_TOO)
        key = guest.session.partner
        link = self.arrivals.signup.ask_contact(guest.couple.id, key, contact, agreed, now)
        asking.to_confirm(link, key, now)
        return None

    def _keep(self, guest: Guest, form: WelcomeForm) -> Reply:
        from chalicelib.replies.written import in_one_line, keep_written

        session, words = guest.session, in_one_line(form.words.data)
        since = datetime.fromtimestamp(session.opened, UTC)
        now, jar = self.page.clock(), self.page.jar
        state = keep_written(jar, guest.couple, session.partner, words, since, now)
        out = open_invitation(guest.couple, local_date(now, guest.partner.zone))
        url = self._at_join(self.links.token_of(out.id)) if out else ""
        page = self.page.renderer.page(
            "welcome_words",
            words=words,
            message=to_forward(words, url) if state != "held" else "",
            asked=form.contact is not None,
        )
        return Reply(page)

    def _show(self, guest: Guest, form: WelcomeForm, said: str = "") -> Reply:
        couple, key = as_if_in(guest.couple), guest.session.partner
        entries = self.page.couples.due_entries(couple.id)
        coming = self.upcoming(couple, key, self.page.clock(), NEXT_DAYS, entries)
        settings = self.page.settings
        page = self.page.renderer.page(
            "welcome",
            **welcome_view(guest.couple, key, guest.partner, coming),
            **_typed(form, guest),
            wanted=missing(guest.partner, settings.channels),
            csrf=self.page.sessions.csrf(guest.session),
            said=said,
            errors=form.wrong(),
            sms_consent=wording.SMS_CONSENT,
            sms_terms=wording.sms_terms(settings),
            email_too=wording.EMAIL_TOO,
        )
        return Reply(page)

    def _at(self, path: str) -> str:
        return f"{self.page.settings.base_path}{path}"

    def _at_join(self, token: str) -> str:
        return f"{self.page.settings.public_url}/join/{token}"


def _typed(form: WelcomeForm, guest: Guest) -> dict[str, Any]:
    """What stands in the fields."""
    values = {name: form[name].data or "" for name in ("stage", "kids_down", "address", "words")}
    values["kids_down"] = values["kids_down"] or guest.partner.kids_down
    return {"values": values, "texts_ticked": bool(form.sms_consent.data)}
