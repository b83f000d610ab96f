"""Whose an address is: where every command about one person begins.

The table holds no address that could be searched for, only keyed hashes; so finding somebody
takes their address as well as the stage's secret key. There is no way to ask for several.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from chalicelib.couples.addresses import BadAddress, read_address
from chalicelib.couples.model import CHANNELS
from workbench.errors import WorkbenchError
from workbench.operating.columns import minute
from workbench.operating.options import on_a_stage
from workbench.operating.use_cases import use_cases_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Contact, Couple, Partner, PartnerKey
    from chalicelib.settings import Settings
    from chalicelib.wiring import Wiring
    from workbench.operating.place import Place

ASK = "Their email address or number"


class NobodyError(WorkbenchError):
    """The address is nobody's here; the message says what that may mean."""


class AddressError(WorkbenchError):
    """What was typed is no address."""


@dataclass(frozen=True, slots=True)
class Person:
    """One of two, found by a contact of theirs."""

    couple: Couple
    key: PartnerKey
    partner: Partner
    contact: Contact  # that they were found by, as the couple's document has it

    @property
    def named(self) -> str:
        """As the commands name somebody: without a name."""
        return f"couple {self.couple.id}, partner {self.key}"


def on_one_person(command: Callable[..., None]) -> Callable[..., None]:
    """A command about whom one ADDRESS is of: it is given the `place`, its `use_cases` and the
    `contact`, as it is written in the table."""

    @click.argument("address", required=False)
    @on_a_stage
    @wraps(command)
    def found(place: Place, address: str | None, **rest: Any) -> None:
        typed = _typed(address)
        use_cases = use_cases_of(place)
        contact = contact_of(typed, use_cases.settings)
        command(place=place, use_cases=use_cases, contact=contact, **rest)

    return found


def person_of(use_cases: Wiring, contact: Contact) -> Person:
    """Who has this contact. Says on stderr that somebody looked. Raises NobodyError."""
    owner = use_cases.contacts.owner(contact.channel, contact.address)
    if owner is None:
        raise NobodyError(
            "Nobody here has this address. Whoever has just signed up has it once they tap the "
            "link that we sent; and whoever was erased is nobody's again."
        )
    if owner.couple_id is None or owner.partner is None:
        raise NobodyError("This address is on the stop list, and nobody's. We do not write to it.")
    couple = use_cases.couples.get(owner.couple_id, consistent=True)
    partner = couple.partner(owner.partner) if couple else None
    theirs = partner.contact(contact.channel) if partner else None
    if couple is None or partner is None or theirs is None or theirs.address != contact.address:
        raise NobodyError("Whoever had this address has just left, or taken another one.")
    found = Person(couple, owner.partner, partner, theirs)
    click.echo(f"Looked up at {minute(use_cases.clock())} UTC: {found.named}.", err=True)
    return found


def contact_of(typed: str, settings: Settings) -> Contact:
    """What was typed, as it is written in the table. Raises AddressError.

    Of either channel, even if it is switched off by now: people may still ask about it.
    """
    countries = settings.sms.countries if settings.sms else frozenset({"US"})
    try:
        return read_address(typed, CHANNELS, countries)
    except BadAddress as error:
        raise AddressError(str(error)) from error


def _typed(address: str | None) -> str:
    """As an argument; as a line of stdin, with "-"; or asked for, so that no shell keeps it."""
    if address is None:
        return str(click.prompt(ASK, err=True))
    return sys.stdin.readline() if address == "-" else address
