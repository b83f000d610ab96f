"""The second try, by the partner's other channel: it has the same rows, but no third one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.delivery.tonight import play

if TYPE_CHECKING:
    from pathlib import Path

    from chalicelib.couples.model import ContactState
    from tests.delivery.tonight import Evening


@pytest.mark.parametrize(
    ("does", "state", "taken"),
    [
        ("ok", "sent", 1),
        ("throttle", "sent", 1),  # after a while
        ("reject", "failed", 0),
        ("500", "in_doubt", 0),
        ("silent", "in_doubt", 1),
        ("lost", "in_doubt", 1),
        ("drop", "in_doubt", 0),
    ],
)
def test_the_second_try_goes_once_and_is_the_last(
    tmp_path: Path, does: str, state: str, taken: int
) -> None:
    async def story(tonight: Evening) -> None:
        await tonight.provider("sms", "21211")
        await tonight.work()
        (second,) = tonight.world.queue.bodies
        await tonight.provider("email", does)
        await tonight.work()
        await tonight.all_is_well()
        for _ in range(3):
            tonight.world.queue.bodies.append(second)
            assert await tonight.work() == []
        assert tonight.states() == ["failed", state]
        assert (len(tonight.kept("sms")), len(tonight.kept("email"))) == (0, taken)
        if taken:
            tonight.receipts_arrive()
            assert tonight.states() == ["failed", "delivered"]

    play(tmp_path, "sms", story)


@pytest.mark.parametrize(("does", "contact"), [("21211", "unreachable"), ("21610", "stopped")])
def test_when_both_addresses_are_no_use_that_is_all(
    tmp_path: Path, does: str, contact: ContactState
) -> None:
    async def story(tonight: Evening) -> None:
        await tonight.work()
        await tonight.provider("sms", does)
        await tonight.befalls("email", "bounce")
        assert await tonight.work() == []
        assert tonight.world.queue.bodies == []
        assert tonight.states() == ["failed", "failed"]
        assert (tonight.contact("email"), tonight.contact("sms")) == ("unreachable", contact)
        assert await tonight.requests("sms") == 1

    play(tmp_path, "email", story)
