"""One of each message for one address: who may get them, and what they say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.control import Control
from chalicelib.couples.addresses import BadAddress, read_address
from chalicelib.couples.contacts import Contacts
from chalicelib.couples.tokens import Tokens
from chalicelib.secret import given
from workbench.errors import WorkbenchError
from workbench.preview.cast import Cast
from workbench.preview.story import by
from workbench.stages.settings import LOCAL

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from chalicelib.couples.contacts import Owner
    from chalicelib.couples.model import Contact
    from chalicelib.delivery.model import Message
    from chalicelib.settings import Settings
    from workbench.operating.place import Place

LEAVING = ("List-Unsubscribe", "List-Unsubscribe-Post")
SECRET = "samples: their links open nothing"  # noqa: S105 - it keeps no secret


class SampleError(WorkbenchError):
    """The samples cannot go there; the message says why."""


def reader(place: Place, settings: Settings, typed: str) -> tuple[Contact, Owner | None]:
    """Whose samples they are. Raises SampleError: this is no way to write to just anybody."""
    countries: AbstractSet[str] = settings.sms.countries if settings.sms else frozenset()
    try:
        contact = read_address(typed, settings.channels, countries)
    except BadAddress as error:
        raise SampleError(f"{typed!r} is no address that this stage sends to. {error}") from error
    why = Control(place.table).why()
    if why is not None:
        go_on = place.command("resume")
        raise SampleError(f"The service is on hold ({why}): nothing is sent until {go_on}")
    owner = Contacts(place.table, settings.secret_key).owner(contact.channel, contact.address)
    confirmed = owner is not None and owner.state == "confirmed"
    own = contact.address == settings.contact_email.lower()
    stopped = owner is not None and not confirmed
    if stopped or not (confirmed or own or place.stage == LOCAL):
        raise SampleError(
            "Samples go to an address that is confirmed on this stage, or to its contact email, "
            f"{settings.contact_email}. Sign up with yours first: we write to nobody who has not "
            "agreed."
        )
    return contact, owner if confirmed else None


def samples(
    contact: Contact, owner: Owner | None, settings: Settings, *, discreet: bool
) -> list[Message]:
    """What a couple got in its first months by this channel, now all for this address."""
    known = replace(settings, kept_key=given(SECRET), clock_file=None)
    shown = by(contact.channel, known, Cast(discreet=discreet))
    messages = [one.message for one in shown if one.message.channel == contact.channel]
    return [
        _of(message, contact, owner, settings, f"[sample {number} of {len(messages)}]")
        for number, message in enumerate(messages, start=1)
    ]


def _of(
    message: Message, contact: Contact, owner: Owner | None, settings: Settings, mark: str
) -> Message:
    message = replace(message, to=contact.address)
    if contact.channel == "sms":
        return message
    message = replace(message, subject=f"{mark} {message.subject}")
    return _to_be_left(message, contact, owner, settings)


def _to_be_left(
    message: Message, contact: Contact, owner: Owner | None, settings: Settings
) -> Message:
    """The way out is the reader's own, and ends their real emails; who has none has none here."""
    if owner is None or owner.couple_id is None or owner.partner is None:
        kept = {name: value for name, value in message.headers.items() if name not in LEAVING}
        return replace(message, headers=kept)
    tokens = Tokens(settings.secret_key)
    token = tokens.sign("unsubscribe", owner.couple_id, owner.partner, contact.channel)
    ours, theirs = f"{settings.public_url}/unsubscribe/", token

    def own(text: str) -> str:
        return re.sub(rf"(?<={re.escape(ours)})[\w.-]+", theirs, text)

    headers = {name: own(value) for name, value in message.headers.items()}
    return replace(message, text=own(message.text), html=own(message.html), headers=headers)
