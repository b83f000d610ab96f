"""Figures become metrics as CloudWatch wants them, and only those somebody would look at."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

from chalicelib.couples.model import Contact
from chalicelib.delivery.model import LedgerKey
from chalicelib.delivery.receipts import Receipt
from chalicelib.figures import NAMESPACE, WATCHED, embedded, tell
from chalicelib.invocation import invoked
from chalicelib.scheduling.planned import Planned
from chalicelib.webhooks.inbound import answer_to
from tests.delivery.evenings import PHONE, due_in, failing
from tests.world import START, World

if TYPE_CHECKING:
    from chalicelib.delivery.model import Fate

MAIL = Contact("email", "alex@example.com")


def by_powertools(figures: dict[str, int]) -> dict[str, Any]:
    """What the well-kept library writes."""
    metrics = EphemeralMetrics(namespace=NAMESPACE)
    metrics.add_dimension(name="Stage", value="dev")
    for name, times in figures.items():
        metrics.add_metric(name=name, unit=MetricUnit(WATCHED[name]), value=times)
    printed = io.StringIO()
    with redirect_stdout(printed):
        metrics.flush_metrics()
    read: dict[str, Any] = json.loads(printed.getvalue())
    return read


def test_metrics_are_written_as_a_well_kept_library_writes_them() -> None:
    figures = {"planning_lag": 12, "sent": 3}
    theirs, ours = by_powertools(figures), embedded("dev", figures, 1_795_000_000_000)
    for one in (theirs, ours):
        assert isinstance(one["_aws"].pop("Timestamp"), int)
    (directive,) = theirs["_aws"]["CloudWatchMetrics"]
    for one in directive["Metrics"]:
        one.pop("StorageResolution", None)  # 60, which is what no word about it means
    assert {**theirs, "planning_lag": 12, "sent": 3} == ours
    assert (theirs["planning_lag"], theirs["sent"]) == ([12.0], [3.0])


def test_what_is_no_metric_stands_beside_them() -> None:
    line = embedded("dev", {"queued": 4, "planning_lag": 0}, 0)
    assert line["queued"] == 4
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Metrics"] == [{"Name": "planning_lag", "Unit": "Seconds"}]
    assert embedded("dev", {"queued": 4}, 0) == {"queued": 4}


def test_a_quiet_minute_says_only_that_nothing_was_late() -> None:
    with invoked("tick", "r-1") as invocation:
        told = tell(Planned().figures())
    assert invocation.counted == {"planning_lag": 0}
    assert told["queued"] == 0


def test_planning_is_as_late_as_the_oldest_that_was_due() -> None:
    world = World()
    world.couple(MAIL)
    world.couple(PHONE)
    due = world.next_due()
    assert due is not None
    world.clock.now = due
    world.clock.advance(seconds=47)
    assert world.tick().figures()["planning_lag"] == 47


def test_each_end_of_a_message_is_counted_once() -> None:
    ends: dict[Fate, str] = {"permanent": "failed", "unknown": "in_doubt", "later": "put_off"}
    for fate, end in ends.items():
        world, _ = due_in(World(), MAIL)
        world.email.errors = [failing(fate)]
        with invoked("send", "r-1") as invocation:
            world.work()
        assert dict(invocation.counted) == ({end: 1} if end in WATCHED else {})


def test_each_try_that_our_own_account_is_to_blame_for_is_counted() -> None:
    world, _ = due_in(World(), MAIL)
    world.email.errors = [failing("later", ours=True), failing("later", ours=True)]
    with invoked("send", "r-1") as invocation:
        for _ in range(3):
            world.work()
    assert dict(invocation.counted) == {"refused": 2, "sent": 1}


def test_what_twilio_took_and_our_account_kept_from_them_is_counted_once() -> None:
    world, couple = due_in(World(), PHONE)
    world.work()
    (sent,) = world.deliveries(couple)
    receipt = Receipt(LedgerKey(sent["PK"], sent["SK"]), sent["token"], "failed", "30034")
    with invoked("app", "r-1") as invocation:
        world.receipts.apply(receipt, world.clock())
        world.receipts.apply(receipt, world.clock())
    assert dict(invocation.counted) == {"refused": 1, "undelivered": 1}


def test_what_answers_a_text_is_counted_in_segments() -> None:
    world = World()
    world.couple(PHONE, b=Contact("sms", "+12025550144"))
    form = {"MessageSid": "SM1", "From": PHONE.address, "Body": "Sam did bedtime"}
    with invoked("app", "r-1") as invocation:
        answer_to(form, world.waiting, world.clock())
        assert invocation.counted["segments"] == 1
        answer_to({**form, "MessageSid": "SM2", "OptOutType": "STOP"}, world.waiting, world.clock())
        assert invocation.counted["segments"] == 1, "Twilio has answered that itself"


def test_an_answer_of_several_parts_is_several_segments() -> None:
    class Wordy:
        def handle(self, *_: object) -> str:
            return "thanks " * 50

    wordy: Any = Wordy()
    with invoked("app", "r-1") as invocation:
        answer_to({"MessageSid": "SM1"}, wordy, START)
    assert invocation.counted["segments"] == 3


def test_a_text_is_a_segment_and_an_email_is_none() -> None:
    for contact, counted in ((PHONE, {"sent": 1, "segments": 1}), (MAIL, {"sent": 1})):
        world, _ = due_in(World(), contact)
        with invoked("send", "r-1") as invocation:
            world.work()
        assert dict(invocation.counted) == counted


def test_who_leaves_is_counted_and_who_says_it_again_is_not() -> None:
    world = World()
    world.couple(PHONE)
    with invoked("app", "r-1") as invocation:
        world.text(PHONE.address, "STOP")
        world.text(PHONE.address, "STOP")
    assert invocation.counted["opt_outs"] == 1
