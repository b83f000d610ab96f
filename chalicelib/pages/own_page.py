"""A person's own page: who is at the door, what it shows, and where a change leads back to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.dates import A_YEAR
from chalicelib.couples.together import date_sks, due_sks
from chalicelib.couples.topics import LONGEST, sharing
from chalicelib.pages.me_lately import lately
from chalicelib.pages.me_view import invitation, previewed, view
from chalicelib.pages.step import step
from chalicelib.pages.web import Reply, redirect
from chalicelib.pages.wording import COMFORTS, LATE_TEXTS, LOCK_SCREEN, RELAYS, sms_terms
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.content.model import Item as ContentItem
    from chalicelib.content.render import Renderer
    from chalicelib.couples.dates import WeekDate
    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.couples.store import Couples
    from chalicelib.couples.together import Found, Together
    from chalicelib.pages.one_look import OneLook
    from chalicelib.pages.session import Session, Sessions
    from chalicelib.pages.web import Visit
    from chalicelib.replies.jar import Jar
    from chalicelib.settings import Settings

FORBIDDEN = 403
NEXT_DAYS = 14
ZONES = "zones"
SAID = {
    "saved": "Saved. What comes next is below.",
    "stopped": "Stopped. Nothing more goes there.",
    "no_small": "Stopped. No more small notes, until you pick days again.",
    "no_check_in": "Stopped. No more agendas, until you tick it again.",
    "all_stopped": "Stopped. Nothing more comes, neither by text nor by email.",
    "joined": "Good. From now on it is the two of you.",
    "turned": "Gone. They are not told.",
    "link_back": "Taken back. That link opens nothing any more.",
    "paused": "Paused. There will be nothing to catch up on.",
    "resumed": "Welcome back. It goes on as it was.",
    "parked": "Parked. Your next agenda shows it to both of you.",
    "unparked": "Taken back.",
    "step_up": "Nothing was changed. Where it comes can be changed below, once you have said so.",
    "waiting": "In two days it can be changed here. Your phone is told of it.",
    "less": "Good to know. For a year there will be less like that.",
    "back": "Good. It may come again.",
}


@dataclass(frozen=True, slots=True)
class Guest:
    """Whoever has a session that holds."""

    session: Session
    couple: Couple
    partner: Partner


@dataclass(frozen=True, slots=True)
class AtHome(Guest):
    """The same on /me, with what that page shows: for one request only."""

    found: Found
    look: OneLook


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Reads and shows; changes nothing."""

    settings: Settings
    renderer: Renderer
    couples: Couples
    jar: Jar
    sessions: Sessions
    together: Together
    look: Callable[[Sequence[WeekDate]], OneLook]  # a new one for each request
    find: Callable[[str], ContentItem | None]
    clock: Callable[[], datetime]

    def guest(self, visit: Visit) -> Guest | None:
        """Whose session this is, None if it does not hold."""
        session = self.sessions.of(visit, self.clock())
        couple = self.couples.get(session.couple_id, consistent=True) if session else None
        partner = session.person(couple) if session and couple else None
        if session is None or couple is None or partner is None:
            return None
        return Guest(session, couple, partner)

    def at_home(self, visit: Visit) -> AtHome | None:
        """The same, with all that /me shows but for the notes that came, in the same read."""
        now = self.clock()
        session = self.sessions.of(visit, now)
        if session is None:
            return None
        found = self.together.read(session.couple_id, shown_sks(session.partner, now.date()))
        partner = session.person(found.couple) if found else None
        if found is None or partner is None:
            return None
        return AtHome(session, found.couple, partner, found, self.look(found.dates()))

    def show(
        self,
        guest: AtHome,
        *,
        said: str = "",
        errors: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        invite_url: str = "",
        preview: Couple | None = None,
        more: str = "",
    ) -> Reply:
        """`preview`: the couple as it would be if what is on the form were saved. `more`: ZONES
        to have them listed; they are six hundred, and who moves house asks for them.
        """
        from chalicelib.pages.forms import ConsentForm, zones

        couple, key, partner = guest.couple, guest.session.partner, guest.partner
        now = self.clock()
        coming = guest.look.upcoming(couple, key, now, NEXT_DAYS, guest.found.entries())
        page = self.renderer.page(
            "me",
            **view(couple, key, partner, coming, local_date(now, partner.zone)),
            lately=self.lately(guest),
            preview=self.ahead(guest, preview) if preview else None,
            topic=self.topic(guest),
            step=step(guest.session, partner, now),
            csrf=self.sessions.csrf(guest.session),
            saved=said,
            errors=errors or {},
            values=values or {},
            zones=zones() if more == ZONES or "zone" in (errors or {}) else [],
            invite_url=invite_url,
            invite_text=invitation(partner.name, invite_url) if invite_url else "",
            labels={
                **{field.name: field.label.text for field in ConsentForm(None, self.settings)},
                "late_texts": LATE_TEXTS,
                "relays": RELAYS,
                "discreet": LOCK_SCREEN,
            },
            comforts=COMFORTS,
            sms_terms=sms_terms(self.settings),
        )
        return Reply(page)

    def ahead(self, guest: AtHome, couple: Couple) -> dict[str, Any]:
        """What would come in the next two weeks to the couple as it would be."""
        now, key = self.clock(), guest.session.partner
        partner = couple.partner(key) or guest.partner
        coming = guest.look.upcoming(couple, key, now, NEXT_DAYS, guest.found.entries())
        return previewed(couple, key, coming, local_date(now, partner.zone))

    def lately(self, guest: AtHome) -> dict[str, Any]:
        """The notes that came to them lately, and what they want less of."""
        couple, key = guest.couple, guest.session.partner
        today = local_date(self.clock(), guest.partner.zone)
        return lately(couple, key, guest.look.newest(couple.id, key), self.find, today)

    def topic(self, guest: AtHome) -> dict[str, Any] | None:
        """What they have parked for the check-in, None for somebody who is alone."""
        key = guest.session.partner
        if key not in sharing(guest.couple):
            return None
        return {"text": guest.found.topics().get(key, ""), "longest": LONGEST}

    def listeners(self) -> Reply:
        """What whoever speaks of danger is answered; nothing of it is kept."""
        page = self.renderer.page(
            "message",
            title="Thank you for writing",
            text=f"People who listen, any time, about anything: {self.settings.help_line}",
        )
        return Reply(page)

    def done(self, said: str, page: str = "/me") -> Reply:
        """After a POST the page is fetched anew: a reload repeats nothing."""
        return redirect(f"{self.settings.base_path}{page}?said={said}")

    def to_the_door(self) -> Reply:
        """For whoever has no session, or is gone."""
        return redirect(f"{self.settings.base_path}/link")

    def too_old(self) -> Reply:
        """The form was not made by this session."""
        page = self.renderer.page(
            "message",
            title="That page was too old",
            text="Nothing was changed. Please open your page again and repeat it.",
        )
        return Reply(page, FORBIDDEN)


def shown_sks(key: PartnerKey, today: date) -> list[str]:
    """The keys of what /me shows of a couple: what is due, the parked topic, a year of dates
    (which ideas do not come again for now). Some sixty, most of them of weeks without one."""
    margin = timedelta(weeks=1)  # of zones, and of the weeks that lie ahead
    dates = date_sks(today - A_YEAR - margin, today + margin)
    return [*due_sks(), keys.topic_sk(key), *dates]
