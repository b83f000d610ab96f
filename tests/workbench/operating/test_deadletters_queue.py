"""Looking through the dead letters takes none away, whatever happens; on two kinds of SQS."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.workbench.operating.pretend_sqs import DEAD, SEND, PretendSqs
from tests.workbench.operating.two_queues import MANY, TwoQueues, bodies
from workbench.aws import Aws

if TYPE_CHECKING:
    from collections.abc import Callable

_numbers = count()


def in_memory(_: pytest.FixtureRequest) -> TwoQueues:
    return TwoQueues(PretendSqs(), DEAD, SEND)


def on_the_local_aws(request: pytest.FixtureRequest) -> TwoQueues:
    client = Aws(request.getfixturevalue("dynamo").meta.endpoint_url).client("sqs")
    name = f"queues-{next(_numbers)}"
    dead, send = (client.create_queue(QueueName=f"{name}-{one}")["QueueUrl"] for one in ("d", "s"))
    return TwoQueues(client, dead, send)


@pytest.fixture(params=[in_memory, pytest.param(on_the_local_aws, marks=pytest.mark.service)])
def queues(request: pytest.FixtureRequest) -> TwoQueues:
    make: Callable[[pytest.FixtureRequest], TwoQueues] = request.param
    return make(request)


def test_all_are_seen_and_all_are_there_afterwards(queues: TwoQueues) -> None:
    queues.bury(*bodies(MANY))
    for _ in range(2):
        assert queues.seen() == bodies(MANY)


def test_each_says_why_it_failed_if_anybody_could(queues: TwoQueues) -> None:
    queues.bury("one")
    queues.client.send_message(QueueUrl=queues.dead, MessageBody="two")
    with queues.letters.opened() as found:
        reasons = {one.body: one.reason for one in found}
    assert reasons == {"one": "KeyError in somewhere", "two": None}


def test_what_goes_wrong_meanwhile_takes_none_away(queues: TwoQueues) -> None:
    queues.bury(*bodies(MANY))
    with pytest.raises(KeyboardInterrupt), queues.letters.opened():
        raise KeyboardInterrupt
    assert queues.seen() == bodies(MANY)


def test_replayed_they_stand_in_the_send_queue_and_nowhere_else(queues: TwoQueues) -> None:
    queues.bury(*bodies(12))
    letters = queues.letters
    with letters.opened() as found:
        assert len(letters.replay(found[:10])) == 10
        assert len(letters.replay(found[10:])) == 2
    assert queues.seen() == []
    assert queues.queued() == bodies(12)


def test_removed_they_are_gone_and_the_others_are_not(queues: TwoQueues) -> None:
    queues.bury(*bodies(12))
    letters = queues.letters
    with letters.opened() as found:
        removed = letters.remove(found[:10])
    assert sorted([*(one.body for one in removed), *queues.seen()]) == bodies(12)
    assert len(queues.seen()) == 2


def test_what_somebody_else_looks_at_is_counted(queues: TwoQueues) -> None:
    queues.bury(*bodies(3))
    other, letters = queues.letters, queues.letters
    with other.opened(), letters.opened() as found:
        assert (found, letters.hidden) == ([], 3)
    assert (queues.seen(), letters.hidden) == (bodies(3), 3)
