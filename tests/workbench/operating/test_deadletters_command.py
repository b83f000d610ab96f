"""`deadletters` shows what failed, why, and whether a replay is worth it; and nothing of theirs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.table import Delete
from tests.delivery.evenings import EMAIL, PHONE, notify, to_next_slot
from tests.workbench.operating.dead_office import Office, break_document

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple


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


def test_it_lists_what_failed_why_and_whether_a_replay_is_worth_it(
    office: Office, couple: Couple
) -> None:
    one = office.the_letter()
    assert one["reason"].startswith("TypeError in ")
    assert (one["couple"], one["partner"], one["sort"]) == (couple.id, "a", "slot")
    assert (one["name"], one["date"], one["fallback"]) == ("small", "2026-11-23", False)
    assert (one["good_until"], one["worth"]) == ("2026-11-24T03:00:00+00:00", "yes")

    said = office.ask("deadletters").out
    assert said.startswith(f"{one['reason']}\n")
    assert f"{couple.id}  a  2026-11-23 small  2026-11-24 03:00  0 min  yes\n" in said
    assert said.endswith("1 dead letter, 1 worth a replay.\n")
    assert said == office.ask("deadletters", "list").out


@pytest.mark.usefixtures("couple")
def test_each_reason_has_a_table_of_its_own(office: Office) -> None:
    office.bury("not even JSON")
    office.bury("{}", "ValueError in loads, jobs.py:51")
    office.bury("[]", "ValueError in loads, jobs.py:51")
    said = office.ask("deadletters", "list").out
    assert said.count("ValueError in loads, jobs.py:51") == 1
    assert said.count("nothing that can be read") == 3
    assert "no reason: SQS moved it itself\n" in said
    assert said.endswith("4 dead letters, 1 worth a replay.\n")
    assert max(map(len, said.splitlines())) <= 100


@pytest.mark.usefixtures("couple")
def test_one_is_shown_as_it_is(office: Office) -> None:
    one = office.the_letter()
    body = json.loads(office.dead()[0])
    assert office.answer("deadletters", "show", one["id"])["message"] == body
    said = office.ask("deadletters", "show", one["id"][:8]).out
    assert json.loads(said[said.index("{") :]) == body
    assert one["reason"] in said


def test_nothing_that_is_shown_is_theirs(office: Office, couple: Couple) -> None:
    notify(office.world, couple, "welcome")
    office.die_of(*office.world.queue.take())
    ids = [one["id"] for one in office.letters()]
    said = [office.ask("deadletters", "list"), *(office.ask("deadletters", "show", i) for i in ids)]
    said.append(office.ask("deadletters", "drop", "--all", says="n\n"))
    for one in said:
        assert [secret for secret in ("alex", "Alex", "example.com") if secret in one.out] == []
    assert "notice: welcome" in said[0].out


@pytest.mark.usefixtures("couple")
@pytest.mark.parametrize("command", ["show", "replay", "drop"])
def test_one_that_is_not_there_is_named(office: Office, command: str) -> None:
    said = office.ask("deadletters", command, "nobody")
    assert (said.code, "There is no dead letter nobody" in said.err) == (1, True)
    office.bury("{}")
    said = office.ask("deadletters", command, "0000")
    assert (said.code, "2 dead letters begin with 0000" in said.err) == (1, True)
    assert len(office.dead()) == 2


@pytest.mark.parametrize("command", ["replay", "drop"])
@pytest.mark.parametrize("words", [(), ("1", "--all")])
def test_it_must_be_said_which(office: Office, command: str, words: tuple[str, ...]) -> None:
    said = office.ask("deadletters", command, *words)
    assert (said.code, "Say either which" in said.err) == (2, True)


def test_of_a_couple_that_is_gone_nothing_is_worth_it(office: Office, couple: Couple) -> None:
    office.world.table.write(Delete(keys.couple_pk(couple.id), keys.COUPLE))
    assert office.the_letter()["worth"] == "gone"


def test_each_of_the_two_has_a_letter_of_their_own(office: Office) -> None:
    couple = office.world.couple(EMAIL, b=PHONE)
    to_next_slot(office.world)
    break_document(office.world, couple)
    office.die_of(*office.world.queue.take())
    assert [one["partner"] for one in office.letters()] == ["a", "b"]


@pytest.mark.usefixtures("couple")
def test_what_somebody_else_looks_at_is_said(office: Office) -> None:
    with office.queue().opened():
        said = office.ask("deadletters")
    assert said.out.startswith("0 dead letters, 0 worth a replay.\nHidden besides: 1.")
    assert office.answer("deadletters", "list")["hidden"] == 0
