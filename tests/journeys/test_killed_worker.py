"""kill -9 the worker while it sends: nobody gets a text twice, and every slot is accounted for."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.webhooks.status import apply_status
from tests.journeys.evening_rush import COUPLES, TABLE, rush
from tests.journeys.killing import HOWS, Workers, kills
from tests.workbench.operating.real_world import RealWorld
from tests.workbench.running import running

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.evening_rush import Rush
    from tests.workbench.running import Workbench

pytestmark = pytest.mark.service
logger = logging.getLogger(__name__)


@pytest.mark.parametrize(
    ("count", "seed"), [(5, 20261123), pytest.param(50, 20261124, marks=pytest.mark.long)]
)
def test_a_worker_that_is_killed_doubles_nothing_and_loses_nothing(
    tmp_path: Path, count: int, seed: int
) -> None:
    plan = kills(count, seed)
    assert {kill.how for kill in plan} == set(HOWS)

    async def story(evening: Rush) -> None:
        async with running(tmp_path) as workbench:
            twilio = f"{workbench.url}/twilio"
            env = evening.environment(tmp_path / "clock", workbench.service.public_url, twilio)
            started = time.monotonic()
            await Workers(workbench, env, tmp_path / "said.txt").killed(plan)
            await workbench.quiet()
            seconds, states = time.monotonic() - started, accounts(evening)
            logger.info("%d kills, %.1f s: %s", count, seconds, states)
            accounted_for(evening, workbench, count)
            settled_by_receipts(evening, workbench)

    with rush(tmp_path) as evening:
        asyncio.run(story(evening))


def accounted_for(evening: Rush, workbench: Workbench, count: int) -> None:
    taken = Counter(text.to for text in workbench.mailbox.all())
    assert set(taken.values()) == {1}, "nobody got two"
    ledger = {evening.numbers[one["PK"]]: one["state"] for one in evening.deliveries()}
    assert len(evening.deliveries()) == len(ledger) == COUPLES, "one entry for every slot"
    sent = {number for number, state in ledger.items() if state == "sent"}
    doubted = {number for number, state in ledger.items() if state == "in_doubt"}
    assert len(sent) + len(doubted) == COUPLES
    assert 0 < len(doubted) <= count, "no more doubts than deaths"
    assert sent <= set(taken) <= sent | doubted
    assert doubted & set(taken), "some died after it had been taken"
    assert doubted - set(taken), "and some before"


def settled_by_receipts(evening: Rush, workbench: Workbench) -> None:
    """Twilio's reports name the attempt: what was taken is known in the end, and only that."""
    world = RealWorld(evening.dynamo, TABLE)
    world.clock.now = evening.due_at
    taken = {text.to for text in workbench.mailbox.all()}
    doubted = [one for one in evening.deliveries() if one["state"] == "in_doubt"]
    numbers = {evening.numbers[one["PK"]] for one in doubted}
    for post in workbench.service.posts:
        if post.form["To"] in numbers:
            (token,) = parse_qs(urlsplit(post.path).query)["d"]
            apply_status(token, post.form, world.tokens, world.receipts, world.clock())
    now = {evening.numbers[one["PK"]]: one["state"] for one in evening.deliveries()}
    assert {n for n in numbers if now[n] == "delivered"} == numbers & taken
    assert {n for n in numbers if now[n] == "in_doubt"} == numbers - taken


def accounts(evening: Rush) -> dict[str, int]:
    return dict(Counter(one["state"] for one in evening.deliveries()))
