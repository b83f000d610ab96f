"""The pages of arriving: sign up, join, and add a further address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.couples.signup import Agreed, Joining
from chalicelib.pages.web import Reply
from chalicelib.pages.wording import THANKS, THANKS_HINT, THANKS_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts, Owner
    from chalicelib.couples.links import Link, Links
    from chalicelib.couples.model import Contact, PartnerKey
    from chalicelib.couples.signup import Signup
    from chalicelib.couples.store import Couples
    from chalicelib.pages.asking import Asking
    from chalicelib.pages.forms import SignupForm
    from chalicelib.pages.web import Visit
    from chalicelib.settings import Settings


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Forms that ask somebody to confirm an address."""

    settings: Settings
    asking: Asking
    signup: Signup
    links: Links
    couples: Couples
    contacts: Contacts
    clock: Callable[[], datetime]

    def sign_up(self, visit: Visit) -> Reply:
        """The sign-up form, and what it asks for."""
        from chalicelib.pages.forms import SignupForm

        if visit.method != "POST":
            return self.asking.form("signup", SignupForm(None, self.settings))
        form = SignupForm(visit.form, self.settings)
        if not form.validate() or form.contact is None:
            return self.asking.form("signup", form)
        now = self.clock()
        if not self.asking.may_ask(visit, form.contact, now):
            return self.asking.too_many()
        owner = self.contacts.owner(form.contact.channel, form.contact.address)
        agreed = self.asking.agreed(form, visit, "/signup")
        if owner is None or owner.couple_id is None or owner.partner is None:
            self.asking.to_confirm(self._afresh(form, form.contact, agreed, now), "a", now)
        elif owner.state == "confirmed":
            self.signup.note_nothing(self.asking.send_link(owner, form.contact, now))
        else:
            self._ask_again(owner, form, agreed, now)
        return self.asking.check_inbox(form.contact)

    def join(self, visit: Visit, token: str) -> Reply:
        """The page behind the link that the first partner forwarded."""
        from chalicelib.pages.forms import JoinForm

        now = self.clock()
        invitation = self.links.open_for(token, "invite", now)
        couple = self.couples.get(invitation.facts["couple"]) if invitation else None
        if invitation is None or couple is None or couple.vacant is None:
            return self.asking.expired()
        if visit.method == "POST" and visit.field("answer") == "no":
            return self._declined(invitation)
        form = JoinForm(visit.form if visit.method == "POST" else None, self.settings)
        if visit.method != "POST" or not form.validate() or form.contact is None:
            inviter, hint = couple.first.name, THANKS_HINT
            return self.asking.form("join", form, inviter=inviter, thanks_hint=hint)
        if not self.asking.may_ask(visit, form.contact, now):
            return self.asking.too_many()
        link = self.signup.ask_join(
            invitation,
            form.name.data,
            form.contact,
            form.zone.data,
            choice=Joining(form.agenda.data, form.nudges.data, form.thanks.data, form.shared.data),
            agreed=self.asking.agreed(form, visit, "/join"),
            thanks=Agreed(THANKS_VERSION, visit.ip, "/join", f"{THANKS}. {THANKS_HINT}"),
            now=now,
        )
        self.asking.to_confirm(link, "b", now)
        return self.asking.check_inbox(form.contact)

    def _declined(self, invitation: Link) -> Reply:
        """A button, not a link: whoever only looks at every link declines nothing."""
        self.signup.decline(invitation)
        page = self.asking.renderer.page(
            "message",
            title="That is fine",
            text="The link is closed, and we have kept nothing of you. Nobody is told.",
        )
        return Reply(page)

    def add_contact(self, visit: Visit, couple_id: str, key: PartnerKey) -> Reply | dict[str, str]:
        """Ask a further address of a partner to confirm itself, or say what is wrong with it."""
        from chalicelib.pages.forms import ConsentForm

        form = ConsentForm(visit.form, self.settings)
        if not form.validate() or form.contact is None:
            return {name: str(problems[0]) for name, problems in form.errors.items() if name}
        now = self.clock()
        if not self.asking.may_ask(visit, form.contact, now):
            return self.asking.too_many()
        agreed = self.asking.agreed(form, visit, "/me")
        link = self.signup.ask_contact(couple_id, key, form.contact, agreed, now)
        self.asking.to_confirm(link, key, now)
        return self.asking.check_inbox(form.contact)

    def _ask_again(self, owner: Owner, form: SignupForm, agreed: Agreed, now: datetime) -> None:
        """An address that left: an email comes back to its own page, a number starts afresh.

        A number may belong to somebody else by now, so it opens nothing that was there before.
        """
        contact = form.contact
        if contact is None or owner.couple_id is None or owner.partner is None:
            return
        if contact.channel == "email" and owner.state == "stopped":
            link = self.signup.ask_contact(
                owner.couple_id, owner.partner, contact, agreed=agreed, now=now
            )
        else:
            link = self._afresh(form, contact, agreed, now)
        self.asking.to_confirm(link, owner.partner, now)

    def _afresh(self, form: SignupForm, contact: Contact, agreed: Agreed, now: datetime) -> Link:
        """A sign-up of somebody new, with as much work as for somebody we know (ADR 16)."""
        self.asking.nobody()
        link = self.signup.ask(form.name.data, contact, form.zone.data, agreed, now)
        self.signup.note_nothing(link)
        return link
