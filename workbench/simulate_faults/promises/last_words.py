"""Promise 2, from the other side: once we said that somebody has left, they have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.model import Contact
from workbench.simulate_faults.people.doers import REPLAYED
from workbench.simulate_faults.people.said import BY
from workbench.simulate_faults.world.reports import COMPLAINS, HARD

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Channel, PartnerKey
    from workbench.simulate_faults.people.household import Person
    from workbench.simulate_faults.people.wants import Deed
    from workbench.simulate_faults.promises.chronicle import Chronicle
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.providers import Taken
    from workbench.simulate_faults.world.watched_table import Commit

FINAL = {COMPLAINS, HARD}


@dataclass(slots=True)
class LastWords:
    """`back`: addresses whose last word was that they want to hear from us, and we said yes.

    `returning`: when they last began to say so.
    """

    verdicts: Verdicts
    chronicle: Chronicle
    secret: str
    back: set[str] = field(default_factory=set)
    returning: dict[str, datetime] = field(default_factory=dict)

    def begins(self, person: Person, deed: Deed) -> None:
        verb, _, by = deed.says.partition(" ")
        if verb == "leaves":
            self.back.discard(self._pk(person, BY[by]))
        if verb == "returns":
            self.returning[self._pk(person, BY[by])] = self.verdicts.stage.now

    def answered(self, person: Person, deed: Deed, _: str) -> None:
        verb, _, by = deed.says.partition(" ")
        if verb == "leaves" and by == "by text":
            self._must_be_stopped(person, BY[by])
        if verb == "returns":
            self.back.add(self._pk(person, BY[by]))

    def reported(self, taken: Taken, what: str) -> None:
        """A complaint that we answered is a leaving like any other; a hard bounce is as final."""
        pk = keys.contact_pk(self.secret, taken.channel, taken.to)
        returning = self.returning.get(pk)
        if what not in FINAL or (returning is not None and returning >= taken.asked_at):
            return
        self.back.discard(pk)
        key: PartnerKey = "b" if taken.key.sk.split("#")[1] == "b" else "a"
        on = self._is_on(taken.key.pk.partition("#")[2], key, Contact(taken.channel, taken.to))
        self.verdicts.hold(2, not on, f"{taken.to} {what}, and is written to")

    def committed(self, commit: Commit) -> None:
        pk, sk = commit.key
        if sk != keys.CONTACT or commit.after is None or commit.after["state"] != "stopped":
            return
        late = REPLAYED in self.verdicts.stage.running().name and pk in self.back
        self.verdicts.hold(2, not late, "a repeated STOP undid a later START")

    def _must_be_stopped(self, person: Person, channel: Channel) -> None:
        step = self.verdicts.stage.step + 1
        history = self.chronicle.contacts.get(self._pk(person, channel))
        on_the_list = history is not None and history.before(step) == "stopped"
        couple_id = person.home.id or ""
        self.verdicts.hold(2, on_the_list, f"{person.who} left and is not on the list")
        on = self._is_on(couple_id, person.key, person.contact(channel))
        self.verdicts.hold(2, not on, f"{person.who} left and their page says not")

    def _is_on(self, couple_id: str, key: PartnerKey, contact: Contact) -> bool:
        """Whether we would write to this address by now."""
        couple = self.chronicle.couple(couple_id, self.verdicts.stage.step + 1)
        partner = couple.partner(key) if couple else None
        standing = partner.contact(contact.channel) if partner else None
        return standing is not None and standing == contact

    def _pk(self, person: Person, channel: Channel) -> str:
        return keys.contact_pk(self.secret, channel, person.contact(channel).address)
