"""Whatever SQS does, and whenever somebody breaks off, no dead letter is lost."""

from __future__ import annotations

from itertools import count

import pytest

from tests.workbench.operating.pretend_sqs import DEAD, SEND, PretendSqs
from tests.workbench.operating.two_queues import MANY, TwoQueues, bodies


@pytest.fixture
def sqs() -> PretendSqs:
    return PretendSqs()


@pytest.fixture
def queues(sqs: PretendSqs) -> TwoQueues:
    return TwoQueues(sqs, DEAD, SEND)


def test_an_answer_without_letters_while_there_are_some_is_not_the_end(
    sqs: PretendSqs, queues: TwoQueues
) -> None:
    queues.bury(*bodies(3))
    sqs.misses = 1
    assert queues.seen() == bodies(3)


def test_letters_that_come_back_meanwhile_are_one_letter_still(
    sqs: PretendSqs, queues: TwoQueues
) -> None:
    queues.bury(*bodies(15))

    until = sqs.seconds + 300

    def late(call: str) -> None:
        if call == "receive_message" and sqs.seconds < until:
            sqs.seconds += 100

    sqs.before = late
    letters = queues.letters
    with letters.opened() as found:
        assert len({one.id for one in found}) == len(found) == 15
        assert len(letters.remove(found[:10])) == 10, "by the handle that counts"


def test_what_sqs_does_not_take_stays_a_letter(sqs: PretendSqs, queues: TwoQueues) -> None:
    queues.bury("good", "bad")
    sqs.refuses = {"bad"}
    letters = queues.letters
    with letters.opened() as found:
        assert [one.body for one in letters.replay(found)] == ["good"]
    assert (queues.seen(), queues.queued()) == (["bad"], ["good"])


@pytest.mark.parametrize("broken_off", [KeyboardInterrupt, ConnectionError])
@pytest.mark.parametrize("at", range(1, 12))
def test_broken_off_at_any_call_nothing_is_lost(
    sqs: PretendSqs, queues: TwoQueues, at: int, broken_off: type[BaseException]
) -> None:
    queues.bury(*bodies(MANY))
    calls = count(1)

    def break_off(_: str) -> None:
        if next(calls) == at:
            raise broken_off

    sqs.before = break_off
    letters = queues.letters
    try:
        with letters.opened() as found:
            for first in range(0, len(found), 10):
                letters.replay(found[first : first + 10])
    except broken_off:
        pass
    sqs.before = lambda _: None
    sqs.seconds += 10_000  # what even the end could not show again, SQS has shown by now
    assert {*queues.seen(), *queues.queued()} == set(bodies(MANY))
