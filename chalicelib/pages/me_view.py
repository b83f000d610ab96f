"""What a person's own page shows, made from the couple, the schedule and the jar. Pure."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.content.words import date_words
from chalicelib.couples.addresses import masked
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.replies.jar import Appreciation

IN_WORDS = {"small": "A small note", "check_in": "The agenda for your check-in"}
OPEN_END = "you come back"


class Coming(Protocol):
    """One slot that will come, as scheduling says it."""

    @property
    def when(self) -> str: ...
    @property
    def rhythm(self) -> str: ...
    @property
    def channel(self) -> str: ...


def view(
    couple: Couple,
    key: PartnerKey,
    partner: Partner,
    coming: Sequence[Coming],
    words: Sequence[Appreciation],
    today: date,
) -> dict[str, Any]:
    """The context of me.html, but for the session's own. `today`: in the partner's zone."""
    other = couple.other(key)
    waiting = couple.b if key == "a" and couple.b and not couple.b.admitted else None
    return {
        "me": _me(partner, today),
        "partner": {"name": other.name, "state": "joined"} if other else None,
        "pending": _pending(waiting) if waiting else None,
        "may_invite": key == "a" and couple.b is None,
        "upcoming": [
            {"when": one.when, "what": IN_WORDS[one.rhythm], "channel": one.channel}
            for one in coming
        ],
        "jar": [
            {"id": one.id, "text": one.text, "state": one.state, "when": _day(one, partner)}
            for one in words
        ],
        "meeting": {
            "weekday": couple.meeting.day,
            "time": couple.meeting.time,
            "minutes": couple.meeting.minutes,
        },
    }


def invitation(name: str, url: str) -> str:
    """Words for `a` to forward; theirs to change."""
    return f"I found a small thing for the two of us. Have a look, no strings: {url} - {name}"


def _me(partner: Partner, today: date) -> dict[str, Any]:
    small = partner.small
    return {
        "name": partner.name,
        "zone": partner.zone,
        "contacts": [
            {"channel": one.channel, "shown": one.address, "state": one.state}
            for one in partner.contacts
        ],
        "small": {
            "days": list(small.days) if small.on else [],
            "time": small.time or "",
            "anchored": small.time is None,
            "minutes_after": small.minutes_after,
            "channel": small.channel,
        },
        "check_in": {"on": partner.check_in.on, "channel": partner.check_in.channel},
        "kids_down": partner.kids_down,
        "lights_out": partner.lights_out,
        "paused_until": _pause_ends(partner) if partner.paused_on(today) else "",
    }


def _day(words: Appreciation, partner: Partner) -> str:
    return date_words(local_date(datetime.fromisoformat(words.at), partner.zone))


def _pause_ends(partner: Partner) -> str:
    if partner.paused_until is None:
        return OPEN_END
    return date_words(date.fromisoformat(partner.paused_until))


def _pending(partner: Partner) -> dict[str, str]:
    return {"name": partner.name, "shown": ", ".join(masked(one) for one in partner.contacts)}
