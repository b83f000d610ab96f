"""The evening that send.py measures: who is due in it, and what each nudge asks of the table."""

from __future__ import annotations

import pytest

from benchmarks.evenings import DUE, EVENINGS, PARTNERS, couples
from benchmarks.peers.ours import Evening
from benchmarks.sinks import Sink, mime
from benchmarks.words import Words
from chalicelib.couples.document import to_item
from chalicelib.delivery.model import Message
from chalicelib.keys import due_shards, utc_text

FIRST = EVENINGS[0]


@pytest.fixture(scope="module")
def evening() -> Evening:
    return Evening("email", counted=True)


def test_of_5000_partners_250_are_due(evening: Evening) -> None:
    due = [
        entry["due_at"]
        for shard in due_shards()
        for entry in evening.table.due(shard, "9", 10 * PARTNERS).items
    ]
    assert len(due) == 2 * PARTNERS  # a note and a check-in each
    assert due.count(utc_text(FIRST)) == DUE
    assert [at for at in due if utc_text(FIRST) < at <= utc_text(EVENINGS[-1])] == []


def test_each_of_them_gets_one_within_the_units_of_a_nudge(evening: Evening) -> None:
    """design: 6 write units from plan to receipt, and the receipt, which is to come, is one.

    It says about 3 read units; since then sending looks twice at the hold and at the couple.
    """
    evening.counts()
    assert evening.pass_one(FIRST) == DUE
    assert len(evening.sink.to) == evening.sink.taken == DUE
    counts = evening.counts()
    assert counts["write units"] / DUE == pytest.approx(5, abs=0.1)
    assert counts["read units"] / DUE < 5
    assert counts["table calls"] / DUE < 8.1


def test_the_peers_send_words_of_the_same_length() -> None:
    couple = next(couples())
    message = Words().of(to_item(couple), "a", FIRST.date())
    letter = mime(message, "us@example.org")
    assert Sink().take(message.to, letter) == "taken-1"
    assert couple.a.contacts[0].address.encode() in letter
    assert len(message.html) > len(message.text) > 200


def test_an_empty_message_is_no_work_and_is_refused() -> None:
    empty = Message("email", "a@example.com", "", "", "")
    with pytest.raises(AssertionError):
        Sink().take(empty.to, mime(empty, "us@example.org"))
