"""The command: python -m workbench resend-link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from chalicelib.control import Control
from chalicelib.limits import DAY
from chalicelib.scheduling.due import local_time
from workbench.errors import WorkbenchError
from workbench.operating.options import show
from workbench.operating.whose import on_one_person, person_of

if TYPE_CHECKING:
    from chalicelib.couples.model import Contact
    from chalicelib.wiring import Wiring
    from workbench.operating.place import Place
    from workbench.operating.whose import Person

A_DAY = 5  # to one address, with those that its owner asks for (pages/asking, replies/asking_in)
SAYS = """\
A fresh link is on its way to that {what}, and to no other. It opens their own page, once,
within 30 minutes. Nobody but its reader sees it. Whether it arrived, you see with
  {got}"""


class LinkError(WorkbenchError):
    """No link was sent; the message says why and what else there is."""


@click.command("resend-link")
@on_one_person
def resend_link(place: Place, use_cases: Wiring, contact: Contact, as_json: bool) -> None:
    """Send the person with ADDRESS a fresh link to their own page, to that address.

    To a confirmed address only, five a day at most together with those they ask for themselves,
    and no text outside their hours. Without ADDRESS it asks for one; "-" reads it from stdin.
    """
    found = person_of(use_cases, contact)
    send_link(place, use_cases, found, found.contact)
    if as_json:
        who = {"couple": found.couple.id, "partner": found.key}
        show(who | {"channel": contact.channel, "queued": True})
        return
    what = "email address" if contact.channel == "email" else "number"
    click.echo(SAYS.format(what=what, got=place.command("got")))


def send_link(
    place: Place, use_cases: Wiring, person: Person, contact: Contact, page: str = "me"
) -> None:
    """Queue it, as if they had asked for it. `page`: which of theirs it opens. Raises LinkError."""
    now = use_cases.clock()
    _check(place, use_cases, person, contact)
    who = use_cases.contacts.hashed(contact.channel, contact.address)
    if not use_cases.limits.allow(f"ask-{who}", A_DAY, DAY, now):
        raise LinkError(
            f"{A_DAY} links went to that address today, which is the most. There can be more "
            "tomorrow (UTC)."
        )
    whose = person.couple.id, person.key
    use_cases.fresh_links(*whose, contact, now, cause=use_cases.new_id(), page=page)


def _check(place: Place, use_cases: Wiring, person: Person, contact: Contact) -> None:
    """Whether a link may go there now; the sender asks the same again before it sends."""
    held = Control(use_cases.table).why()
    if held is not None:
        go_on = place.command("resume")
        raise LinkError(f"The service is on hold ({held}): nothing is sent until {go_on}")
    if contact.channel not in use_cases.settings.channels:
        raise LinkError(f"This stage sends nothing by {contact.channel}.")
    if contact.state != "confirmed":
        raise LinkError(
            f"That address is {contact.state}: we do not write to it. Only its owner can change "
            "that, with START in a text, or by signing up with it once more."
        )
    if contact.shared:
        raise LinkError("Both read that mailbox, and a link would open the page of one of them.")
    if contact.channel == "sms" and not use_cases.scheduling.may_text(
        person.partner, use_cases.clock()
    ):
        local = local_time(use_cases.clock(), person.partner.zone)
        raise LinkError(
            f"It is {local:%H:%M} where they are, and their texts come from "
            f"{person.partner.texts_from} to {person.partner.texts_end}. Try again then. If they "
            "text MENU themselves, it comes at once."
        )
