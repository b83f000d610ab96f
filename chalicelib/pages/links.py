"""The pages behind the links that we send: confirm, ask for a fresh one, open it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.confirm import Taken
from chalicelib.couples.model import other_of
from chalicelib.delivery.notices import notice
from chalicelib.pages.session import Session
from chalicelib.pages.web import Reply, redirect

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.confirm import Confirmations, Confirmed
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.links import Link, Links
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.couples.store import Couples
    from chalicelib.delivery.queue import NoticeQueue
    from chalicelib.pages.asking import Asking
    from chalicelib.pages.session import By, Sessions
    from chalicelib.pages.web import Visit
    from chalicelib.settings import Settings

CONFLICT = 409
PURPOSES = {
    "signup": "Tap once, and your first small note is on its way this week.",
    "join": "Tap once, and what you chose starts as soon as your partner has said it is you.",
    "contact": "Tap once, and we may write to you here, too.",
}
SHARED = (
    "This mailbox is read by both of you. So it gets the weekly agenda and nothing private: no "
    "notes, no thanks, no link to your page. You can add an address of your own in a moment."
)


@dataclass(frozen=True, slots=True)
class LinkPages:
    """A GET shows a button (mail scanners click links); only its POST acts."""

    settings: Settings
    renderer: Renderer
    asking: Asking
    confirmations: Confirmations
    links: Links
    couples: Couples
    contacts: Contacts
    queue: NoticeQueue
    sessions: Sessions
    clock: Callable[[], datetime]

    def confirm(self, visit: Visit, token: str) -> Reply:
        """Confirm a sign-up, a joining or an address; whoever does is on their own page then."""
        now = self.clock()
        link = self.links.open(token, now)
        if link is None or link.purpose not in PURPOSES:
            return self.asking.expired()
        if visit.method != "POST":
            page = self.renderer.page(
                "confirm",
                name=link.facts["name"],
                channel=link.facts["channel"],
                what=SHARED if self._shares(link) else PURPOSES[link.purpose],
                action=f"{self.settings.base_path}/confirm/{token}",
            )
            return Reply(page)
        try:
            confirmed = self.confirmations.confirm(link, now)
        except Taken:
            return self._taken()
        self._follow_up(confirmed, link, now)
        if link.purpose in {"signup", "join"}:
            whose = confirmed.couple_id, confirmed.partner
            return self._open_session(*whose, now, "arrival", page="welcome")
        return self._open_session(
            confirmed.couple_id, confirmed.partner, now, link.facts["channel"]
        )

    def _shares(self, link: Link) -> bool:
        """Whether they join by a mailbox that the other reads, too: only who reads it is told."""
        if link.purpose != "join" or link.facts["channel"] != "email":
            return False
        owner = self.contacts.owner(link.facts["channel"], link.facts["address"])
        theirs = owner is not None and owner.couple_id == link.facts["couple"]
        return theirs or bool(link.facts["choice"].get("shared"))

    def _taken(self) -> Reply:
        """Only whoever holds the address's own link gets to read this."""
        page = self.renderer.page(
            "message",
            title="Nothing was changed",
            text="The invitation was used already, or this address has a page of its own here.",
            link={"url": f"{self.settings.base_path}/link", "label": "Open my page"},
        )
        return Reply(page, CONFLICT)

    def ask_for_link(self, visit: Visit) -> Reply:
        """The same answer whether or not we know the address."""
        from chalicelib.pages.forms import LinkForm

        form = LinkForm(visit.form if visit.method == "POST" else None, self.settings)
        if visit.method != "POST" or not form.validate() or form.contact is None:
            return self.asking.form("link", form)
        now = self.clock()
        if not self.asking.may_ask(visit, form.contact, now):
            return self.asking.too_many()
        owner = self.contacts.owner(form.contact.channel, form.contact.address)
        self.asking.send_link(owner, form.contact, now)
        return self.asking.check_inbox(form.contact)

    def open_link(self, visit: Visit, token: str) -> Reply:
        """A fresh link: a GET shows a button, its POST opens a session, once."""
        now = self.clock()
        link = self.links.open_for(token, "session", now)
        if link is None:
            return self.asking.expired()
        if visit.method != "POST":
            action = f"{self.settings.base_path}/link/{token}"
            couple = self.couples.get(link.facts["couple"])
            person = couple.partner(link.facts["partner"]) if couple else None
            if person is None:
                return self.asking.expired()
            return Reply(self.renderer.page("open_link", action=action, name=person.name))
        if not self.links.spend(link):
            return self.asking.expired()
        facts = link.facts
        by, generation = facts["channel"], facts["generation"]
        page = facts.get("page", "me")  # links of before said none
        return self._open_session(facts["couple"], facts["partner"], now, by, generation, page)

    def _follow_up(self, confirmed: Confirmed, link: Link, now: datetime) -> None:
        pk = keys.couple_pk(confirmed.couple_id)
        if confirmed.purpose == "signup":
            self.queue.put_notice(notice(pk, "a", "welcome", link.hash, now))
        if confirmed.purpose == "join":
            self.queue.put_notice(notice(pk, other_of(confirmed.partner), "joined", link.hash, now))

    def _open_session(
        self,
        couple_id: str,
        partner: PartnerKey,
        now: datetime,
        by: By,
        generation: int | None = None,
        page: str = "me",
    ) -> Reply:
        """`generation`: of the one who asked for a link; b may be somebody else by now."""
        couple: Couple | None = self.couples.get(couple_id, consistent=True)
        person = couple.partner(partner) if couple else None
        if person is None or generation not in (None, person.generation):
            return self.asking.expired()
        session = Session(couple_id, partner, person.generation, int(now.timestamp()), by)
        return redirect(f"{self.settings.base_path}/{page}", self.sessions.cookie(session))
