"""A process may die between any two steps: the mail comes again, and it is as if it had not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from chalicelib.table import StoreUnavailable
from tests.delivery.evenings import Crash, die
from tests.fakes import FakeQueue
from tests.mail_in.mailing import ALEX, SOUP, FakeBucket, MailWorld, jar, pair, written

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.delivery.model import Notice

STEPS = 12  # more than there are writes


@dataclass
class DyingBucket(FakeBucket):
    """Dies as told, before or after it has deleted something."""

    when: str = ""

    def delete(self, key: str) -> None:
        when, self.when = self.when, ""
        if when == "before it is deleted":
            die()
        super().delete(key)
        if when:
            die()


@dataclass
class DownQueue(FakeQueue):
    """Takes no notice for so many tries."""

    down: int = 0

    def put_notice(self, notice: Notice, not_before: datetime | None = None) -> None:
        if self.down:
            self.down -= 1
            die()
        super().put_notice(notice, not_before)


class DyingWorld(MailWorld):
    """A MailWorld whose bucket and queue can die."""

    @cached_property
    def queue(self) -> DownQueue:
        return DownQueue()

    @cached_property
    def mail_bucket(self) -> DyingBucket:
        return DyingBucket()


def until_heard(world: MailWorld, told: str) -> int:
    """Bring it until it is taken, as the queue does; how often."""
    for tries in range(1, STEPS):
        try:
            world.mail_in.arrived(told, world.clock())
        except (Crash, StoreUnavailable):
            world.clock.advance(seconds=90)
            continue
        return tries
    raise AssertionError("it is never taken")


def nothing() -> None:
    """Go on."""


@pytest.mark.parametrize("step", range(STEPS))
def test_thanks_are_kept_and_answered_once_wherever_it_dies(step: int) -> None:
    world, couple = pair()
    told = json.dumps(world.told(written(SOUP), world.address(couple)))
    world.memory.before = [*([nothing] * step), die]
    tries = until_heard(world, told)
    assert tries == (1 if world.memory.before else 2)
    world.memory.before = []
    assert jar(world, couple) == [("a", SOUP, "waiting")]
    assert len(world.answers()) == 1
    assert world.mail_bucket.mails == {}


@pytest.mark.parametrize("step", range(STEPS))
def test_a_stop_counts_wherever_it_dies(step: int) -> None:
    world, couple = pair()
    told = json.dumps(world.told(written("STOP"), world.address(couple)))
    world.memory.before = [*([nothing] * step), die]
    until_heard(world, told)
    world.memory.before = []
    contact, owner = world.read(couple).a.contact("email"), world.contacts.owner("email", ALEX)
    assert contact is not None
    assert owner is not None
    assert contact.state == owner.state == "stopped"
    assert not [sk for _, sk in world.memory.items if sk.startswith("DUE#a")
                and "due_shard" in world.memory.items[f"COUPLE#{couple.id}", sk]]  # fmt: skip
    assert world.answers() == []
    assert world.mail_bucket.mails == {}


@pytest.mark.parametrize("when", ["before it is deleted", "once it is deleted"])
def test_it_is_kept_and_answered_once_if_it_dies_at_the_very_end(when: str) -> None:
    world = DyingWorld()
    _, couple = pair(world)
    told = json.dumps(world.told(written(SOUP), world.address(couple)))
    world.mail_bucket.when = when
    assert until_heard(world, told) == 2
    assert len(jar(world, couple)) == 1
    assert len(world.answers()) == 1
    assert world.mail_bucket.mails == {}


def test_it_comes_again_if_the_queue_for_answers_is_down() -> None:
    world = DyingWorld()
    _, couple = pair(world)
    told = json.dumps(world.told(written(SOUP), world.address(couple)))
    world.queue.down = 2
    assert until_heard(world, told) == 3
    assert len(jar(world, couple)) == 1
    assert len(world.answers()) == 1


def test_while_the_table_is_down_it_waits_where_it_is() -> None:
    world, couple = pair()
    told = json.dumps(world.told(written(SOUP), world.address(couple)))

    def down() -> None:
        raise StoreUnavailable

    world.memory.before = [down] * 3
    assert until_heard(world, told) == 4
    assert len(jar(world, couple)) == 1
