"""On hold, and among the dead letters, on the running service: nothing lost, nothing doubled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.workbench.operating.deployed_morning import Morning, impatient, tomorrow
from tests.workbench.operating.terminal import run, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.couples.model import Couple
    from tests.local_service import LocalService

pytestmark = pytest.mark.service

DROPPED = ("failed", "dropped by the operator")


@pytest.fixture(scope="module")
def morning(service: LocalService) -> Morning:
    morning = tomorrow(service)
    morning.becomes("05:50")
    return morning


@dataclass(frozen=True)
class Held:
    """Two who were due while everything was on hold, and what they had got when it ended."""

    stale: Couple
    good: Couple
    said: str
    messages: int
    ended: list[Any]
    resumed: dict[str, Any]


@pytest.fixture(scope="module")
def held(morning: Morning) -> Iterator[Held]:
    """It ends at half past six: half an hour too late for one of the two."""
    both = morning.couple("06:00", "06:30"), morning.couple("06:00", "22:00")
    said = morning.run("hold", "a test").stdout
    try:
        morning.becomes("06:31")
        messages, ended = sum(map(morning.messages, both)), [*map(morning.ended, both)]
    finally:
        resumed = morning.said("resume")
    yield Held(*both, said, messages, ended, resumed)
    for one in both:
        morning.leave(one)


@dataclass(frozen=True)
class Failed:
    """What failed five times at seven: three broken documents, and a message that is no whole."""

    mended: Couple
    late: Couple  # good until half past
    dropped: Couple
    malformed: Couple


@pytest.fixture(scope="module")
def failed(morning: Morning, held: Held) -> Iterator[Failed]:
    del held  # it ended before: the clock only goes forward
    mended, late, dropped = (
        morning.couple("07:00", lights_out) for lights_out in ("22:00", "07:30", "22:00")
    )
    whole = morning.couple("23:00", "23:30")
    day = f"{morning.day:%Y-%m-%d}"
    slot = {"couple": whole.id, "partner": "a", "rhythm": "small", "date": day}
    for one in (mended, late, dropped):
        morning.break_document(one)
    with impatient(morning):
        morning.queue({"v": 1, "slot": slot, "attempt": 0})
        morning.becomes("07:00")
    yield Failed(mended, late, dropped, whole)
    for one in (mended, late, dropped, whole):
        morning.leave(one)


def test_on_hold_nothing_leaves_though_it_is_due(morning: Morning, held: Held) -> None:
    assert held.said.startswith("The stage local is on hold since ")
    assert (held.messages, held.ended) == (0, [[], []])
    assert held.resumed["before"]["why"] == "a test"
    assert morning.said("hold", "--show") == {"held": False}


def test_what_failed_five_times_is_mended_replayed_and_sent_once(
    morning: Morning, failed: Failed
) -> None:
    couple = failed.mended
    (letter,) = morning.letters()[couple.id]
    assert letter["reason"].startswith("TypeError in ")
    assert (letter["name"], letter["worth"], morning.messages(couple)) == ("small", "yes", 0)
    message = morning.said("deadletters", "show", letter["id"][:8])["message"]
    assert (message["slot"]["couple"], message["attempt"]) == (couple.id, 0)
    assert couple.a.contacts[0].address not in json.dumps([letter, message])

    morning.mend_document(couple)
    assert morning.said("deadletters", "replay", letter["id"])["queued"] == 1
    assert morning.comes_to(couple, "sent", "delivered")
    assert couple.id not in morning.letters()
    morning.queue(message)  # as if it had been replayed twice
    morning.becomes("07:10")
    assert morning.messages(couple) == 1


def test_what_is_replayed_too_late_ends_as_expired(morning: Morning, failed: Failed) -> None:
    couple = failed.late
    morning.mend_document(couple)
    morning.becomes("07:31")
    (letter,) = morning.letters()[couple.id]
    assert letter["worth"] == "too late"
    morning.said("deadletters", "replay", letter["id"])
    assert morning.comes_to(couple, "expired")
    assert morning.messages(couple) == 0


def test_what_is_dropped_ends_as_failed_also_if_nobody_can_read_it(
    morning: Morning, failed: Failed
) -> None:
    letters = morning.letters()
    (letter,), (unreadable,) = letters[failed.dropped.id], letters[failed.malformed.id]
    assert unreadable["reason"].startswith("ValueError in loads, jobs.py")
    assert unreadable["worth"] == "unreadable"
    ran = morning.run("deadletters", "drop", letter["id"], unreadable["id"], "--yes")
    assert ran.stdout == "2 messages dropped.\nIn the ledger: 2 failed.\n"
    assert not morning.letters().keys() & {failed.dropped.id, failed.malformed.id}
    assert morning.ended(failed.dropped) == morning.ended(failed.malformed) == [DROPPED]


def test_another_stage_is_reached_as_boto3_is_told(morning: Morning) -> None:
    url = morning.service.ports.aws_url
    account = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    there = ("deadletters", "--stage", "dev", "--table", "after-bedtime-local")
    ran = run(*there, env={"AWS_ENDPOINT_URL": url, **account})
    assert ran.returncode == 1
    assert "There is no queue after-bedtime-dev-send-dead in us-east-1" in ran.stderr
    for name in ("send", "send-dead"):
        morning.sqs.create_queue(QueueName=f"after-bedtime-dev-{name}")
    found = said(*there, env={"AWS_ENDPOINT_URL": url, **account})
    assert found == {"letters": [], "hidden": 0}


def test_after_a_hold_what_is_good_comes_once_and_what_is_stale_never(
    morning: Morning, held: Held
) -> None:
    """The last of these, because it is a minute until a held message looks again."""
    assert morning.comes_to(held.good, "sent", "delivered")
    assert morning.comes_to(held.stale, "expired")
    assert (morning.messages(held.good), morning.messages(held.stale)) == (1, 0)
