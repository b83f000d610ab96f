"""Each function may do what it does, and no more. The local AWS enforces none of it: this does."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.erased import mark_of
from chalicelib.couples.model import Contact
from chalicelib.delivery.batch import LAST_TRY, Arrived
from chalicelib.delivery.model import LedgerKey, SendError
from chalicelib.delivery.receipts import Receipt
from chalicelib.replies.said import Inbound
from chalicelib.replies.waiting import dumps
from chalicelib.table import StoreUnavailable
from tests.asking_world import AskingWorld
from tests.delivery.bounces import bounce
from tests.mail_in.mailing import written
from tests.pages.stories import ALEX_PHONE, back, both, chosen, invited, joined, signed_up
from tests.reading_imports import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

CHALICE = ROOT / ".chalice"
LOGS = {
    "api": "PagesLog",
    "tick": "TickLog",
    "plan": "PlanLog",
    "inbound": "InboundLog",
    "mail_in": "MailInLog",
    "send": "SendLog",
    "ses_event": "SesEventLog",
}
ROLES = tuple(LOGS)
LISTENS = {
    "plan": "PlanQueue",
    "inbound": "InboundQueue",
    "mail_in": "MailInQueue",
    "send": "SendQueue",
}
LISTENING = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")
LOGGING = ("logs:CreateLogStream", "logs:PutLogEvents")
# What Lambda does in a function's name, besides listening to its queue and keeping its log.
BY_LAMBDA = {"ses_event": {("sqs:SendMessage", "SesEventsDead")}}
# No call of ours, but an answer depends on it: without ListBucket, S3 calls what is gone forbidden
# (API reference, GetObject).
TO_BE_TOLD = {"mail_in": {("s3:ListBucket", "MailsIn")}}
EVERYWHERE = {
    ("ses:GetAccount", "*"): "an account has no name of its own",
    ("ses:SendEmail", "identity/*"): "the operator's, whichever SES picks for EmailFrom; while in "
    "the sandbox, also the receiver's",
    ("s3:GetObject", "MailsIn/*"): "SES names each mail anew; the bucket holds nothing else",
    ("s3:DeleteObject", "MailsIn/*"): "the same",
}


@cache
def done() -> dict[str, set[tuple[str, str]]]:
    """What each function asks of AWS in a story that comes past everything."""
    world = AskingWorld()
    alex, sam = both(world, ALEX_PHONE)
    for said in ("Sam did bedtime", "2", "Sam sang", "0", "STOP", "START"):
        world.text(ALEX_PHONE, said)
    joined(world, invited(signed_up(world, "kim@example.com", "Kim")), "jo@example.com", "Jo")
    sam.act("preferences", **chosen(day=["0", "1", "2"]))
    alex.act("stop_contact", channel="sms")
    sam.act("topic", topic="The car on Fridays")
    for said in ("START", "Sam did bedtime", "0", "LESS", "STOP"):
        late = Inbound(f"SM-late-{said}", ALEX_PHONE, said)
        with world.role("inbound"):
            world.waiting.arrived(dumps(late, world.clock()), world.clock())
    answered(world)
    world.email.errors.append(SendError("busy", "later"))
    world.until(world.clock().replace(day=29))
    world.email.errors += [SendError("no answer", "unknown")] * 2
    world.until(world.clock().replace(day=30))
    for doubtful in [one for one in world.memory.items.values() if one.get("week")]:
        if doubtful.get("state") == "in_doubt":
            key = LedgerKey(doubtful["PK"], doubtful["SK"])
            with world.role("ses_event"):
                world.receipts.apply(Receipt(key, doubtful["token"], "delivered"), world.clock())
    world.clock.advance(days=3)
    world.tick()  # what was due in between has expired
    world.clock.advance(days=7)
    world.tick(lambda: 0)  # no time for a second page
    world.minute()
    back(world, "kim@example.com").act("sign_out_everywhere")
    half_erased(world, "kim@example.com")
    envelope = world.email.sent[-1]
    with world.role("ses_event"):
        bounced = Receipt(envelope.key, envelope.attempt, "failed", "Permanent", "unreachable")
        world.receipts.apply(bounced, world.clock())
    world.email.errors.append(SendError("no answer", "later"))
    late_ones(world)
    came_back(world)
    crowded(world)
    return world.aws.done


def half_erased(world: AskingWorld, address: str) -> None:
    """Whoever joined there left, and the request that should have deleted all of theirs died."""
    stays = world.contacts.owner("email", address)
    world.memory.write(mark_of(str(stays and stays.couple_id), "b", 0, world.clock()))
    world.clock.advance(minutes=3)
    world.minute()


def late_ones(world: AskingWorld) -> None:
    """A text while the store is down, a job that failed for the fifth time, a signed callback."""
    world.memory.before = [away] * 20
    world.waiting.handle(Inbound("SM-down", ALEX_PHONE, "STOP"), world.clock())
    world.memory.before = []
    sms = world.settings.sms
    assert sms
    assert sms.auth_token, "every callback of Twilio is checked with it"
    with world.role("send"):
        world.send([Arrived("broken", "no job at all", LAST_TRY)])


def came_back(world: AskingWorld) -> None:
    """An email that comes back while a text in its place is still worth something."""
    world.couple(Contact("email", "max@example.com"), Contact("sms", "+12025550147"))
    while not any(one.message.to == "max@example.com" for one in world.email.sent):
        world.until(world.next_due() or world.clock())
    with world.role("ses_event"):
        world.receipts.apply(bounce(world.email.sent[-1]), world.clock())


def crowded(world: AskingWorld) -> None:
    """More is due at one moment than there is time for, and then again."""
    for number in range(12):
        world.couple(Contact("email", f"many{number}@example.com"))
    while not world.plan_queue.bodies:
        world.work()
        world.clock.now = world.next_due() or world.clock()
        world.tick(lambda: 0)
    for body in world.fakes.plan_queue.bodies[:]:
        world.go_on(body, lambda: 0)


def away() -> None:
    raise StoreUnavailable


def answered(world: AskingWorld) -> None:
    """What somebody may answer by email."""
    couple = world.couple(Contact("email", "pat@example.com"))
    said = ("Kim did bedtime", "0", "LESS", "MENU", "Kim sang to them", "STOP")
    for number, words in enumerate(said):
        source = written(words, str(number), "pat@example.com")
        world.email_in(source, world.address(couple))


@cache
def allowed(role: str) -> frozenset[tuple[str, str]]:
    """The actions that a role's policy allows, each with what it may be done to."""
    policy = json.loads((CHALICE / "policies" / f"{role}.json").read_text())
    pairs = set()
    for statement in policy["Statement"]:
        assert statement["Effect"] == "Allow"
        for action in statement["Action"]:
            what = statement["Resource"]
            pairs |= {(action, _named(one)) for one in (what if isinstance(what, list) else [what])}
    return frozenset(pairs)


