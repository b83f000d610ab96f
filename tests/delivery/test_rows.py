"""What happened, what we do: every row, with what a provider does over real HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.slot import Slot
from chalicelib.delivery.jobs import loads
from tests.delivery.tonight import play

if TYPE_CHECKING:
    from pathlib import Path

    from chalicelib.couples.model import Channel, ContactState
    from tests.delivery.tonight import Evening


@dataclass(frozen=True, slots=True)
class Row:
    """What a provider does with a message, and what becomes of it."""

    channel: Channel
    does: str  # a fault of the workbench
    state: str = ""  # of the delivery; none: the claim was given back, a copy waits
    code: str = ""
    taken: int = 0  # by the provider
    contact: ContactState = "confirmed"

    def __str__(self) -> str:
        return f"{self.channel} {self.does}"


ROWS = (
    # It took the message.
    Row("sms", "ok", "sent", taken=1),
    Row("email", "ok", "sent", taken=1),
    # It said no for good.
    Row("sms", "21610", "failed", "21610", contact="stopped"),
    Row("sms", "21211", "failed", "21211", contact="unreachable"),
    Row("email", "reject", "failed", "MessageRejected"),
    # It said later: certainly not taken.
    Row("sms", "429"),
    Row("sms", "401"),
    Row("email", "throttle"),
    Row("email", "quota"),
    Row("email", "paused"),
    Row("email", "suspended"),
    Row("email", "403"),
    # Nobody can know, but for us who look at what it has taken.
    Row("sms", "500", "in_doubt"),
    Row("sms", "timeout", "in_doubt"),
    Row("sms", "silent", "in_doubt", taken=1),
    Row("sms", "reset", "in_doubt"),
    Row("sms", "drop", "in_doubt"),
    Row("sms", "lost", "in_doubt", taken=1),
    Row("email", "500", "in_doubt"),
    Row("email", "timeout", "in_doubt"),
    Row("email", "silent", "in_doubt", taken=1),
    Row("email", "reset", "in_doubt"),
    Row("email", "drop", "in_doubt"),
    Row("email", "lost", "in_doubt", taken=1),
)
OTHER: dict[Channel, Channel] = {"sms": "email", "email": "sms"}
every_row = pytest.mark.parametrize("row", ROWS, ids=str)


@every_row
def test_what_happened_and_what_we_do(tmp_path: Path, row: Row) -> None:
    async def story(tonight: Evening) -> None:
        await tonight.provider(row.channel, row.does)
        assert await tonight.work() == [], "nothing is left to SQS: its retries are for our bugs"
        assert await tonight.requests(row.channel) == (row.does != "ok"), "one try, no retry"
        assert tonight.states() == ([row.state] if row.state else [])
        assert tonight.contact(row.channel) == row.contact
        assert tonight.contact(OTHER[row.channel]) == "confirmed"
        assert len(tonight.kept(row.channel)) == row.taken
        if row.code:
            assert tonight.world.deliveries(tonight.couple)[0]["code"] == row.code
        assert waiting(tonight) == expected(row)

    play(tmp_path, row.channel, story)


@every_row
def test_however_often_it_comes_again_nobody_gets_it_twice(tmp_path: Path, row: Row) -> None:
    async def story(tonight: Evening) -> None:
        queue, (body,) = tonight.world.queue, tonight.world.queue.bodies
        await tonight.provider(row.channel, row.does)
        await tonight.work()
        await tonight.all_is_well()
        tonight.world.clock.advance(seconds=30)
        for _ in range(3):
            queue.bodies = [body, *queue.bodies, body, *queue.bodies]
            assert await tonight.work() == []
        gave_back = not row.state
        falls_back = row.contact != "confirmed"
        assert len(tonight.kept(row.channel)) == row.taken + gave_back
        assert len(tonight.kept(OTHER[row.channel])) == falls_back
        assert tonight.states() == [row.state or "sent", *["sent"] * falls_back]

    play(tmp_path, row.channel, story)


@pytest.mark.parametrize("row", [row for row in ROWS if row.state == "in_doubt"], ids=str)
def test_a_receipt_settles_a_doubt_and_a_day_ends_it(tmp_path: Path, row: Row) -> None:
    async def story(tonight: Evening) -> None:
        await tonight.provider(row.channel, row.does)
        await tonight.work()
        await tonight.all_is_well()
        tonight.receipts_arrive()
        assert tonight.states() == ["delivered" if row.taken else "in_doubt"]
        tonight.world.clock.advance(hours=24)
        planned = tonight.world.tick()
        assert planned.unknown == (not row.taken)
        assert tonight.states()[0] == ("delivered" if row.taken else "unknown")

    play(tmp_path, row.channel, story)


@pytest.mark.parametrize("does", ["ok", "silent", "lost"])
def test_the_network_gives_up_on_a_text_when_it_is_worth_nothing(tmp_path: Path, does: str) -> None:
    async def story(tonight: Evening) -> None:
        slot = loads(tonight.world.queue.bodies[0]).errand
        assert isinstance(slot, Slot)
        tonight.world.clock.now = slot.times.good_until - timedelta(minutes=20)
        await tonight.provider("sms", does)
        await tonight.work()
        (kept,) = tonight.kept("sms")
        assert int(kept.details["ValidityPeriod"]) == 20 * 60

    play(tmp_path, "sms", story)


def waiting(tonight: Evening) -> list[tuple[int, float, bool]]:
    """Attempt, delay and whether it goes by the other channel, of all that is queued."""
    queue = tonight.world.queue
    jobs = [(loads(body), delay) for body, delay in zip(queue.bodies, queue.delays, strict=True)]
    return [(job.attempt, delay.total_seconds(), job.fallback) for job, delay in jobs]


def expected(row: Row) -> list[tuple[int, float, bool]]:
    if not row.state:
        return [(1, 30.0, False)]
    return [(0, 0.0, True)] if row.contact != "confirmed" else []
