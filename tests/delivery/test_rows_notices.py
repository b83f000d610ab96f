"""Notices have the same rows as slots, but never go by another channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from tests.delivery.evenings import notify
from tests.delivery.tonight import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.tonight import Evening


@pytest.mark.parametrize(
    ("does", "state", "taken"),
    [
        ("ok", "delivered", 1),
        ("throttle", "delivered", 1),  # after a while
        ("reject", "failed", 0),
        ("500", "in_doubt", 0),
        ("timeout", "in_doubt", 0),
        ("silent", "delivered", 1),  # as its receipt says
        ("reset", "in_doubt", 0),
        ("drop", "in_doubt", 0),
        ("lost", "delivered", 1),
    ],
)
def test_a_welcome_goes_once(tmp_path: Path, does: str, state: str, taken: int) -> None:
    async def story(tonight: Evening) -> None:
        tonight.world.queue.take()  # the slot is another story
        notify(tonight.world, tonight.couple, "welcome")
        (body,) = tonight.world.queue.bodies
        await tonight.provider("email", does)
        assert await tonight.work() == []
        assert await tonight.requests("email") == (does != "ok")
        await tonight.all_is_well()
        for _ in range(3):
            tonight.world.queue.bodies.append(body)
            assert await tonight.work() == []
        tonight.receipts_arrive()
        pk = keys.couple_pk(tonight.couple.id)
        (kept,) = tonight.world.table.query(pk, keys.notice_sk("a", "welcome", "cause"))
        assert kept["state"] == state
        assert (len(tonight.kept("email")), len(tonight.kept("sms"))) == (taken, 0)

    play(tmp_path, "email", story)