def _named(resource: Any) -> str:
    """A resource as the template calls it, without where it is."""
    if isinstance(resource, str):
        return resource
    if "Fn::Sub" in resource:
        named = re.sub(r"\$\{(\w+)\.Arn\}", r"\1", str(resource["Fn::Sub"]))
        return named.rpartition("${AWS::AccountId}:")[2]
    name, attribute = resource["Fn::GetAtt"]
    assert attribute == "Arn"
    return str(name)


def test_every_function_has_a_policy_of_its_own_and_every_policy_a_function() -> None:
    config = json.loads((CHALICE / "config.json").read_text())
    functions = {name: one["iam_policy_file"] for name, one in config["lambda_functions"].items()}
    used = functions | {"api": config["iam_policy_file"]}
    assert used == {role: f"policies/{role}.json" for role in ROLES}
    assert {file.name for file in (CHALICE / "policies").iterdir()} == {f"{r}.json" for r in ROLES}
    assert config["autogen_policy"] is False


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_allowed_wholesale(role: str) -> None:
    for action, what in allowed(role):
        assert "*" not in action
        assert "*" not in what or (action, what) in EVERYWHERE


@pytest.mark.parametrize("role", ROLES)
def test_a_function_may_do_what_it_does_and_no_more(role: str) -> None:
    by_lambda = {(action, LOGS[role]) for action in LOGGING} | BY_LAMBDA.get(role, set())
    if role in LISTENS:
        by_lambda |= {(action, LISTENS[role]) for action in LISTENING}
    assert allowed(role) - by_lambda - TO_BE_TOLD.get(role, set()) == done()[role]
    assert by_lambda <= allowed(role)


def readers_of_secrets(done: Mapping[str, set[tuple[str, str]]]) -> set[str]:
    return {role for role in ROLES for action, _ in done[role] if action == "ssm:GetParameter"}


def test_a_tick_reads_no_secret_and_plan_only_to_erase() -> None:
    """They run most often, and start soonest without."""
    assert readers_of_secrets(done()) == set(ROLES) - {"tick"}
    world = AskingWorld()
    joined(world, invited(signed_up(world, "kim@example.com", "Kim")), "jo@example.com", "Jo")
    crowded(world)
    assert world.aws.done["plan"], "it went on with a shard"
    assert readers_of_secrets(world.aws.done).isdisjoint({"tick", "plan"})
    half_erased(world, "kim@example.com")
    assert readers_of_secrets(world.aws.done) & {"tick", "plan"} == {"plan"}
