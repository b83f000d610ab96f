"""A couple whose messages are shown: what they do, by the real use cases, scene by scene."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.couples.contacts import Owner
from chalicelib.couples.signup import Joining
from chalicelib.delivery.model import Notice
from chalicelib.delivery.notices import notice
from chalicelib.delivery.unlocking import UNLOCKING
from chalicelib.replies.jar import Appreciation
from chalicelib.replies.offers import Offer
from chalicelib.replies.picking import Asked
from workbench.preview.cast import AGREED, CONTACTS, ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from chalicelib.couples.links import Link
    from chalicelib.couples.model import Channel, Contact, Couple, Partner, PartnerKey
    from workbench.preview.cast import Cast
    from workbench.preview.world import PreviewWorld

WEEK = 7
WAIT = timedelta(hours=48)


@dataclass
class Reader:
    """The first of the two, on one channel; what comes to this one is kept."""

    world: PreviewWorld
    channel: Channel
    cast: Cast
    couple_id: str = field(default="", init=False)

    @property
    def couple(self) -> Couple:
        found = self.world.couples.get(self.couple_id)
        if found is None:
            raise AssertionError("there is no couple before it has signed up")
        return found

    def contact(self, key: PartnerKey = "a") -> Contact:
        return CONTACTS[self.channel][key]

    @contextmanager
    def scene(self, name: str, only: str = "") -> Iterator[None]:
        """What comes to them within it is kept under this name; `only` from these templates."""
        notebook = self.world.notebook
        notebook.scene, notebook.only, notebook.readers = name, only, {self.contact().address}
        yield
        self.world.work()
        notebook.readers = set()

    def sign_up(self) -> None:
        signup, now = self.world.site.arrivals.signup, self.world.clock()
        link = signup.ask(self.cast.name, self.contact(), ZONE, AGREED, now)
        self._confirm(link, "a")

        def chosen(one: Partner) -> Partner:
            return replace(one, discreet=self.cast.discreet)

        self.edit(chosen)

    def be_joined(self) -> None:
        """The partner comes by the link that was sent on."""
        signup, now = self.world.site.arrivals.signup, self.world.clock()
        link = signup.ask_join(
            signup.invite(self.couple_id, now),
            self.cast.partner,
            self.contact("b"),
            ZONE,
            choice=Joining(agenda=False, nudges=False, thanks=True),  # nobody looks at theirs
            agreed=AGREED,
            now=now,
        )
        self._confirm(link, "b")

    def admit(self) -> None:
        self.world.site.links.confirmations.admit(self.couple_id, self.world.clock())

    def add(self, contact: Contact) -> None:
        """Ask to confirm a further address."""
        world = self.world
        signup, now = world.site.arrivals.signup, world.clock()
        link = signup.ask_contact(self.couple_id, "a", contact, AGREED, now)
        world.notebook.readers.add(contact.address)
        world.site.arrivals.asking.to_confirm(link, "a", now)

    @property
    def local(self) -> datetime:
        """Their time."""
        return self.world.clock().astimezone(ZoneInfo(ZONE))

    def ask_for_link(self) -> None:
        asking, now = self.world.site.arrivals.asking, self.world.clock()
        asking.send_link(Owner("confirmed", self.couple_id, "a"), self.contact(), now)

    def be_told(self, name: str) -> None:
        pk, now = keys.couple_pk(self.couple_id), self.world.clock()
        self.world.queue.put_notice(notice(pk, "a", name, self.world.new_id(), now))

    def edit(self, change: Callable[[Partner], Partner]) -> None:
        def whole(couple: Couple) -> Couple:
            return couple.with_partner("a", change(couple.a))

        self.world.preferences.edit(self.couple_id, whole, self.world.clock())

    def meet_for(self, minutes: int) -> None:
        def longer(couple: Couple) -> Couple:
            return replace(couple, meeting=replace(couple.meeting, minutes=minutes))

        self.world.preferences.edit(self.couple_id, longer, self.world.clock())

    def write(self, author: PartnerKey, words: str) -> str:
        """A thank-you goes into the jar. Returns its id."""
        now = self.world.clock().isoformat()
        one = Appreciation(self.world.new_id(), author, words, "page", "waiting", now)
        self.world.jar.add(self.couple, one)
        return one.id

    def partner_passes_on(self, words: str) -> None:
        which = self.write("b", words)
        self.world.relays.pass_on(self.couple, "b", which, self.world.clock())

    def be_read_out(self) -> None:
        """What was written last has been heard at the meeting."""
        world = self.world
        world.jar.hear(self.couple_id, world.jar.all(self.couple_id)[-1].id)

    def ask_to_unlock(self) -> None:
        """In a session by text, to change addresses (pages/step_up.py)."""
        world, now = self.world, self.world.clock()
        at = (now + WAIT).isoformat()
        self.edit(lambda one: replace(one, unlocked_from=at))
        world.inbox.offer(self.couple_id, "a", Offer(digits={"0": "lock"}), now, UNLOCKING)
        pk = keys.couple_pk(self.couple_id)
        world.queue.put_notice(Notice(pk, "a", UNLOCKING, at, now + WAIT))

    def park(self, author: PartnerKey, words: str) -> None:
        self.world.table.write(self.world.topics.park(self.couple_id, author, words))

    def partner_picks(self, day: date, idea: str) -> None:
        """The other one picks a date at home; "" takes it back."""
        asked = Asked(day.isoformat(), (idea,))
        self.world.picking.pick(self.couple, "b", asked, idea, self.world.clock())

    def live(self, time: timedelta) -> None:
        self.world.until(self.world.clock() + time)

    def live_to_a_date(self) -> None:
        """Until the next note that offers a date at home."""
        self.live(timedelta(days=1))
        while self.world.ledger.newest(self.couple_id, "a")[0].get("kind") != "date_night":
            self.live(timedelta(days=1))

    def live_to(self, weekday: int, hour: int) -> None:
        """Until that hour of theirs, on the next of these weekdays."""
        ahead = (weekday - self.local.weekday()) % WEEK
        at = (self.local + timedelta(days=ahead)).replace(hour=hour, minute=5)
        self.live(at - self.local if at > self.local else at - self.local + timedelta(days=WEEK))

    def texts(self, words: str, sender: str = "", media: str = "", *, down: bool = False) -> None:
        self.world.text(sender or self.contact().address, words, media, down=down)

    def writes_back(self, words: str) -> None:
        self.world.mail(self.contact().address, words, self.couple_id)

    def _confirm(self, link: Link, key: PartnerKey) -> None:
        """Press the button. The messages that follow are those of the pages."""
        world = self.world
        world.site.arrivals.asking.to_confirm(link, key, world.clock())
        world.work()
        confirmed = world.site.links.confirmations.confirm(link, world.clock())
        self.couple_id = confirmed.couple_id
        self.be_told("welcome" if key == "a" else "joined")
