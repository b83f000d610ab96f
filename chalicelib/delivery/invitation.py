"""The calendar file of a meeting: attached to an agenda, or fetched from its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib.content.calendar import FILE_NAME, Event, ics, uid_of
from chalicelib.delivery.model import Attachment

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.meetings import MeetingPlan
    from chalicelib.couples.model import Couple


@dataclass(frozen=True, slots=True)
class Invitations:
    """Who publishes the events."""

    service_name: str
    contact_email: str
    public_url: str

    def file(self, couple: Couple, plan: MeetingPlan, page: str, now: datetime) -> Attachment:
        """The event as it stands, with the address of the reader's `page`."""
        event = Event(
            uid=uid_of(couple.id, plan.week, urlsplit(self.public_url).hostname or "localhost"),
            sequence=plan.sequence,
            begins=plan.begins,
            ends=plan.ends,
            url=page,
            service=self.service_name,
            contact_email=self.contact_email,
            called_off=plan.state == "off",
        )
        return Attachment(FILE_NAME, event.content_type, ics(event, now))
