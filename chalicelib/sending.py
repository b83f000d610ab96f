"""What writes and sends: texts, emails, and the queue between planning and sending.

Made lazily, once a process, over the stores.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.clients import client, ses_client
from chalicelib.stores import Stores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from chalicelib.content.library import Library
    from chalicelib.content.render import Renderer
    from chalicelib.couples.dates import DateLinks
    from chalicelib.couples.model import Channel, Couple
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.reply_address import ReplyAddresses
    from chalicelib.delivery.agenda import Agendas
    from chalicelib.delivery.batch import Arrived
    from chalicelib.delivery.invitation import Invitations
    from chalicelib.delivery.jobs import Job
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.model import Envelope, Sender
    from chalicelib.delivery.queue import Queue
    from chalicelib.delivery.room import Room
    from chalicelib.delivery.send import Desk, Errand
    from chalicelib.scheduling.schedule import Schedule
    from chalicelib.table import Item, Write

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@dataclass(frozen=True)
class Sending(Stores):
    """The second half of the wiring: nothing here answers anybody."""

    @cached_property
    def queue(self) -> Queue:
        from chalicelib.delivery.queue import SendQueue

        settings = self.settings
        return SendQueue(
            partial(client, "sqs"), settings.send_queue_url, settings.send_dead_letters_url
        )

    @cached_property
    def library(self) -> Library:
        from chalicelib.content.library import load

        return load(TEMPLATES / "content")

    @cached_property
    def renderer(self) -> Renderer:
        from chalicelib.content.render import Renderer
        from chalicelib.pages.assets import asset_url

        settings = self.settings
        shared = {
            "service": settings.service_name,
            "base": settings.base_path,
            "public_url": settings.public_url,
            "operator_name": settings.operator_name,
            "contact_email": settings.contact_email,
            "help_line": settings.help_line,
            "postal_address": settings.email.postal_address if settings.email else "",
            "channels": settings.channels,
            "email_answers": settings.mail_in is not None,
            "asset": lambda name: asset_url(TEMPLATES, settings.base_path, name),
        }
        return Renderer(TEMPLATES, shared)

    @cached_property
    def writer(self) -> Writer:
        from chalicelib.delivery.letters import Writer

        addresses = self.reply_addresses
        return Writer(self.renderer, self.tokens, self.settings.public_url, addresses)

    @cached_property
    def reply_addresses(self) -> ReplyAddresses | None:
        """Where our emails are answered to; None if they take no answer."""
        from chalicelib.couples.reply_address import ReplyAddresses

        settings = self.settings
        if settings.mail_in is None:
            return None
        return ReplyAddresses(settings.secret_key, settings.mail_in.domain)

    @cached_property
    def preferences(self) -> Preferences:
        from chalicelib.couples.preferences import Preferences
        from chalicelib.scheduling.entries import due_entries

        def reschedule(couple: Couple, existing: Sequence[Item], now: datetime) -> list[Write]:
            return due_entries(couple, existing, now, self.shards.write())

        return Preferences(self.couples, reschedule)

    @cached_property
    def agendas(self) -> Agendas:
        from chalicelib.delivery.agenda import Agendas

        return Agendas(
            library=self.library,
            meetings=self.meetings,
            jar=self.jar,
            topics=self.topics,
            dates=self.dates,
            links=self.links,
            public_url=self.settings.public_url,
        )

    @cached_property
    def date_links(self) -> DateLinks:
        from chalicelib.couples.dates import DateLinks

        return DateLinks(self.links, self.settings.public_url)

    @cached_property
    def invitations(self) -> Invitations:
        from chalicelib.delivery.invitation import Invitations

        settings = self.settings
        return Invitations(settings.service_name, settings.contact_email, settings.public_url)

    @cached_property
    def senders(self) -> Mapping[Channel, Sender]:
        """One for each channel that is switched on."""
        from chalicelib.delivery.ses import SesSender
        from chalicelib.delivery.twilio import TwilioSender

        senders: dict[Channel, Sender] = {}
        if self.settings.email:
            senders["email"] = SesSender(self.settings.email, ses_client)
        if self.settings.sms:
            senders["sms"] = TwilioSender(self.settings.sms, self._callback_url)
        return senders

    def _callback_url(self, envelope: Envelope) -> str:
        """Where Twilio reports on one attempt: the signed token says which."""
        key = envelope.key
        token = self.tokens.sign("receipt", key.pk, key.sk, envelope.attempt)
        return f"{self.settings.public_url}/webhooks/twilio/status?d={token}"

    def rate(self, channel: Channel) -> float:
        """Messages a second that a channel's account allows."""
        if channel == "sms":
            return self.settings.sms.segments_a_second if self.settings.sms else 1.0
        return self.ses_rate()

    @cached_property
    def ses_rate(self) -> Callable[[], float]:
        from chalicelib.delivery.ses import SesRate

        return SesRate(ses_client, self.clock)

    @cached_property
    def room(self) -> Room:
        from chalicelib.delivery.pace import Pace
        from chalicelib.delivery.room import Room
        from chalicelib.delivery.tap import Tap

        sms = self.settings.sms
        tap = Tap(self.table, sms.segments_a_day, sms.segments_a_month) if sms else None
        return Room(Pace(self.table, self.rate), tap or Tap(self.table, 0, 0))

    @cached_property
    def desk(self) -> Desk:
        from chalicelib.control import Control
        from chalicelib.delivery.send import Desk

        return Desk(
            couples=self.couples,
            ledger=self.ledger,
            senders=self.senders,
            again=self.queue.again,
            held=Control(self.table).held,
            clock=self.clock,
            new_id=self.new_id,
            first_delay=timedelta(seconds=self.settings.retry_seconds),
            room=self.room,
        )

    @cached_property
    def scheduling(self) -> Schedule:
        from chalicelib.scheduling.schedule import Schedule

        return Schedule()

    def errand(self, job: Job) -> Errand:
        """What a queue message asks for, ready to be sent."""
        from chalicelib.delivery.build import build_errand

        return build_errand(self, job)

    def send(self, messages: Iterable[Arrived], seconds_left: Callable[[], float]) -> list[str]:
        """Send a batch, within what is left of this invocation. Returns what must come again."""
        from chalicelib.delivery.batch import send_batch

        return send_batch(messages, self.errand, self.desk, self.queue.bury, seconds_left)

    def turned_away(self) -> dict[str, int]:
        """What the last batches could not send because a ceiling was reached."""
        return {"tap_closed": self.room.tap.turned_away()}
