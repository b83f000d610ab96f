"""Each function may do what it does, and no more. The local AWS enforces none of it: this does."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.erased import mark_of
from chalicelib.couples.model import Contact
from chalicelib.delivery.model import LedgerKey, SendError
from chalicelib.delivery.receipts import Receipt
from chalicelib.replies.said import Inbound
from chalicelib.replies.waiting import dumps
from chalicelib.table import Change, Delete, Put
from tests.mail_in.mailing import MailWorld, written
from tests.pages.stories import ALEX_PHONE, both, chosen, invited, joined, signed_up
from tests.reading_imports import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from chalicelib.scheduling.page import Planned
    from chalicelib.table import Item, Key, Page, Table, Write
    from workbench.memory_table import MemoryTable

CHALICE = ROOT / ".chalice"
ROLES = ("api", "tick", "plan", "inbound", "mail_in", "send", "ses_event")
WRITES = {Put: "dynamodb:PutItem", Change: "dynamodb:UpdateItem", Delete: "dynamodb:DeleteItem"}
INBOUND_QUEUE, MAIL_IN_QUEUE, MAILS = "InboundQueue", "MailInQueue", "MailsIn"
TABLE, INDEX, QUEUE, PLAN_QUEUE = "Table", "Table/index/due", "SendQueue", "PlanQueue"
EVERYWHERE = {
    ("ses:SendEmail", "*"): "the identity and the configuration set are made by the operator",
    ("ses:GetAccount", "*"): "an account has no name of its own",
    ("logs:CreateLogStream", "arn:*:logs:*:*:*"): "a log group is named after its function",
    ("logs:PutLogEvents", "arn:*:logs:*:*:*"): "the same",
    ("s3:GetObject", "MailsIn/*"): "SES names each mail anew; the bucket holds nothing else",
    ("s3:DeleteObject", "MailsIn/*"): "the same",
}
# What an SQS event source needs of its function's role.
LISTENING = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}


@dataclass
class Watched:
    """A table that notes, for the role at work, the action that IAM would ask for."""

    table: MemoryTable
    role: str = "api"
    done: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    def get(self, pk: str, sk: str, *, consistent: bool = False) -> Item | None:
        self._note("dynamodb:GetItem")
        return self.table.get(pk, sk, consistent=consistent)

    def get_many(self, keys: Iterable[Key], *, consistent: bool = False) -> dict[Key, Item]:
        self._note("dynamodb:BatchGetItem")
        return self.table.get_many(keys, consistent=consistent)

    def query(self, pk: str, prefix: str = "", **how: Any) -> list[Item]:
        self._note("dynamodb:Query")
        return self.table.query(pk, prefix, **how)

    def due(self, shard: str, until: str, limit: int, start: Item | None = None) -> Page:
        self._note("dynamodb:Query", INDEX)
        return self.table.due(shard, until, limit, start)

    def identity(self) -> str:
        self._note("dynamodb:DescribeTable")
        return self.table.identity()

    def write(self, write: Write) -> Item | None:
        self._note(WRITES[type(write)])
        return self.table.write(write)

    def transact(self, writes: Sequence[Write]) -> None:
        for write in writes:
            self._note(WRITES[type(write)])
        self.table.transact(writes)

    def _note(self, action: str, what: str = TABLE) -> None:
        self.done[self.role].add((action, what))


class WatchedWorld(MailWorld):
    """A world whose functions are told apart, and whose shards take more than one page."""

    page_size = 1

    @cached_property
    def watched(self) -> Watched:
        return Watched(self.memory)

    @cached_property
    def table(self) -> Table:
        return self.watched

    def email_in(self, source: bytes, to: str, ses_id: str = "", **verdicts: str) -> None:
        with self.role("mail_in"):
            super().email_in(source, to, ses_id, **verdicts)

    @contextmanager
    def role(self, role: str) -> Iterator[None]:
        self.watched.role = role
        yield
        self.watched.role = "api"

    def tick(self, seconds_left: Callable[[], float] = lambda: 50.0) -> Planned:
        with self.role("tick"):
            return super().tick(seconds_left)

    def go_on(self, body: str, seconds_left: Callable[[], float] = lambda: 50.0) -> Planned:
        with self.role("plan"):
            return super().go_on(body, seconds_left)

    def work(self) -> list[str]:
        with self.role("send"):
            return super().work()


@cache
def done() -> dict[str, set[tuple[str, str]]]:
    """What each function does in a story that comes past everything."""
    world = WatchedWorld()
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
    left = world.contacts.owner("email", "kim@example.com")
    world.memory.write(mark_of(str(left and left.couple_id), "b", world.clock()))
    world.clock.advance(minutes=3)
    world.minute()  # what the request of somebody who left could not delete
    envelope = world.email.sent[-1]
    with world.role("ses_event"):
        bounced = Receipt(envelope.key, envelope.attempt, "failed", "Permanent", "unreachable")
        world.receipts.apply(bounced, world.clock())
    return world.watched.done


def answered(world: WatchedWorld) -> None:
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
    if isinstance(resource, str):
        return resource
    if "Fn::Sub" in resource:
        return re.sub(r"\$\{(\w+)\.Arn\}", r"\1", str(resource["Fn::Sub"]))
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
def test_a_function_may_do_with_the_table_what_it_does_and_no_more(role: str) -> None:
    may = {pair for pair in allowed(role) if pair[0].startswith("dynamodb:")}
    assert may == done()[role]


@pytest.mark.parametrize("role", ROLES)
def test_a_function_may_use_the_queue_as_it_does(role: str) -> None:
    may = {action for action, what in allowed(role) if what == QUEUE}
    assert may == {"sqs:SendMessage"} | (LISTENING if role == "send" else set())


@pytest.mark.parametrize("role", ROLES)
def test_only_webhooks_let_a_text_wait(role: str) -> None:
    may = {action for action, what in allowed(role) if what == INBOUND_QUEUE}
    sends = {"sqs:SendMessage"} if role == "api" else set()
    assert may == sends | (LISTENING if role == "inbound" else set())


@pytest.mark.parametrize("role", ROLES)
def test_only_planning_hands_on_the_rest_of_a_shard(role: str) -> None:
    may = {action for action, what in allowed(role) if what == PLAN_QUEUE}
    sends = {"sqs:SendMessage"} if role in {"tick", "plan"} else set()
    assert may == sends | (LISTENING if role == "plan" else set())


@pytest.mark.parametrize("role", ROLES)
def test_mail_is_read_and_deleted_by_what_hears_it_alone(role: str) -> None:
    """Without ListBucket, S3 calls what is gone forbidden (API reference, GetObject)."""
    may = {action for action, what in allowed(role) if what in {MAIL_IN_QUEUE, MAILS, f"{MAILS}/*"}}
    mails = {"s3:GetObject", "s3:DeleteObject", "s3:ListBucket"}
    assert may == (LISTENING | mails if role == "mail_in" else set())


def test_only_sending_buries_dead_letters() -> None:
    dead = ("sqs:SendMessage", "SendDeadLetters")
    assert [role for role in ROLES if dead in allowed(role)] == ["send"]


def test_only_sending_sends_emails() -> None:
    assert [role for role in ROLES if ("ses:SendEmail", "*") in allowed(role)] == ["send"]
