"""What the page after the tap shows: the taps, the next two weeks, and the first question. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.content.words import clock_words
from chalicelib.couples.joining import admitted
from chalicelib.pages.me_view import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.couples.model import Channel, Couple, Partner, PartnerKey
    from chalicelib.pages.me_view import Coming

STAGES_SAID = (
    ("expecting", "On the way"),
    ("newborn", "A newborn"),
    ("toddler", "A toddler"),
    ("school", "At school"),
    ("teens", "A teenager"),
)
BEDTIMES = ("18:30", "19:00", "19:30", "20:00", "20:30", "21:00")


def as_if_in(couple: Couple) -> Couple:
    """The couple as it will be: for who waits to be let in, that is what the page tells of."""
    return admitted(couple)


def missing(partner: Partner, channels: Sequence[str]) -> tuple[Channel, ...]:
    """Where an address of their own could still be added; instead of a shared one, too."""
    both: tuple[Channel, ...] = ("email", "sms")
    return tuple(one for one in both if one in channels and not partner.own(one))


def first_question(couple: Couple, key: PartnerKey) -> str:
    """With the other's name, if we know it: who joined has read it on the invitation."""
    waits = couple.waiting is not None and couple.waiting[0] == key
    other = couple.first if waits else couple.other(key)
    return f"What did {other.name if other else 'your partner'} do today that you were glad of?"


def welcome_view(
    couple: Couple, key: PartnerKey, partner: Partner, coming: Sequence[Coming]
) -> dict[str, Any]:
    """The context of welcome.html, but for the session's own and the form."""
    mailbox = partner.contact("email")
    return {
        "name": partner.name,
        "inviter": "" if partner.admitted else couple.first.name,
        "shared": mailbox is not None and mailbox.shared,
        "stages": STAGES_SAID,
        "bedtimes": [(at, clock_words(at)) for at in BEDTIMES],
        "question": first_question(couple, key),
        "upcoming": listed(coming),
    }


def to_forward(words: str, invite_url: str = "") -> str:
    """A message to send on: their own words, and the link only if they have made one."""
    message = f"Something I was glad of today: {words}"
    return (
        f"{message} (And the small thing I found for us: {invite_url})" if invite_url else message
    )
