"""The jar: every appreciation belongs to its author, until it was heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.document import to_item
from chalicelib.couples.model import Contact, Couple, new_partner, vacated
from chalicelib.couples.preferences import Gone
from chalicelib.replies.jar import Appreciation, Jar, JarState, appreciation_id
from chalicelib.table import Delete, Put
from tests.world import START
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from chalicelib.couples.model import PartnerKey

ONE = Appreciation("20261123-1", "a", "Soup", "sms", "waiting", START.isoformat())
COUPLE = "1"
ALEX, SAM = (
    new_partner("Sam", "America/New_York", Contact("email", f"{key}@example.com")) for key in "ab"
)
US = Couple(COUPLE, ALEX, SAM)


@pytest.fixture
def table() -> MemoryTable:
    table = MemoryTable()
    table.write(Put(to_item(US)))
    return table


@pytest.fixture
def jar(table: MemoryTable) -> Jar:
    return Jar(table)


def states(jar: Jar) -> list[JarState]:
    return [one.state for one in jar.all(COUPLE)]


def test_what_is_added_comes_back_as_it_was(jar: Jar) -> None:
    jar.add(US, ONE)
    assert jar.all(COUPLE) == [ONE]
    assert jar.all("2") == []


def test_adding_it_again_changes_nothing(jar: Jar) -> None:
    jar.add(US, ONE)
    jar.set_state(COUPLE, "a", ONE.id, "kept")
    jar.add(US, ONE)
    assert states(jar) == ["kept"]


def test_they_come_oldest_first_each_author_on_their_own(jar: Jar) -> None:
    moments = [START + timedelta(minutes=number) for number in (3, 1, 2)]
    authors: list[PartnerKey] = ["a", "b", "a"]
    for moment, author in zip(moments, authors, strict=True):
        made = appreciation_id(moment, "SM1")
        jar.add(US, replace(ONE, id=made, author=author, text=f"{moment:%M}"))
    assert [one.text for one in jar.all(COUPLE)] == ["01", "02", "03"]
    assert [one.text for one in jar.by(COUPLE, "a")] == ["02", "03"]
    assert [one.text for one in jar.by(COUPLE, "b")] == ["01"]


def test_the_same_message_makes_the_same_id_and_another_one_another() -> None:
    assert appreciation_id(START, "SM1") == appreciation_id(START, "SM1")
    assert appreciation_id(START, "SM1") != appreciation_id(START, "SM2")


@pytest.mark.parametrize("state", ["waiting", "kept", "held", "heard"])
def test_only_its_author_moves_it_and_only_until_it_was_heard(jar: Jar, state: JarState) -> None:
    jar.add(US, replace(ONE, state=state))
    assert not jar.set_state(COUPLE, "b", ONE.id, "kept")
    assert not jar.take_back(COUPLE, "b", ONE.id)
    assert states(jar) == [state]
    mine = state != "heard"
    assert jar.set_state(COUPLE, "a", ONE.id, "kept") is mine
    assert jar.take_back(COUPLE, "a", ONE.id) is mine
    assert states(jar) == ([] if mine else ["heard"])


@pytest.mark.parametrize("state", ["waiting", "kept", "held", "heard"])
def test_only_what_waits_is_heard(jar: Jar, state: JarState) -> None:
    jar.add(US, replace(ONE, state=state))
    assert (len(jar.waiting(COUPLE)) == 1) is (state == "waiting")
    jar.hear(COUPLE, ONE.id)
    assert states(jar) == ["heard" if state == "waiting" else state]


@pytest.mark.parametrize(
    ("state", "shown"), [("waiting", True), ("heard", True), ("kept", False), ("held", False)]
)
def test_a_frozen_agenda_shows_what_is_still_to_be_read(
    jar: Jar, state: JarState, *, shown: bool
) -> None:
    jar.add(US, replace(ONE, state=state))
    assert (jar.some(COUPLE, [ONE.id, "gone"]) != []) is shown
    assert jar.some(COUPLE, []) == []


def test_what_is_not_there_cannot_be_moved(jar: Jar) -> None:
    assert not jar.set_state(COUPLE, "a", "gone", "kept")
    assert not jar.take_back(COUPLE, "a", "gone")
    jar.hear(COUPLE, "gone")
    assert jar.all(COUPLE) == []


LEFT = replace(US, b=None)
WHO_CAME_AFTER = {
    "a": replace(US, a=replace(US.a, generation=7)),
    "b": replace(US, b=replace(US.a, generation=7)),
}
VACANT = {"a": replace(US, a=vacated("America/New_York")), "b": LEFT}


@pytest.mark.parametrize("author", ["a", "b"])
@pytest.mark.parametrize("now", [VACANT, WHO_CAME_AFTER], ids=["nobody", "another"])
def test_words_of_somebody_who_left_meanwhile_are_not_kept(
    table: MemoryTable, jar: Jar, author: PartnerKey, now: dict[str, Couple]
) -> None:
    table.write(Put(to_item(now[author])))
    with pytest.raises(Gone):
        jar.add(US, replace(ONE, author=author))
    assert jar.all(COUPLE) == []


def test_nothing_is_kept_of_a_couple_that_has_ended(table: MemoryTable, jar: Jar) -> None:
    table.write(Delete(keys.couple_pk(COUPLE), keys.COUPLE))
    with pytest.raises(Gone):
        jar.add(US, ONE)
    assert len(table.items) == 0


def test_that_the_other_left_meanwhile_keeps_nobody_from_keeping_theirs(
    table: MemoryTable, jar: Jar
) -> None:
    table.write(Put(to_item(replace(LEFT, version=9))))
    jar.add(US, ONE)
    assert jar.all(COUPLE) == [ONE]
    assert table.items["COUPLE#1", "COUPLE"]["version"] == 9, "an edit meanwhile loses no race"
