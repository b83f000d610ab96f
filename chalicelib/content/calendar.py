"""The check-in as a calendar event (RFC 5545), published so that a later file moves it (RFC 5546).

PUBLISH, not REQUEST: nobody is asked to answer into a mailbox that nobody reads, no address of
theirs stands in the file, and it enters a calendar only when they open it (RFC 5546, 3.2.1).
Times are in UTC: one event needs no zone of its own, and each calendar shows it on its own clock.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

FILE_NAME = "check-in.ics"


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting as one reader's calendar shows it. Neutral: a lock screen may show it, too."""

    uid: str
    sequence: int
    begins: datetime  # aware
    ends: datetime
    url: str
    service: str
    contact_email: str  # the operator's: who publishes an event has to be named
    called_off: bool = False

    @property
    def method(self) -> str:
        return "CANCEL" if self.called_off else "PUBLISH"

    @property
    def content_type(self) -> str:
        return f"text/calendar; charset=utf-8; method={self.method}"


def uid_of(couple_id: str, week: str, host: str) -> str:
    """What a meeting is known by in every calendar; says nothing of whose it is."""
    return f"{hashlib.sha256(f'{couple_id}#{week}'.encode()).hexdigest()[:32]}@{host}"


def ics(event: Event, now: datetime) -> str:
    """The calendar file. `now` is when it is written."""
    from icalendar import Calendar, vCalAddress, vText
    from icalendar import Event as Component

    organizer = vCalAddress(f"mailto:{event.contact_email}")
    organizer.params["CN"] = vText(event.service)
    component = Component()
    component.add("UID", event.uid)
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", now)
    component.add("DTSTART", event.begins)
    component.add("DURATION", event.ends - event.begins)
    component.add("SUMMARY", f"{event.service}: check-in")
    component.add("DESCRIPTION", f"The agenda: {event.url}")
    component.add("URL", event.url)
    component.add("ORGANIZER", organizer)
    component.add("STATUS", "CANCELLED" if event.called_off else "CONFIRMED")
    calendar = Calendar()
    calendar.add("PRODID", f"-//{event.service}//Check-in//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", event.method)
    calendar.add_component(component)
    return str(calendar.to_ical().decode())
