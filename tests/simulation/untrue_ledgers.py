"""What became of processes, slots and the ledger, and should not have."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from tests.simulation.doctored import NOON, PK, SLOT, slot_body
from workbench.simulate_faults.world.events import tell

if TYPE_CHECKING:
    from tests.simulation.doctored import Doctored, Story
    from workbench.simulate_faults.world.process import Process


def ends_by_a_bug(world: Doctored) -> None:
    def act(_: Process) -> None:
        raise KeyError("a bug")

    world.process(act)


def logs_a_bug(world: Doctored) -> None:
    bug = KeyError("item")
    said = logging.makeLogRecord(
        {"name": "chalicelib.x", "msg": "failed", "exc_info": (KeyError, bug, None)}
    )
    world.judges.log_watch.emit(said)


def is_lost(world: Doctored) -> None:
    world.end()


def is_claimed_for_nothing(world: Doctored) -> None:
    world.process(lambda _: world.ledger("claimed"))


def is_claimed_for_good(world: Doctored) -> None:
    world.process(lambda _: world.ledger("claimed"))
    world.end()


def is_reported_in_vain(world: Doctored) -> None:
    def act(process: Process) -> None:
        world.ledger("claimed")
        tell(world.events.reported, world.take(process), "delivered")
        world.ledger("sent", "claimed")

    world.process(act, slot_body())
    world.end()


def is_sent_too_early(world: Doctored) -> None:
    world.couple(time="15:00")
    world.send()


def is_late_for_no_reason(world: Doctored) -> None:
    world.pass_until(NOON + timedelta(minutes=20))
    world.send()


def begins_as_sent(world: Doctored) -> None:
    world.process(lambda _: world.ledger("sent"))


def moves_backwards(world: Doctored) -> None:
    world.send()
    world.process(lambda _: world.ledger("in_doubt", "sent"))


def becomes_anothers(world: Doctored) -> None:
    world.send()
    after, before = {"state": "delivered", "token": "t2"}, {"state": "sent", "token": "t1"}
    world.process(lambda _: world.commit((SLOT.pk, SLOT.sk), after, before))


def is_called_sent(world: Doctored) -> None:
    def act(_: Process) -> None:
        world.ledger("claimed")
        world.ledger("sent", "claimed")

    world.process(act)


def is_called_skipped(world: Doctored) -> None:
    world.send()
    world.process(lambda _: world.ledger("skipped", "sent"))


def is_called_failed(world: Doctored) -> None:
    world.send()
    world.process(lambda _: world.ledger("failed", "sent"))


def is_released_after_it_was_sent(world: Doctored) -> None:
    world.send()
    world.process(lambda _: world.ledger("", "sent"))


def is_released_by_another(world: Doctored) -> None:
    world.process(lambda _: world.ledger("claimed"))
    world.process(lambda _: world.ledger("", "claimed"))


def comes_back(world: Doctored) -> None:
    world.commit((PK, keys.COUPLE), None, {"a": {}})
    world.couple()


STORIES: tuple[tuple[Story, int, str], ...] = (
    (ends_by_a_bug, 0, "ended by KeyError"),
    (logs_a_bug, 0, '"error":"KeyError"'),
    (is_lost, 3, "is lost"),
    (is_claimed_for_nothing, 3, "for nothing"),
    (is_claimed_for_good, 3, "is claimed for good"),
    (is_reported_in_vain, 3, "was reported delivered and is sent"),
    (is_sent_too_early, 7, "before its time"),
    (is_late_for_no_reason, 7, "held up by nothing"),
    (begins_as_sent, 7, "begins as sent"),
    (moves_backwards, 7, "moved from sent to in_doubt"),
    (becomes_anothers, 7, "became another's"),
    (is_called_sent, 7, "was never taken"),
    (is_called_skipped, 7, "is called skipped, and was taken"),
    (is_called_failed, 7, "is called failed, and reached them"),
    (is_released_after_it_was_sent, 7, "its delivery is gone"),
    (is_released_by_another, 7, "was released by another"),
    (comes_back, 7, "of an erased couple is back"),
)
