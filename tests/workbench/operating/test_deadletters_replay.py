"""Replayed, a dead letter is sent as any other message: once, and never too late."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib.control import Control
from tests.delivery.evenings import EMAIL, to_next_slot
from tests.workbench.operating.dead_office import Office, break_document, mend_document

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple

SMALL = "a#2026-11-23#small"


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def couple(office: Office) -> Couple:
    """Their small note of Monday could not be sent: their document is broken."""
    couple = office.world.couple(EMAIL)
    to_next_slot(office.world)
    break_document(office.world, couple)
    office.die_of(*office.world.queue.take())
    return couple


def test_mended_and_replayed_it_is_sent_exactly_once(office: Office, couple: Couple) -> None:
    mend_document(office.world, couple)
    (body,) = office.dead()
    assert office.answer("deadletters", "replay", office.the_letter()["id"])["queued"] == 1
    assert (office.dead(), office.queued()) == ([], [body])
    office.work()
    assert len(office.world.email.sent) == 1
    assert office.world.states(couple) == {SMALL: "sent"}

    office.bury(body)  # had the replay been broken off before it was removed
    assert office.the_letter()["worth"] == "sent"
    assert office.ask("deadletters", "replay", "--all").code == 0
    office.work()
    assert len(office.world.email.sent) == 1
    assert office.world.states(couple) == {SMALL: "sent"}


def test_replayed_unmended_it_comes_back(office: Office, couple: Couple) -> None:
    office.ask("deadletters", "replay", "--all")
    office.die_of(*office.take_queued())
    assert office.the_letter()["worth"] == "yes"
    assert office.world.states(couple) == {}


def test_replayed_too_late_it_ends_as_expired_and_nothing_is_sent(
    office: Office, couple: Couple
) -> None:
    mend_document(office.world, couple)
    office.world.clock.now += timedelta(hours=2)
    assert office.the_letter()["worth"] == "too late"
    office.ask("deadletters", "replay", "--all")
    office.work()
    assert office.world.email.sent == []
    assert office.world.states(couple) == {SMALL: "expired"}


@pytest.mark.usefixtures("couple")
def test_what_cannot_be_read_is_not_replayed_even_by_its_id(office: Office) -> None:
    office.bury('{"slot": {}}')
    said = office.ask("deadletters", "replay", "--all")
    assert (said.code, "1 message queued again.\nUnreadable, so still here: 1" in said.out) == (
        1,
        True,
    )
    one = office.the_letter()
    assert one["worth"] == "unreadable"
    (queued,) = office.queued()
    refused = office.ask("deadletters", "replay", one["id"])
    assert (refused.code, refused.out) == (1, "")
    assert f"Nothing was queued: {one['id']} would fail again." in refused.err
    assert "Drop it; or deploy what reads it" in refused.err
    assert (office.dead(), office.queued()) == (['{"slot": {}}'], [queued])


def test_one_that_cannot_be_read_keeps_those_named_beside_it(
    office: Office, couple: Couple
) -> None:
    office.bury('{"slot": {}}')
    ids = [one["id"] for one in office.letters()]
    assert (office.ask("deadletters", "replay", *ids).code, office.queued()) == (1, [])
    assert len(office.dead()) == len(ids) == 2
    assert office.world.states(couple) == {}


def test_on_hold_a_replay_says_that_they_wait(office: Office, couple: Couple) -> None:
    mend_document(office.world, couple)
    Control(office.world.table).hold("test", office.world.clock())
    assert "is on hold: they wait" in office.ask("deadletters", "replay", "--all").out
    office.work()
    assert office.world.email.sent == []


@pytest.mark.usefixtures("couple")
def test_what_sqs_does_not_take_is_said(office: Office) -> None:
    office.sqs.refuses = set(office.dead())
    said = office.ask("deadletters", "replay", "--all")
    assert (said.code, "Not taken by SQS, so still here: 1" in said.out) == (1, True)
    assert len(office.dead()) == 1


@pytest.mark.usefixtures("couple")
def test_a_refusal_of_sqs_is_something_to_put_right(office: Office) -> None:
    office.refuse("send_message_batch")
    said = office.ask("deadletters", "replay", "--all")
    assert said.code == 1
    assert "AWS refuses: not authorized" in said.err
    assert "to send to the send queue" in said.err.replace("\n", " ")
    assert office.the_letter()["worth"] == "yes"
