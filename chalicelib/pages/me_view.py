"""What a person's own page shows, made from the couple and the schedule. Pure."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.content.words import date_words
from chalicelib.couples.addresses import masked
from chalicelib.couples.joining import same_mailbox
from chalicelib.pages.me_children import shown
from chalicelib.pages.me_lost import lost
from chalicelib.pages.me_notes import notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.couples.model import Couple, Invitation, Partner, PartnerKey

IN_WORDS = {
    "appreciation": "A thank-you prompt",
    "gesture": "Something small to do",
    "date_night": "An idea for the two of you",
    "kind_word": "A kind word",
    "check_in": "The agenda for your check-in",
}
OPEN_END = "you come back"


class Coming(Protocol):
    """One slot that will come, as scheduling says it."""

    @property
    def when(self) -> str: ...
    @property
    def rhythm(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def kind(self) -> str | None: ...


def view(
    couple: Couple,
    key: PartnerKey,
    partner: Partner,
    coming: Sequence[Coming],
    today: date,
) -> dict[str, Any]:
    """The context of me.html, but for the session's own. `today`: in the partner's zone."""
    other = couple.other(key)
    waiting = couple.waiting[1] if partner.admitted and couple.waiting else None
    out = open_invitation(couple, today) if partner.admitted else None
    small = any(one.rhythm == "small" for one in coming)
    return {
        "me": {**_me(partner, today), **_evening(partner), **shown(couple, partner, today)},
        "lost": lost(partner, masked),
        "partner": {"name": other.name, "state": "joined"} if other else None,
        "pending": _pending(waiting, partner) if waiting else None,
        "may_invite": partner.admitted and couple.vacant is not None,
        "invited_until": _ends(out.until[:10]) if out else "",
        "upcoming": listed(coming),
        "notes": notes(couple, partner, today) if small else [],
        "meeting": {
            "weekday": couple.meeting.day,
            "time": couple.meeting.time,
            "minutes": couple.meeting.minutes,
        },
    }


def listed(coming: Sequence[Coming]) -> list[dict[str, str]]:
    """What comes, a line each."""
    return [
        {"when": one.when, "what": IN_WORDS[one.kind], "channel": one.channel}
        for one in coming
        if one.kind  # without one there is nothing that fits them, and nothing comes
    ]


def previewed(
    couple: Couple, key: PartnerKey, coming: Sequence[Coming], today: date
) -> dict[str, Any]:
    """What would come if what is on the form were saved."""
    partner = couple.partner(key) or couple.a
    small = any(one.rhythm == "small" for one in coming)
    return {
        "upcoming": listed(coming),
        "notes": notes(couple, partner, today) if small else [],
        "problems": [],
    }


def invitation(name: str, url: str) -> str:
    """Words for `a` to forward; theirs to change."""
    return f"I found a small thing for the two of us. Have a look, no strings: {url} - {name}"


def open_invitation(couple: Couple, today: date) -> Invitation | None:
    """The link that is out, as far as the one who made it can know: whoever got it may have
    declined, of which the page says nothing until it would have run out anyway."""
    out = couple.invitation
    still = out is not None and today <= date.fromisoformat(out.until[:10])
    return out if still and couple.vacant is not None else None


def _me(partner: Partner, today: date) -> dict[str, Any]:
    small = partner.small
    return {
        "name": partner.name,
        "zone": partner.zone,
        "contacts": [
            {
                "channel": one.channel,
                "shown": one.address,
                "state": one.state,
                "shared": one.shared,
            }
            for one in partner.contacts
        ],
        "small": {
            "days": list(small.days) if small.on else [],
            "time": small.time or "",
            "anchored": small.time is None,
            "minutes_after": small.minutes_after,
            "channel": small.channel,
        },
        "relays": partner.relays,
        "check_in": {"on": partner.check_in.on, "channel": partner.check_in.channel},
        "paused_until": _pause_ends(partner) if partner.paused_on(today) else "",
        "sick_until": _ends(partner.sick_until) if partner.sick_on(today) else "",
        "rough_until": _ends(partner.rough_until) if partner.rough_on(today) else "",
    }


def _evening(partner: Partner) -> dict[str, Any]:
    return {
        "kids_down": partner.kids_down,
        "lights_out": partner.lights_out,
        "kids_down_on": [at or "" for at in partner.kids_down_on],
        "lights_out_on": [at or "" for at in partner.lights_out_on],
        "late_texts": partner.late_texts,
        "texts_from": partner.texts_from,
        "texts_until": partner.texts_until,
        "discreet": partner.discreet,
        "comforts": asdict(partner.comforts),
    }


def _pause_ends(partner: Partner) -> str:
    return _ends(partner.paused_until) or OPEN_END


def _ends(until: str | None) -> str:
    return date_words(date.fromisoformat(until)) if until else ""


def _pending(partner: Partner, mine: Partner) -> dict[str, Any]:
    """`shared`: they came by the mailbox that is mine, too."""
    mailbox = partner.contact("email")
    return {
        "name": partner.name,
        "shown": ", ".join(masked(one) for one in partner.contacts),
        "shared": mailbox is not None and same_mailbox(mailbox, mine),
    }
