"""A calendar of somebody's: it keeps events by UID, and applies files as RFC 5546 has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import icalendar
from ical.calendar_stream import IcsCalendarStream

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Entry:
    """One event as a reader of calendar files understood it."""

    method: str
    uid: str
    sequence: int
    begins: datetime
    ends: datetime
    summary: str
    url: str
    status: str


def read_by_icalendar(text: str) -> Entry:
    calendar: Any = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert not event.errors
    return Entry(
        method=str(calendar["METHOD"]),
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        begins=event["DTSTART"].dt,
        ends=event["DTSTART"].dt + event["DURATION"].dt,
        summary=str(event["SUMMARY"]),
        url=str(event["URL"]),
        status=str(event["STATUS"]),
    )


def read_by_ical(text: str) -> Entry:
    (calendar,) = IcsCalendarStream.from_ics(text).calendars
    (event,) = calendar.events
    assert isinstance(event.dtstart, datetime)
    assert isinstance(event.end, datetime)
    return Entry(
        method=str(calendar.method),
        uid=str(event.uid),
        sequence=event.sequence or 0,
        begins=event.dtstart,
        ends=event.end,
        summary=str(event.summary),
        url=str(event.url),
        status=str(event.status.value if event.status else ""),
    )


READERS: Mapping[str, Any] = {"icalendar": read_by_icalendar, "ical": read_by_ical}


@dataclass
class SomebodysCalendar:
    """Opens files in whatever order they come."""

    reader: str = "icalendar"
    events: dict[str, Entry] = field(default_factory=dict)

    def open(self, text: str) -> None:
        """RFC 5546, 2.1.5: the higher SEQUENCE wins; a CANCEL takes the event away."""
        entry: Entry = READERS[self.reader](text)
        known = self.events.get(entry.uid)
        if known is None or entry.sequence >= known.sequence:
            self.events[entry.uid] = entry

    def shown(self) -> list[Entry]:
        return [one for one in self.events.values() if one.method != "CANCEL"]
