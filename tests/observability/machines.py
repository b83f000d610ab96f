"""What machines bring, full of marks: ticks, queues, receipts, mails, and all that goes wrong."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from chalicelib.delivery.model import SendError
from chalicelib.delivery.ses import tag_of
from chalicelib.edge import InvocationError
from chalicelib.keys import due_shards
from chalicelib.scheduling.rest import Rest
from chalicelib.scheduling.rest import dumps as rest_text
from chalicelib.wiring import wiring
from tests.lambda_events import batch, minute, ses_event
from tests.mail_in.mailing import written
from tests.observability.marked import ADDRESS, OTHER, PHONE, WORDS
from tests.observability.overhearing import path_of
from tests.webhooks.twilio_calls import call

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.delivery.model import Envelope, Fate
    from tests.observability.overhearing import Overheard

FATES: tuple[Fate, ...] = ("permanent", "later", "unknown")


def waited(heard: Overheard) -> None:
    """Texts that waited for the table, and what is none."""
    text = {"id": "SM7", "sender": PHONE, "text": WORDS, "opted": "", "media": ""}
    message = json.dumps({"v": 1, "inbound": text, "at": heard.world.clock().isoformat()})
    for body in (message, f"{WORDS}, which is no message"):
        _dies_at_most(heard, "inbound", batch(body)["event"])
    heard.world.work()


def lives_three_weeks(heard: Overheard, look: Callable[[], None]) -> None:
    """Tick by tick, while providers refuse in every way, and code fails with words that quote."""
    world = heard.world
    rest = Rest(
        due_shards()[0], "2026-12-01T00:00:00Z", {"PK": "COUPLE#x", "SK": "DUE#a#small"}, "holder"
    )
    _dies_at_most(heard, "plan", batch(rest_text(rest), f"{WORDS}: no message")["event"])
    _lives(heard, days=3)
    look()  # at a date's ideas, before their week is over
    _lives(heard, days=4)
    for sender in (world.email, world.sms):
        sender.errors = [SendError("refused", fate, code="1") for fate in FATES]
    _lives(heard, days=7)
    world.room.tap.a_day = 0
    _lives(heard, days=3)
    world.room.tap.a_day = 10**6
    world.email.before = world.sms.before = _quote
    _lives(heard, days=4)
    look()
    world.email.before = world.sms.before = None
    undated = {"couple": "c1", "partner": "a", "rhythm": "small", "rev": 1, "date": WORDS,
               "due_at": WORDS, "good_until": WORDS}  # fmt: skip
    last = batch(json.dumps({"v": 1, "slot": undated, "attempt": 0}))["event"]
    last["Records"][0]["attributes"] = {"ApproximateReceiveCount": "5"}  # then it is buried
    heard.event("send", last)
    heard.event("send", batch("{}", f'{{"v": 1, "slot": "{WORDS}"}}', *world.queue.ever)["event"])


def erases(heard: Overheard) -> None:
    """What a request that died left of somebody, with what else is due by then."""
    heard.world.clock.advance(minutes=3)
    heard.event("tick", minute()["event"])
    left, heard.world.plan_queue.bodies = heard.world.plan_queue.bodies, []
    assert left
    heard.event("plan", batch(*left)["event"])


def _lives(heard: Overheard, days: int) -> None:
    world = heard.world
    until = world.clock() + timedelta(days=days)
    while (due := world.next_due()) is not None and due <= until:
        world.clock.now = max(world.clock(), due)
        heard.event("tick", minute()["event"])
        world.work()
    world.clock.now = until


def receipts(heard: Overheard) -> None:
    """What providers report of each message, with the addresses that they put in."""
    for one in heard.world.email.sent:
        for kind in ("Send", "Delivery", "Bounce", "Complaint", "Reject"):
            heard.event("ses_event", ses_event(_reported(one, kind))["event"])
    for one in heard.world.sms.sent:
        url = wiring()._callback_url(one)
        for status, code in (("sent", ""), ("undelivered", "30005"), ("failed", "21610")):
            form = {"MessageStatus": status, "ErrorCode": code, "To": PHONE}
            heard.does(partial(call, heard.site, path_of(heard, url), form))
    nonsense = ses_event({})["event"]
    nonsense["Records"][0]["Sns"]["Message"] = WORDS
    _dies_at_most(heard, "ses_event", nonsense)


def _reported(one: Envelope, kind: str) -> dict[str, Any]:
    tags = {"delivery": [tag_of(one.key)], "attempt": [one.attempt]}
    hard = {"bounceType": "Permanent", "bounceSubType": "General",
            "bouncedRecipients": [{"emailAddress": one.message.to}]}  # fmt: skip
    mail = {"tags": tags, "destination": [one.message.to], "source": one.message.subject}
    return {"eventType": kind, "mail": mail, "bounce": hard}


def email(heard: Overheard) -> None:
    """Answers by email: one that counts, one by somebody else, one that is no mail at all."""
    owner = heard.world.contacts.owner("email", ADDRESS)
    assert owner is not None
    couple = heard.world.couples.get(owner.couple_id or "")
    assert couple is not None
    for sender in (ADDRESS, OTHER):
        mail = written(WORDS, sender, sender=sender, Subject=WORDS)
        told = heard.world.told(mail, heard.world.address(couple), f"mail-{sender}")
        heard.event("mail_in", batch(json.dumps(told))["event"])
    _dies_at_most(heard, "mail_in", batch(WORDS)["event"])
    heard.world.work()


def _quote(envelope: Envelope) -> None:
    """A library that fails in the words of what it was given."""
    raise ValueError(f"cannot send {envelope}")


def _dies_at_most(heard: Overheard, function: str, event: Mapping[str, Any]) -> None:
    """It may fail, and Lambda then logs what it failed of: that is overheard, too."""
    try:
        heard.event(function, event)
    except InvocationError as error:
        said = {"message": "what Lambda logs", "function": function, "error": str(error)}
        heard.said.write(json.dumps(said) + "\n")
