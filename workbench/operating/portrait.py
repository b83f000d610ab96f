"""What an operator sees of a person: how things stand, and nothing that is theirs alone.

No name, no address, no word; nor what they chose for themselves (children, comforts, a hard time).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from chalicelib.couples.model import Partner
    from chalicelib.table import Item
    from workbench.operating.coming import Prospect
    from workbench.operating.whose import Person

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Agreed:
    """One consent, or its withdrawal: never the words or the place it came from."""

    at: str  # UTC ISO
    channel: str
    granted: bool
    act: str
    text_version: str

    @property
    def words(self) -> tuple[str, ...]:
        what = "agreed" if self.granted else "withdrew"
        version = f" (words of {self.text_version})" if self.text_version else ""
        return self.at[:16].replace("T", " "), self.channel, what, self.act + version


def agreed(consents: Sequence[Item], person: Person) -> list[Agreed]:
    """What this person agreed to and withdrew, newest first."""
    theirs = [one for one in consents if one["partner"] == person.key]
    return [
        Agreed(one["at"], one["channel"], one["granted"], one["act"], one["text_version"])
        for one in sorted(theirs, key=lambda one: str(one["SK"]), reverse=True)
    ]


def facts(person: Person, ahead: Prospect | None) -> dict[str, Any]:
    """For machines."""
    partner = person.partner
    coming = ahead.as_json() if ahead else []
    return {
        "couple": person.couple.id,
        "partner": person.key,
        "people": len(person.couple.partners()),
        "zone": partner.zone,
        "channels": [
            {
                "channel": one.channel,
                "state": one.state,
                "shared": one.shared,
                "asked_for": one.channel == person.contact.channel,
            }
            for one in partner.contacts
        ],
        "rhythms": {"small": partner.small.on, "check_in": partner.check_in.on},
        "paused": partner.paused,
        "paused_until": partner.paused_until,
        "notes": list(ahead.notes) if ahead else [],
        "next": coming[0] if coming else None,
    }


def lines(person: Person, ahead: Prospect | None, on: Collection[str]) -> Iterator[tuple[str, str]]:
    """For people: what, and how it stands. `on`: the channels that the stage has."""
    partner = person.partner
    for one in partner.contacts:
        asked = ", which you asked for" if one.channel == person.contact.channel else ""
        shared = ", a mailbox that both read: agendas only" if one.shared else ""
        yield one.channel, f"{one.state}{shared}{asked}"
    yield "small", _small(partner)
    yield "check_in", _check_in(person)
    if "sms" in on and partner.contact("sms"):
        yield "texts", f"from {partner.texts_from} to {partner.texts_end}, in {partner.zone}"
    for note in ahead.notes if ahead else ():
        yield "note", note
    if ahead and ahead.slots:
        first = ahead.slots[0]
        local = f"{ahead.local(first):%a %Y-%m-%d %H:%M}"
        yield "next", f"{local}, {first.rhythm}, by {first.channel}"


def _small(partner: Partner) -> str:
    small = partner.small
    if not small.on:
        return "off"
    days = ", ".join(DAYS[day] for day in small.days)
    after = f"{small.minutes_after} minutes after the kids are down"
    return f"{days}, {f'at {small.time}' if small.time else after}, by {small.channel}"


def _check_in(person: Person) -> str:
    check_in, meeting = person.partner.check_in, person.couple.meeting
    if not check_in.on:
        return "off"
    before = f"{check_in.days_before} days before" if check_in.days_before else "on the day"
    at = f"{DAYS[meeting.day]} {meeting.time}"
    return f"{before} at {check_in.time}, by {check_in.channel}; they meet {at}"
