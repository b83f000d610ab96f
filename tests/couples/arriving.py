"""People who arrive: what they typed, and the use cases they go through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.model import Contact
from chalicelib.couples.signup import Agreed, Joining
from tests.racing import RacyWorld
from tests.world import NEW_YORK

if TYPE_CHECKING:
    from chalicelib.couples.confirm import Confirmations, Confirmed
    from chalicelib.couples.links import Link
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.couples.signup import Signup
    from chalicelib.table import Item

ALEX = Contact("email", "alex@example.com")
SAM = Contact("sms", "+12025550143")
AGREED = Agreed("terms-1", "192.0.2.1", "/signup")
EVERYTHING = Joining(agenda=True, nudges=True, thanks=True)


class Arrivals(RacyWorld):
    """A World seen from its sign-up page."""

    @property
    def signup(self) -> Signup:
        return self.site.arrivals.signup

    @property
    def confirmations(self) -> Confirmations:
        return self.site.manage.confirmations

    def asked(self, contact: Contact = ALEX, name: str = "Alex") -> Link:
        return self.signup.ask(name, contact, NEW_YORK, AGREED, self.clock())

    def confirmed(self, link: Link) -> Confirmed:
        return self.confirmations.confirm(link, self.clock())

    def signed_up(self, contact: Contact = ALEX) -> Couple:
        return self.of(self.confirmed(self.asked(contact)))

    def invited(self, couple: Couple) -> Link:
        return self.signup.invite(couple.id, self.clock())

    def asked_to_join(
        self, invitation: Link, contact: Contact = SAM, choice: Joining = EVERYTHING
    ) -> Link:
        return self.signup.ask_join(
            invitation,
            "Sam",
            contact,
            "Europe/Berlin",
            choice=choice,
            agreed=AGREED,
            now=self.clock(),
        )

    def joined(self, couple: Couple, contact: Contact = SAM) -> Couple:
        return self.of(self.confirmed(self.asked_to_join(self.invited(couple), contact)))

    def asked_contact(self, couple: Couple, partner: PartnerKey, contact: Contact) -> Link:
        return self.signup.ask_contact(couple.id, partner, contact, AGREED, self.clock())

    def of(self, confirmed: Confirmed) -> Couple:
        found = self.couples.get(confirmed.couple_id)
        assert found is not None
        return found

    def on_shelf(self, couple: Couple) -> list[str]:
        """SKs of the couple's entries in the due index."""
        entries = self.couples.due_entries(couple.id)
        return [one["SK"].removeprefix(keys.DUE) for one in entries if "due_shard" in one]

    def consents(self, couple: Couple) -> list[Item]:
        return self.table.query(keys.couple_pk(couple.id), keys.CONSENT)

    def kept(self) -> list[str]:
        """What kinds of item the table holds."""
        return sorted({pk.split("#")[0] for pk, _ in self.memory.items})
