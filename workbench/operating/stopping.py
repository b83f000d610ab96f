"""The command: python -m workbench stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from chalicelib.couples.contacts import Consent
from workbench.operating.options import show
from workbench.operating.whose import NobodyError, on_one_person, person_of

if TYPE_CHECKING:
    from chalicelib.couples.model import Contact
    from chalicelib.wiring import Wiring
    from workbench.operating.place import Place
    from workbench.operating.whose import Person

ACT = "operator: stop"
WHAT = {"sms": "Texts to that number", "email": "Emails to that address"}
BACK = {
    "sms": "Only they can undo it: with START from that phone.",
    "email": "Only they can undo it: by signing up with it once more.",
}


@click.command()
@on_one_person
@click.option("--yes", is_flag=True, help="Do not ask.")
def stop(place: Place, use_cases: Wiring, contact: Contact, yes: bool, as_json: bool) -> None:
    """Stop everything to ADDRESS, as if its owner had said STOP.

    At once, even what is queued. It is noted with their consents, as done by the operator. It
    stops this address alone; another one of theirs goes on. An address that is nobody's is put
    on the stop list as well. Without ADDRESS it asks for one; "-" reads it from stdin.
    """
    del place
    owner = use_cases.contacts.owner(contact.channel, contact.address)
    before = owner.state if owner else None
    found = _found(use_cases, contact)
    if before != "stopped":
        if not yes:
            whose = f", of {found.named}," if found else ""
            click.confirm(f"{WHAT[contact.channel]}{whose} end for good?", abort=True, err=True)
        _stop(use_cases, contact)
    if as_json:
        who = {"couple": found.couple.id, "partner": found.key} if found else {}
        show(who | {"channel": contact.channel, "before": before, "state": "stopped"})
    else:
        ended = "had ended before" if before == "stopped" else "have ended"
        click.echo(f"{WHAT[contact.channel]} {ended}. {BACK[contact.channel]}{_rest(found)}")


def _found(use_cases: Wiring, contact: Contact) -> Person | None:
    try:
        return person_of(use_cases, contact)
    except NobodyError:
        return None


def _stop(use_cases: Wiring, contact: Contact) -> None:
    """Stop list, couple and consent in one transaction, which loses no race with an edit."""
    now = use_cases.clock()
    consent = Consent("a", contact.channel, ACT, granted=False)  # the owner's letter is put in
    owner = use_cases.contacts.stop(contact.address, consent, now, use_cases.new_id()[:8])
    if owner is not None and owner.couple_id is not None:
        use_cases.preferences.refresh(owner.couple_id, now)


def _rest(found: Person | None) -> str:
    """What still comes to them otherwise."""
    if found is None:
        return "\nThe address is nobody's here, and on the stop list now."
    others = [one.channel for one in found.partner.contacts if one.channel != found.contact.channel]
    on = [one for one in others if found.partner.reachable(one)]
    return f"\nWhat comes to them by {on[0]} goes on." if on else ""
