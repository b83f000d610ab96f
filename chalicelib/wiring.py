"""The one place where the real collaborators meet. Everything is made lazily, once a process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from chalicelib.clients import client
from chalicelib.sending import Sending
from chalicelib.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from chalicelib.couples.departure import Departures
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.couples.moving import Moving
    from chalicelib.delivery.fresh_links import FreshLinks
    from chalicelib.delivery.model import LedgerKey
    from chalicelib.delivery.receipts import Receipts
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


@dataclass(frozen=True)
class Wiring(Sending):
    """One deployment's collaborators: over the stores and what sends, what plans and answers."""

    @cached_property
    def plan_queue(self) -> RestQueue:
        from chalicelib.scheduling.rest import PlanQueue

        return PlanQueue(partial(client, "sqs"), self.settings.plan_queue_url)

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
    def picking(self) -> Picking:
        from chalicelib.delivery.date_plan import DateNews
        from chalicelib.replies.picking import Picking

        return Picking(self.dates, self.preferences, DateNews(self.queue))

    @cached_property
    def moving(self) -> Moving:
        from chalicelib.couples.moving import Moving
        from chalicelib.delivery.moved import MeetingNews

        return Moving(self.meetings, self.preferences, MeetingNews(self.queue))

    def agenda_made(self, couple: Couple, day: date) -> bool:
        """Whether the agenda of a meeting on that day is frozen."""
        from chalicelib.couples.meetings import iso_week

        return self.meetings.get(couple.id, iso_week(day)) is not None

    @cached_property
    def relays(self) -> Relays:
        from chalicelib.replies.relays import Relays

        return Relays(self.jar, self.preferences, self.limits, self.pass_on)

    def pass_on(self, couple_id: str, to: PartnerKey, which: str, now: datetime) -> None:
        """Queue an appreciation for the other of the two. Most thank-yous wait for the agenda."""
        from chalicelib.delivery.relay import RelayNews

        RelayNews(self.queue)(couple_id, to, which, now)

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
        from chalicelib.replies.waiting import Waiting

        queue, tell = self.inbound_queue, self.answer_later
        return Waiting(self.replies, self.contacts, queue, tell, self.renderer)

    def answer_later(
        self, couple_id: str, key: PartnerKey, message_id: str, until: datetime
    ) -> None:
        """Queue the answer to a text that had to wait."""
        from chalicelib.delivery.answers import AnswerNews

        AnswerNews(self.queue)(couple_id, key, message_id, until)

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


@cache
def wiring() -> Wiring:
    """This process's wiring. Raises SettingsError, naming everything that is missing."""
    return Wiring(Settings.from_env(os.environ))
