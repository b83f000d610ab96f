"""The command: python -m workbench export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.operating.fresh_link import send_link
from workbench.operating.options import show
from workbench.operating.whose import on_one_person, person_of

if TYPE_CHECKING:
    from chalicelib.couples.model import Contact, Partner
    from chalicelib.wiring import Wiring
    from workbench.operating.place import Place

PAGE = "export"
BY_EMAIL = """\
A link is on its way to the email address that they have confirmed. It opens everything that is
theirs, to read and to download: once, within 30 minutes. You never see it."""
BY_TEXT = """\
They have confirmed no email address of their own, so a link is on its way to their number. A
phone can be stolen: what is theirs opens from it two days after they ask for that, on the page
which the link leads to, and the phone is told at once. Or they add an email address there."""


@click.command("export")
@on_one_person
def export(place: Place, use_cases: Wiring, contact: Contact, as_json: bool) -> None:
    """Send the person with ADDRESS a link to all that is theirs, for them alone to open.

    It goes to the email address that they have confirmed, whichever address you found them by;
    to their number if they have no email. What they open is shown to nobody else, and is kept
    nowhere. Without ADDRESS it asks for one; "-" reads it from stdin.
    """
    found = person_of(use_cases, contact)
    to = _where(found.partner, found.contact)
    send_link(place, use_cases, found, to, PAGE)
    if as_json:
        who = {"couple": found.couple.id, "partner": found.key}
        show(who | {"channel": to.channel, "queued": True})
    else:
        says = BY_EMAIL if to.channel == "email" else BY_TEXT
        click.echo(says)


def _where(partner: Partner, asked_for: Contact) -> Contact:
    """Their own mailbox; else the number; else what was asked for, of which it says why not."""
    both = partner.contact("email"), partner.contact("sms")
    usable = (one for one in both if one is not None and partner.own(one.channel))
    return next(usable, asked_for)
