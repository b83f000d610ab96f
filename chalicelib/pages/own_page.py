"""A person's own page: who is at the door, what it shows, and where a change leads back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.couples.topics import LONGEST, sharing
from chalicelib.pages.me_lately import lately
from chalicelib.pages.me_view import invitation, previewed, view
from chalicelib.pages.step import step
from chalicelib.pages.web import Reply, redirect
from chalicelib.pages.wording import sms_terms
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from chalicelib.content.model import Item as ContentItem
    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Couple, Partner
    from chalicelib.couples.store import Couples
    from chalicelib.couples.topics import Topics
    from chalicelib.pages.one_look import OneLook
    from chalicelib.pages.session import Session, Sessions
    from chalicelib.pages.web import Visit
    from chalicelib.replies.jar import Jar
    from chalicelib.settings import Settings
    from chalicelib.table import Item

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
    "passed": "On its way, in your words, when it suits there; or read out at the check-in.",
    "enough": "Three were passed on today. This one waits for the check-in.",
    "unfit": "That one is better heard with you there. It waits for the check-in.",
    "released": "Good. It is for the check-in now.",
    "private": "Yours alone, then.",
    "deleted": "Gone.",
    "jar_kept": "Kept, just for you.",
    "jar_gone": "That one is not here any more, or was heard.",
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
class OwnPage:
    """Reads and shows; changes nothing."""

    settings: Settings
    renderer: Renderer
    couples: Couples
    jar: Jar
    sessions: Sessions
    look: Callable[[], OneLook]  # a new one for each request
    find: Callable[[str], ContentItem | None]
    topics: Topics
    clock: Callable[[], datetime]

    def guest(self, visit: Visit) -> Guest | None:
        """Whose session this is, None if it does not hold."""
        session = self.sessions.of(visit, self.clock())
        couple = self.couples.get(session.couple_id, consistent=True) if session else None
        partner = session.person(couple) if session and couple else None
        if session is None or couple is None or partner is None:
            return None
        return Guest(session, couple, partner)

    def show(
        self,
        guest: Guest,
        *,
        said: str = "",
        errors: Mapping[str, str] | None = None,
        values: Mapping[str, Any] | None = None,
        invite_url: str = "",
        preview: Couple | None = None,
        more: str = "",
        jar_page: int = 1,
    ) -> Reply:
        """`preview`: the couple as it would be if what is on the form were saved. `more`: ZONES
        to have them listed; they are six hundred, and who moves house asks for them.
        """
        from chalicelib.pages.forms import ConsentForm, zones
        from chalicelib.pages.me_form import COMFORTS, LATE_TEXTS, LOCK_SCREEN, RELAYS

        couple, key, partner = guest.couple, guest.session.partner, guest.partner
        now, look = self.clock(), self.look()
        entries = self.couples.due_entries(couple.id)
        coming = look.upcoming(couple, key, now, NEXT_DAYS, entries)
        words = self.jar.by(couple.id, key)
        context = view(couple, key, partner, coming, words, local_date(now, partner.zone), jar_page)
        page = self.renderer.page(
            "me",
            **context,
            lately=self.lately(guest, look),
            preview=self.ahead(guest, preview, look, entries) if preview else None,
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

    def ahead(
        self, guest: Guest, couple: Couple, look: OneLook, entries: Sequence[Item]
    ) -> dict[str, Any]:
        """What would come in the next two weeks to the couple as it would be."""
        now, key = self.clock(), guest.session.partner
        partner = couple.partner(key) or guest.partner
        coming = look.upcoming(couple, key, now, NEXT_DAYS, entries)
        return previewed(couple, key, coming, local_date(now, partner.zone))

    def lately(self, guest: Guest, look: OneLook | None = None) -> dict[str, Any]:
        """The notes that came to them lately, and what they want less of."""
        couple, key = guest.couple, guest.session.partner
        today = local_date(self.clock(), guest.partner.zone)
        newest = (look or self.look()).newest(couple.id, key)
        return lately(couple, key, newest, self.find, today)

    def topic(self, guest: Guest) -> dict[str, Any] | None:
        """What they have parked for the check-in, None for somebody who is alone."""
        couple, key = guest.couple, guest.session.partner
        if key not in sharing(couple):
            return None
        return {"text": self.topics.of(couple.id, key), "longest": LONGEST}

    def listeners(self) -> Reply:
        """What whoever speaks of danger is answered; nothing of it is kept."""
        page = self.renderer.page(
            "message",
            title="Thank you for writing",
            text=f"People who listen, any time, about anything: {self.settings.help_line}",
        )
        return Reply(page)

    def done(self, said: str) -> Reply:
        """After a POST the page is fetched anew: a reload repeats nothing."""
        return redirect(f"{self.settings.base_path}/me?said={said}")

    def too_old(self) -> Reply:
        """The form was not made by this session."""
        page = self.renderer.page(
            "message",
            title="That page was too old",
            text="Nothing was changed. Please open your page again and repeat it.",
        )
        return Reply(page, FORBIDDEN)
