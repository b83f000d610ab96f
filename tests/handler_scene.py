"""First events for the handlers of app.py: what a couple by email and one by text bring about.

The scene is set in the minute in which something is due for both.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chalicelib import keys
from chalicelib.couples.model import CheckIn, Contact, Meeting
from chalicelib.couples.slot import Slot, SlotTimes
from chalicelib.delivery.jobs import Job, dumps
from chalicelib.delivery.ses import tag_of
from chalicelib.pages.session import Session
from chalicelib.replies.said import Inbound
from chalicelib.replies.waiting import dumps as waiting_text
from chalicelib.scheduling.due import local_date, local_time
from chalicelib.scheduling.rest import Rest
from chalicelib.scheduling.rest import dumps as rest_text
from tests.lambda_events import batch, web
from tests.mail_in.mailing import MailWorld, written
from tests.pages.stories import ALEX, ALEX_PHONE, SAM
from tests.webhooks.twilio_calls import STATUS, signature
from tests.world import ENV

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.delivery.model import Envelope
    from tests.fakes import FakeSender

SANG = written("Sam sang to them", sender=ALEX)


class Scene:
    """A couple by email and one by text, in the minute in which something is due for both."""

    def __init__(self) -> None:
        self.world = MailWorld()
        self.by_email = self.world.couple(Contact("email", ALEX))
        self.by_text = self.world.couple(Contact("sms", ALEX_PHONE))
        self.world.clock.now = self.world.next_due() or self.world.clock.now
        self.items = deepcopy(self.world.memory.items)
        self.world.tick()
        bodies = self.world.queue.take()
        self.email_job, self.text_job = bodies if self.by_email.id in bodies[0] else bodies[::-1]
        self.agenda_job, self.calendar = self.agenda()

    def agenda(self) -> tuple[str, dict[str, Any]]:
        """An agenda by email that is due now, and a call for the calendar file on its page."""
        now, world = self.world.clock(), self.world
        couple = world.couple(Contact("email", SAM))
        today = local_date(now, couple.a.zone)
        meeting = Meeting(today.weekday(), "21:00")
        at = CheckIn("email", time=f"{local_time(now, couple.a.zone):%H:%M}")

        def changed(one: Couple) -> Couple:
            return replace(one, a=replace(one.a, check_in=at), meeting=meeting)

        couple = world.preferences.edit(couple.id, changed, now)
        plan = world.agendas.of_week(couple, today, now)
        token = world.agendas.page(couple, plan, "a", now).rpartition("/")[2]
        theirs = {k: v for k, v in world.memory.items.items() if k not in self.items}
        self.items |= {k: v for k, v in deepcopy(theirs).items() if "due_shard" not in v}
        times = SlotTimes(today, now, now + timedelta(hours=1))
        path, resource = f"/agenda/{token}/check-in.ics", "/agenda/{token}/check-in.ics"
        job = dumps(Job(Slot(couple.id, "a", "check_in", times, couple.version)))
        return job, web("GET", path, resource=resource, token=token)

    def cookie(self) -> str:
        now = int(self.world.clock().timestamp())
        session = Session(self.by_email.id, "a", 0, now)
        return self.world.site.manage.sessions.cookie(session)["Set-Cookie"].split(";")[0]

    def mail(self) -> dict[str, Any]:
        """What SES says of an answer from the one by email."""
        told = self.world.told(SANG, self.world.address(self.by_email), "mail-1")
        told["mail"]["commonHeaders"]["from"] = [ALEX]
        return told

    def rest(self) -> dict[str, Any]:
        """A call of app.plan: the shard's page that a tick had no time for."""
        entry = min(key for key, item in self.items.items() if "due_shard" in item)
        item = self.items[entry]
        start = {name: item[name] for name in ("PK", "SK", "due_shard", "due_at")}
        rest = Rest(item["due_shard"], keys.utc_text(self.world.clock()), start, "a tick")
        return called("plan", rest_text(rest))

    def waited(self) -> dict[str, Any]:
        """A call of app.inbound: a text that came while the store was down."""
        inbound = Inbound("SM" + "2" * 32, ALEX_PHONE, "Sam sang")
        return called("inbound", waiting_text(inbound, self.world.clock()))

    def receipt(self) -> dict[str, Any]:
        """What SES says of the email once it has arrived."""
        envelope = self._sent(self.email_job, self.world.email)
        tags = {"delivery": [tag_of(envelope.key)], "attempt": [envelope.attempt]}
        return {"eventType": "Delivery", "mail": {"tags": tags}}

    def status(self) -> dict[str, Any]:
        """Twilio's call about the text once it has arrived."""
        envelope = self._sent(self.text_job, self.world.sms)
        key = envelope.key
        token = self.world.tokens.sign("receipt", key.pk, key.sk, envelope.attempt)
        return twilio_call(STATUS, {"MessageStatus": "delivered"}, token)

    def _sent(self, job: str, sender: FakeSender) -> Envelope:
        self.world.queue.bodies.append(job)
        self.world.work()
        return sender.sent[-1]


def called(handler: str, body: str) -> dict[str, Any]:
    """A call by SQS of another function than send."""
    return {**batch(body), "handler": handler}


def twilio_call(path: str, fields: dict[str, str], token: str = "") -> dict[str, Any]:
    """A signed call by Twilio; `token` is what its address ends in, if it has one."""
    url = f"{ENV['PUBLIC_URL']}{path}?d={token}" if token else ENV["PUBLIC_URL"] + path
    signed = {"x-twilio-signature": signature(url, fields)}
    query = {"d": token} if token else None
    return web("POST", path, urlencode(fields), headers=signed, query=query)
