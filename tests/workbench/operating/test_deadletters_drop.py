"""Dropped, a letter is gone, and what it was about has an end that can be listed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.slot import Slot
from chalicelib.delivery.expiry import slot_key
from chalicelib.delivery.jobs import Job, dumps, loads
from chalicelib.delivery.notices import notice
from chalicelib.delivery.store import Ledger
from chalicelib.table import Delete
from tests.delivery.evenings import EMAIL, PHONE, SLOT, to_next_slot
from tests.workbench.operating.dead_office import Office, break_document
from tests.world import START
from workbench.operating.letters import about

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple

DROPPED = "dropped by the operator"


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def couple(office: Office) -> Couple:
    """Their small note of Monday could not be sent: their document is broken."""
    couple = office.world.couple(EMAIL, PHONE)
    to_next_slot(office.world)
    break_document(office.world, couple)
    office.die_of(*office.world.queue.take())
    return couple


def the_slot(office: Office) -> Slot:
    slot = loads(office.dead()[0]).errand
    assert isinstance(slot, Slot)
    return slot


def ledger(office: Office, couple: Couple) -> list[tuple[str, str, str | None]]:
    """Date, state and reason of all that `ledger` lists of them."""
    found = office.answer("ledger", "--couple", couple.id)["deliveries"]
    return [(one["date"], one["state"], one["reason"]) for one in found]


def test_dropped_it_is_gone_and_the_slot_has_failed(office: Office, couple: Couple) -> None:
    said = office.ask("deadletters", "drop", office.the_letter()["id"], "--yes")
    assert (said.code, said.out) == (0, "1 message dropped.\nIn the ledger: 1 failed.\n")
    assert office.dead() == []
    assert ledger(office, couple) == [("2026-11-23", "failed", DROPPED)]


def test_it_asks_first_and_no_is_no(office: Office, couple: Couple) -> None:
    said = office.ask("deadletters", "drop", "--all", says="n\n")
    assert (said.code, "Drop 1 message for good? [y/N]" in said.err) == (1, True)
    assert couple.id in said.err
    assert (len(office.letters()), ledger(office, couple)) == (1, [])

    said = office.ask("deadletters", "drop", "--all", says="y\n")
    assert (said.code, office.letters()) == (0, [])
    assert ledger(office, couple) == [("2026-11-23", "failed", DROPPED)]


def test_all_are_dropped_also_those_that_nobody_can_read(office: Office, couple: Couple) -> None:
    office.bury("not even JSON")
    done = office.answer("deadletters", "drop", "--all", "--yes")
    assert done == {"gone": 2, "left": 0, "states": {"failed": 1, "unreadable": 1}}
    assert ledger(office, couple) == [("2026-11-23", "failed", DROPPED)]


def test_a_slot_that_only_says_which_it_is_has_its_end_too(office: Office, couple: Couple) -> None:
    message = json.loads(office.dead()[0])
    for rest in ("due_at", "good_until", "rev"):
        del message["slot"][rest]
    office.sqs.queues.clear()
    office.bury(json.dumps(message))
    assert office.the_letter()["worth"] == "unreadable"
    office.ask("deadletters", "drop", "--all", "--yes")
    assert ledger(office, couple) == [("2026-11-23", "failed", DROPPED)]


def test_what_was_sent_meanwhile_stays_sent(office: Office, couple: Couple) -> None:
    key = slot_key(the_slot(office))
    Ledger(office.world.table).close(key, "sent", {}, office.world.clock())
    done = office.answer("deadletters", "drop", "--all", "--yes")
    assert done["states"] == {"sent": 1}
    assert ledger(office, couple) == [("2026-11-23", "sent", None)]


def test_one_that_died_between_its_claim_and_its_record_is_in_doubt(
    office: Office, couple: Couple
) -> None:
    key, now = slot_key(the_slot(office)), office.world.clock()
    assert Ledger(office.world.table).claim(key, "token", {}, now) is None
    assert office.the_letter()["worth"] == "claimed"
    office.ask("deadletters", "drop", "--all", "--yes")
    assert ledger(office, couple) == [("2026-11-23", "in_doubt", None)]
    office.world.until(now.replace(day=now.day + 2))
    assert ledger(office, couple)[0] == ("2026-11-23", "unknown", "no receipt came")


def test_nothing_is_written_of_a_couple_that_is_gone(office: Office, couple: Couple) -> None:
    for pk, sk in list(office.world.memory.items):
        if pk == keys.couple_pk(couple.id):
            office.world.table.write(Delete(pk, sk))
    before = office.world.everything()
    done = office.answer("deadletters", "drop", "--all", "--yes")
    assert (done["states"], office.dead()) == ({"gone": 1}, [])
    assert office.world.everything() == before


def test_one_that_cannot_be_removed_is_dropped_the_next_time(
    office: Office, couple: Couple
) -> None:
    office.refuse("delete_message_batch")
    assert office.ask("deadletters", "drop", "--all", "--yes").code == 1
    assert ledger(office, couple) == [("2026-11-23", "failed", DROPPED)]
    office.sqs.before = lambda _: None
    assert office.answer("deadletters", "drop", "--all", "--yes")["gone"] == 1
    assert ledger(office, couple) == [("2026-11-23", "failed", DROPPED)]


@pytest.mark.parametrize(
    "job",
    [
        Job(SLOT),
        Job(SLOT, fallback=True),
        Job(notice("COUPLE#c1", "b", "joined", "c1", START)),
        Job(notice("LINK#0f3c", "a", "confirm", "0f3c", START), attempt=2),
    ],
    ids=["slot", "fallback", "notice", "signing up"],
)
def test_it_ends_where_sending_would_have_claimed(office: Office, job: Job) -> None:
    found = about(dumps(job))
    assert found is not None
    assert found.key == office.world.errand(job).key
