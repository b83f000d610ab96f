"""Signing up, joining, further addresses: by the use cases behind the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.couples.preferences import Gone
from chalicelib.couples.signup import Agreed, Joining
from chalicelib.pages.web import Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Channel
    from workbench.simulate_faults.people.doing import Doing

AGREED = Agreed("terms-1", "192.0.2.1", "/signup")
SEE_OTHER = 303
NUDGES, THANKS = 0.9, 0.5  # of those who join


def sign_up(doing: Doing) -> None:
    arrivals, person, now = doing.where.site.arrivals, doing.person, doing.where.clock()
    contact = person.contact("email" if person.home.past else person.first)
    link = arrivals.signup.ask(person.name, contact, person.zone, AGREED, now)
    arrivals.asking.to_confirm(link, "a", now)


def join(doing: Doing) -> None:
    arrivals, person, now = doing.where.site.arrivals, doing.person, doing.where.clock()
    dice = doing.dice
    link = arrivals.signup.ask_join(
        arrivals.signup.invite(doing.couple_id, now),
        person.name,
        person.contact("email" if person.home.past else person.first),
        person.zone,
        choice=Joining(nudges=dice.random() < NUDGES, thanks=dice.random() < THANKS),
        agreed=AGREED,
        now=now,
    )
    arrivals.asking.to_confirm(link, "b", now)


def confirm_address(channel: Channel) -> Callable[[Doing], None]:
    """A further address, or one that comes back."""

    def ask(doing: Doing) -> None:
        arrivals, person, now = doing.where.site.arrivals, doing.person, doing.where.clock()
        contact = person.contact(channel)
        link = arrivals.signup.ask_contact(doing.couple_id, person.key, contact, AGREED, now)
        arrivals.asking.to_confirm(link, person.key, now)

    return ask


def tap(token: str) -> Callable[[Doing], None]:
    """The button behind a link that was sent."""

    def press(doing: Doing) -> None:
        if doing.where.site.links.confirm(Visit("POST"), token).status != SEE_OTHER:
            raise Gone(doing.person.who)

    return press


def admit(doing: Doing) -> None:
    doing.where.site.links.confirmations.admit(doing.couple_id, doing.where.clock())


def turn_away(doing: Doing) -> None:
    doing.where.site.links.confirmations.turn_away(doing.couple_id, doing.where.clock())
