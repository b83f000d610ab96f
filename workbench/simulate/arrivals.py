"""How people arrive: sign up, confirm, join, add an address; each step by the real use cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.signup import Agreed, Joining
from chalicelib.delivery.notices import notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.confirm import Confirmed
    from chalicelib.couples.links import Link
    from chalicelib.couples.model import Contact, PartnerKey
    from workbench.simulate.household import Household
    from workbench.simulate.population import Family
    from workbench.simulate.world import SimulatedWorld

    Then = Callable[[Confirmed], object]

TO_CONFIRM = timedelta(minutes=2)  # from the form to the tap
TO_SETTLE = timedelta(minutes=10)  # from the tap to the first edit
TO_ADMIT = timedelta(hours=3)  # from the second partner's tap to the first one's
WANT_NUDGES = 0.8  # of those who join
AGREED = Agreed("terms-1", "192.0.2.1", "/signup")
JOINED, ADMITTED, SETTLED, CONFIRMED = "joins", "is admitted", "settles in", "confirms an address"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`record` keeps what happened to a household."""

    world: SimulatedWorld
    moved_in: Callable[[Family, str], Household]
    record: Callable[[Household, str], None]

    def sign_up(self, family: Family) -> None:
        world, person = self.world, family.a
        with world.names.of(family.number):
            signup = world.site.arrivals.signup
            link = signup.ask(person.name, person.first, person.zone, AGREED, world.clock())
        self._to_be_confirmed(family, link, "a", partial(self._signed_up, family))

    def join(self, household: Household) -> None:
        """b joins by the link that a forwarded, and is admitted."""
        world, family = self.world, household.family
        person = family.b
        dice = world.scenario.dice("joins", family.number)
        with world.names.of(family.number):
            signup = world.site.arrivals.signup
            link = signup.ask_join(
                signup.invite(household.id, world.clock()),
                person.name,
                person.first,
                person.zone,
                choice=Joining(nudges=dice.random() < WANT_NUDGES, thanks=dice.random() < 1 / 2),
                agreed=AGREED,
                now=world.clock(),
            )
        self._to_be_confirmed(family, link, "b", partial(self._joined, household))

    def confirm_address(self, household: Household, key: PartnerKey, contact: Contact) -> None:
        """A further address, or one that comes back."""
        world = self.world
        with world.names.of(household.number):
            signup = world.site.arrivals.signup
            link = signup.ask_contact(household.id, key, contact, AGREED, world.clock())

        def confirmed(_: Confirmed) -> None:
            household.stopped.discard((key, contact.channel))
            self.record(household, CONFIRMED)

        self._to_be_confirmed(household.family, link, key, confirmed)

    def _to_be_confirmed(self, family: Family, link: Link, key: PartnerKey, then: Then) -> None:
        world = self.world
        world.site.arrivals.asking.to_confirm(link, key, world.clock())
        confirm = partial(self._confirm, family, link, then)
        world.timeline.add(world.clock() + TO_CONFIRM, confirm)

    def _confirm(self, family: Family, link: Link, then: Then) -> None:
        world = self.world
        with world.names.of(family.number):
            confirmed = world.site.links.confirmations.confirm(link, world.clock())
            then(confirmed)

    def _signed_up(self, family: Family, confirmed: Confirmed) -> None:
        household = self.moved_in(family, confirmed.couple_id)
        self._tell(household, "welcome")
        self._settle_later(household, "a")

    def _joined(self, household: Household, _: Confirmed) -> None:
        self.record(household, JOINED)
        self._tell(household, "joined")
        admit = partial(self._admit, household)
        self.world.timeline.add(self.world.clock() + TO_ADMIT, admit)

    def _admit(self, household: Household) -> None:
        world = self.world
        world.site.links.confirmations.admit(household.id, world.clock())
        self.record(household, ADMITTED)
        self._settle_later(household, "b")

    def _tell(self, household: Household, name: str) -> None:
        pk, now = keys.couple_pk(household.id), self.world.clock()
        self.world.queue.put_notice(notice(pk, "a", name, str(household.number), now))

    def _settle_later(self, household: Household, key: PartnerKey) -> None:
        settle = partial(self._settle_in, household, key)
        self.world.timeline.add(self.world.clock() + TO_SETTLE, settle)

    def _settle_in(self, household: Household, key: PartnerKey) -> None:
        world, family = self.world, household.family
        world.preferences.edit(
            household.id,
            lambda couple: family.settle_in(
                world.scenario.dice("settles in", family.number, key), couple, key
            ),
            world.clock(),
        )
        self.record(household, SETTLED)
