"""The one place where the real collaborators meet. Everything is made lazily, once a process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.clients import client, ses_client
from chalicelib.settings import Settings
from chalicelib.stores import Stores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from chalicelib.content.library import Library
    from chalicelib.content.render import Renderer
    from chalicelib.couples.dates import DateLinks
    from chalicelib.couples.departure import Departures
    from chalicelib.couples.model import Channel, Couple, PartnerKey
    from chalicelib.couples.moving import Moving
    from chalicelib.couples.preferences import Preferences
    from chalicelib.couples.reply_address import ReplyAddresses
    from chalicelib.delivery.agenda import Agendas
    from chalicelib.delivery.batch import Arrived
    from chalicelib.delivery.fresh_links import FreshLinks
    from chalicelib.delivery.invitation import Invitations
    from chalicelib.delivery.jobs import Job
    from chalicelib.delivery.letters import Writer
    from chalicelib.delivery.model import Envelope, LedgerKey, Sender
    from chalicelib.delivery.queue import Queue
    from chalicelib.delivery.receipts import Receipts
    from chalicelib.delivery.room import Room
    from chalicelib.delivery.send import Desk, Errand
    from chalicelib.mail_in.hear import Bucket, Ear
    from chalicelib.pages.site import Site
    from chalicelib.replies.handle import Replies
    from chalicelib.replies.later import BringBack
    from chalicelib.replies.picking import Picking
    from chalicelib.replies.relays import Relays
    from chalicelib.replies.waiting import Queue as WaitingQueue
    from chalicelib.replies.waiting import Waiting
    from chalicelib.scheduling.plan import Planner, RestQueue
    from chalicelib.scheduling.planned import Planned
    from chalicelib.scheduling.schedule import Schedule
    from chalicelib.table import Item, Write

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@dataclass(frozen=True)
class Wiring(Stores):
    """One deployment's collaborators."""

    @cached_property
    def queue(self) -> Queue:
        from chalicelib.delivery.queue import SendQueue

        settings = self.settings
        return SendQueue(
            partial(client, "sqs"), settings.send_queue_url, settings.send_dead_letters_url
        )

    @cached_property
    def preferences(self) -> Preferences:
        from chalicelib.couples.preferences import Preferences
        from chalicelib.scheduling.entries import due_entries

        def reschedule(couple: Couple, existing: Sequence[Item], now: datetime) -> list[Write]:
            return due_entries(couple, existing, now, self.shards.write())

        return Preferences(self.couples, reschedule)

    @cached_property
    def plan_queue(self) -> RestQueue:
        from chalicelib.scheduling.rest import PlanQueue

        return PlanQueue(partial(client, "sqs"), self.settings.plan_queue_url)

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
    def mail_bucket(self) -> Bucket:
        """Where mails lie that came to us."""
        from chalicelib.mail_in.bucket import S3Bucket

        name = self.settings.mail_in.bucket if self.settings.mail_in else ""
        return S3Bucket(partial(client, "s3"), name)

    @cached_property
    def mail_in(self) -> Ear:
        """What hears emails. Raises SettingsError if they are not to be heard."""
        from chalicelib.mail_in.build import build_ear

        return build_ear(self)

    @cached_property
    def agendas(self) -> Agendas:
        from chalicelib.couples.meetings import Meetings
        from chalicelib.delivery.agenda import Agendas

        return Agendas(
            library=self.library,
            meetings=Meetings(self.table),
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
    def picking(self) -> Picking:
        from chalicelib.delivery.date_plan import DateNews
        from chalicelib.replies.picking import Picking

        return Picking(self.dates, self.preferences, DateNews(self.queue))

    @cached_property
    def invitations(self) -> Invitations:
        from chalicelib.delivery.invitation import Invitations

        settings = self.settings
        return Invitations(settings.service_name, settings.contact_email, settings.public_url)

    @cached_property
    def moving(self) -> Moving:
        from chalicelib.couples.meetings import Meetings
        from chalicelib.couples.moving import Moving
        from chalicelib.delivery.moved import MeetingNews

        return Moving(Meetings(self.table), self.preferences, MeetingNews(self.queue))

    def agenda_made(self, couple: Couple, day: date) -> bool:
        """Whether the agenda of a meeting on that day is frozen."""
        from chalicelib.couples.meetings import iso_week

        return self.agendas.meetings.get(couple.id, iso_week(day)) is not None

    @cached_property
    def relays(self) -> Relays:
        from chalicelib.delivery.relay import RelayNews
        from chalicelib.replies.relays import Relays

        return Relays(self.jar, self.preferences, self.limits, RelayNews(self.queue))

    @cached_property
    def departures(self) -> Departures:
        from chalicelib.couples.departure import Departures
        from chalicelib.couples.erasure import Erasure

        erasure = Erasure(self.table, self.links)
        couples, contacts, edits = self.couples, self.contacts, self.preferences
        return Departures(self.table, couples, contacts, edits, erasure, self.new_id)

    @cached_property
    def inbound_queue(self) -> WaitingQueue:
        from chalicelib.replies.waiting import InboundQueue

        return InboundQueue(partial(client, "sqs"), self.settings.inbound_queue_url)

    @cached_property
    def waiting(self) -> Waiting:
        """What answers a text, even while the store is down."""
        from chalicelib.delivery.answers import AnswerNews
        from chalicelib.replies.waiting import Waiting

        tell, queue = AnswerNews(self.queue), self.inbound_queue
        return Waiting(self.replies, self.contacts, queue, tell, self.renderer)

    @cached_property
    def bring_back(self) -> BringBack:
        from chalicelib.delivery.later import LaterNews

        return LaterNews(self.queue)

    @cached_property
    def fresh_links(self) -> FreshLinks:
        from chalicelib.delivery.fresh_links import FreshLinks

        return FreshLinks(self.couples, self.links, self.queue)

    @cached_property
    def receipts(self) -> Receipts:
        from chalicelib.delivery.receipts import Receipts
        from chalicelib.delivery.relay import told

        def heard(couple_id: str, week: str, reader: PartnerKey, only_copy: bool) -> None:
            self.agendas.heard(couple_id, week, reader, only_copy=only_copy)

        def passed_on(key: LedgerKey, arrived: bool) -> None:
            told(self.jar, key, arrived=arrived)

        return Receipts(
            ledger=self.ledger,
            couples=self.couples,
            contacts=self.contacts,
            preferences=self.preferences,
            put_fallback=self.queue.put_fallback,
            heard=heard,
            passed_on=passed_on,
            asked=self.inbox.asked,
        )

    @cached_property
    def replies(self) -> Replies:
        from chalicelib.replies.build import build_replies

        return build_replies(self)

    @cached_property
    def site(self) -> Site:
        from chalicelib.pages.site import build_site

        return build_site(self)

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
    def room(self) -> Room:
        from chalicelib.delivery.pace import Pace
        from chalicelib.delivery.room import Room
        from chalicelib.delivery.tap import Tap

        sms = self.settings.sms
        tap = Tap(self.table, sms.segments_a_day, sms.segments_a_month) if sms else None
        return Room(Pace(self.table, self.rate), tap or Tap(self.table, 0, 0))

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

    def planner(self, seconds_left: Callable[[], float]) -> Planner:
        from chalicelib.delivery.expiry import LedgerExpiry
        from chalicelib.scheduling.leases import Leases
        from chalicelib.scheduling.page import Pages
        from chalicelib.scheduling.plan import Planner

        return Planner(
            table=self.table,
            pages=Pages(self.table, self.queue, LedgerExpiry(self.ledger), self.plan_queue),
            leases=Leases(self.table, self.new_id),
            rest=self.plan_queue,
            clock=self.clock,
            seconds_left=seconds_left,
        )

    def tick(self, seconds_left: Callable[[], float]) -> Planned:
        """Plan what is due now, within what is left of this invocation."""
        from chalicelib import keys
        from chalicelib.scheduling.plan import plan_due

        return plan_due(self.planner(seconds_left), keys.due_shards(self.shards.read()))

    def go_on(self, body: str, seconds_left: Callable[[], float]) -> Planned:
        """Go on with a shard, or with an erasure, that another invocation could not finish."""
        from chalicelib.scheduling.plan import plan_rest
        from chalicelib.scheduling.planned import Planned
        from chalicelib.scheduling.rest import Unfinished, loads

        rest = loads(body)
        if isinstance(rest, Unfinished):
            self.departures.erasure.go_on(rest.couple, rest.partner)
            return Planned()
        return plan_rest(self.planner(seconds_left), rest)

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


@cache
def wiring() -> Wiring:
    """This process's wiring. Raises SettingsError, naming everything that is missing."""
    return Wiring(Settings.from_env(os.environ))
