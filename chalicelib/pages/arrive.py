"""The pages of arriving: sign up, join, confirm, and the fresh link that opens a session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.signup import Agreed, Joining, Taken
from chalicelib.delivery.notices import notice
from chalicelib.limits import DAY, HOUR
from chalicelib.pages.session import Session
from chalicelib.pages.web import Reply, redirect

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.render import Renderer
    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.links import Link, Links
    from chalicelib.couples.model import Contact, Couple, PartnerKey
    from chalicelib.couples.signup import Confirmed, Signup
    from chalicelib.couples.store import Couples
    from chalicelib.delivery.queue import NoticeQueue
    from chalicelib.limits import Limits
    from chalicelib.pages.forms import ConsentForm
    from chalicelib.pages.session import Sessions
    from chalicelib.pages.web import Visit
    from chalicelib.settings import Settings

PER_ADDRESS_A_DAY = 5
PER_IP_AN_HOUR = 30
TOO_MANY = 429
GONE = 410
PURPOSES = {
    "signup": "Tap once, and your first small note is on its way this week.",
    "join": "Tap once, and what you chose starts as soon as your partner has said it is you.",
    "contact": "Tap once, and we may write to you here, too.",
}


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Handlers of the pages before there is a session."""

    settings: Settings
    renderer: Renderer
    signup: Signup
    links: Links
    couples: Couples
    contacts: Contacts
    limits: Limits
    queue: NoticeQueue
    sessions: Sessions
    clock: Callable[[], datetime]

    def sign_up(self, visit: Visit) -> Reply:
        """The sign-up form, and what it asks for."""
        from chalicelib.pages.forms import SignupForm

        if visit.method == "GET":
            return self._form("signup", SignupForm(None, self.settings))
        form = SignupForm(visit.form, self.settings)
        if not form.validate() or form.contact is None:
            return self._form("signup", form)
        now = self.clock()
        if not self._may_ask(visit, form.contact, now):
            return self._too_many()
        owner = self.contacts.owner(form.contact.channel, form.contact.address)
        if owner and owner.state == "confirmed" and owner.couple_id and owner.partner:
            self._send_link(owner.couple_id, owner.partner, form.contact, now)
        else:
            agreed = self._agreed(form, visit, "/signup")
            link = self.signup.ask(form.name.data, form.contact, form.zone.data, agreed, now)
            self.ask_to_confirm(link, "a", now)
        return self._check(form.contact)

    def join(self, visit: Visit, token: str) -> Reply:
        """The page behind the link that the first partner forwarded."""
        from chalicelib.pages.forms import JoinForm

        now = self.clock()
        invitation = self._open(token, "invite", now)
        couple = self.couples.get(invitation.facts["couple"]) if invitation else None
        if invitation is None or couple is None or couple.b is not None:
            return self.expired()
        form = JoinForm(visit.form if visit.method == "POST" else None, self.settings)
        if visit.method == "GET" or not form.validate() or form.contact is None:
            return self._form("join", form, inviter=couple.a.name)
        if not self._may_ask(visit, form.contact, now):
            return self._too_many()
        link = self.signup.ask_join(
            invitation,
            form.name.data,
            form.contact,
            form.zone.data,
            choice=Joining(form.agenda.data, form.nudges.data, form.thanks.data),
            agreed=self._agreed(form, visit, "/join"),
            now=now,
        )
        self.ask_to_confirm(link, "b", now)
        return self._check(form.contact)

    def confirm(self, visit: Visit, token: str) -> Reply:
        """A GET shows a button (mail scanners click links), only its POST acts."""
        now = self.clock()
        link = self.links.open(token, now)
        if link is None or link.purpose not in PURPOSES:
            return self.expired()
        if visit.method == "GET":
            page = self.renderer.page(
                "confirm",
                name=link.facts["name"],
                channel=link.facts["channel"],
                what=PURPOSES[link.purpose],
                action=f"{self.settings.base_path}/confirm/{token}",
            )
            return Reply(page)
        try:
            confirmed = self.signup.confirm(link, now)
        except Taken:
            return self.expired()
        self._follow_up(confirmed, link, now)
        return self._open_session(confirmed.couple_id, confirmed.partner, now)

    def ask_for_link(self, visit: Visit) -> Reply:
        """The same answer whether or not we know the address."""
        from chalicelib.pages.forms import LinkForm

        form = LinkForm(visit.form if visit.method == "POST" else None, self.settings)
        if visit.method == "GET" or not form.validate() or form.contact is None:
            return self._form("link", form)
        now = self.clock()
        if not self._may_ask(visit, form.contact, now):
            return self._too_many()
        owner = self.contacts.owner(form.contact.channel, form.contact.address)
        if owner and owner.state == "confirmed" and owner.couple_id and owner.partner:
            self._send_link(owner.couple_id, owner.partner, form.contact, now)
        return self._check(form.contact)

    def open_link(self, visit: Visit, token: str) -> Reply:
        """A fresh link: a GET shows a button, its POST opens a session, once."""
        now = self.clock()
        link = self._open(token, "session", now)
        if link is None:
            return self.expired()
        if visit.method == "GET":
            action = f"{self.settings.base_path}/link/{token}"
            return Reply(self.renderer.page("open_link", action=action))
        if not self.links.spend(link):
            return self.expired()
        return self._open_session(link.facts["couple"], link.facts["partner"], now)

    def add_contact(self, visit: Visit, couple_id: str, key: PartnerKey) -> Reply | dict[str, str]:
        """Ask a further address of a partner to confirm itself, or say what is wrong with it."""
        from chalicelib.pages.forms import ConsentForm

        form = ConsentForm(visit.form, self.settings)
        if not form.validate() or form.contact is None:
            return {name: str(problems[0]) for name, problems in form.errors.items() if name}
        now = self.clock()
        if not self._may_ask(visit, form.contact, now):
            return self._too_many()
        agreed = self._agreed(form, visit, "/me")
        link = self.signup.ask_contact(couple_id, key, form.contact, agreed, now)
        self.ask_to_confirm(link, key, now)
        return self._check(form.contact)

    def expired(self) -> Reply:
        """Unknown, used or expired: a page that offers a fresh link."""
        return Reply(self.renderer.page("expired"), GONE)

    def ask_to_confirm(self, link: Link, partner: PartnerKey, now: datetime) -> None:
        """Send the link to the very address that it is about."""
        self.queue.put_notice(notice(keys.link_pk(link.hash), partner, "confirm", link.hash, now))

    def _follow_up(self, confirmed: Confirmed, link: Link, now: datetime) -> None:
        pk = keys.couple_pk(confirmed.couple_id)
        if confirmed.purpose == "signup":
            self.queue.put_notice(notice(pk, "a", "welcome", link.hash, now))
        if confirmed.purpose == "join":
            self.queue.put_notice(notice(pk, "a", "joined", link.hash, now))

    def _send_link(
        self, couple_id: str, partner: PartnerKey, contact: Contact, now: datetime
    ) -> None:
        facts = {"couple": couple_id, "partner": partner, "channel": contact.channel}
        link = self.links.issue("session", self.signup.new_id(), facts, now)
        pk = keys.couple_pk(couple_id)
        self.queue.put_notice(notice(pk, partner, "link", link.hash, now))

    def _open_session(self, couple_id: str, partner: PartnerKey, now: datetime) -> Reply:
        couple: Couple | None = self.couples.get(couple_id, consistent=True)
        person = couple.partner(partner) if couple else None
        if person is None:
            return self.expired()
        session = Session(couple_id, partner, person.generation, int(now.timestamp()))
        return redirect(f"{self.settings.base_path}/me", self.sessions.cookie(session))

    def _open(self, token: str, purpose: str, now: datetime) -> Link | None:
        link = self.links.open(token, now)
        return link if link and link.purpose == purpose else None

    def _may_ask(self, visit: Visit, contact: Contact, now: datetime) -> bool:
        """What makes us write to somebody is limited, by address and by where it comes from."""
        who = self.contacts.hashed(contact.channel, contact.address)
        place = self.contacts.hashed("ip", visit.ip)
        by_address = self.limits.allow(f"ask-{who}", PER_ADDRESS_A_DAY, DAY, now)
        return by_address and self.limits.allow(f"ip-{place}", PER_IP_AN_HOUR, HOUR, now)

    def _agreed(self, form: ConsentForm, visit: Visit, page: str) -> Agreed:
        from chalicelib.pages.forms import SMS_TERMS_VERSION, TERMS_VERSION

        by_text = form.contact is not None and form.contact.channel == "sms"
        return Agreed(SMS_TERMS_VERSION if by_text else TERMS_VERSION, visit.ip, page)

    def _form(self, page: str, form: object, **context: object) -> Reply:
        from chalicelib.pages.forms import sms_terms

        terms = sms_terms(self.settings)
        return Reply(self.renderer.page(page, form=form, sms_terms=terms, **context))

    def _check(self, contact: Contact) -> Reply:
        return Reply(self.renderer.page("check_inbox", channel=contact.channel))

    def _too_many(self) -> Reply:
        page = self.renderer.page(
            "message",
            title="One moment",
            text="That was asked for many times today. Please try again in a while.",
        )
        return Reply(page, TOO_MANY)
