"""`aside` lists broken entries and puts them back; what they missed is sent or listed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys
from chalicelib.couples.model import Contact
from chalicelib.table import Change, Delete
from tests.racing import RacyWorld
from tests.workbench.operating.asking import answer, ask

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.table import Item

MONDAY = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)  # 20:15 in New York
MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
NEW_YORK = "America/New_York"


@pytest.fixture
def world() -> RacyWorld:
    return RacyWorld()


@pytest.fixture
def couple(world: RacyWorld) -> Couple:
    """Its small rhythm was set aside on Monday: its zone cannot be read."""
    couple = world.couple(Contact("email", "alex@example.com"))
    world.couple(Contact("email", "kim@example.com"))
    change(world, couple, **{"plan.zone": "Atlantis/Poseidonis"})
    world.until(MONDAY)
    return couple


def change(world: RacyWorld, couple: Couple, **fields: Any) -> None:
    key = (keys.couple_pk(couple.id), keys.due_sk("a", "small"))
    world.table.write(Change(*key, set=fields))


def entry(world: RacyWorld, couple: Couple) -> Item:
    found = world.table.get(keys.couple_pk(couple.id), keys.due_sk("a", "small"))
    assert found is not None
    return found


def mended(world: RacyWorld, couple: Couple) -> None:
    change(world, couple, **{"plan.zone": NEW_YORK})


def test_it_lists_what_was_set_aside_and_why(world: RacyWorld, couple: Couple) -> None:
    assert answer(world, "aside") == {
        "aside": [
            {
                "couple": couple.id,
                "partner": "a",
                "rhythm": "small",
                "why": "ZoneInfoNotFoundError",
                "at": "2026-11-24T01:15:00+00:00",
                "due_at": "2026-11-24T01:15:00Z",
            }
        ]
    }
    said = ask(world, "aside").out
    assert f"{couple.id}  a  small   2026-11-24 01:15  2026-11-24 01:15   ZoneInfo" in said
    assert "1 entry set aside." in said


def test_one_that_is_still_broken_stays_aside_and_it_says_why(
    world: RacyWorld, couple: Couple
) -> None:
    before = world.everything()
    said = ask(world, "aside", "return", "--couple", couple.id)
    assert said.code == 1
    assert "Atlantis/Poseidonis" in " ".join(said.out.split())
    assert "0 entries put back, 1 still aside." in said.out
    assert world.everything() == before


def test_one_that_can_be_read_again_is_sent_while_it_is_good(
    world: RacyWorld, couple: Couple
) -> None:
    mended(world, couple)
    said = ask(world, "aside", "return", "--all")
    assert (said.code, "1 entry put back, 0 still aside." in said.out) == (0, True)
    world.clock.now += MINUTE
    world.minute()
    assert world.states(couple) == {"a#2026-11-23#small": "sent"}
    assert "aside" not in entry(world, couple)
    assert answer(world, "aside") == {"aside": []}


def test_what_it_missed_meanwhile_is_listed(world: RacyWorld, couple: Couple) -> None:
    world.until(MONDAY + 3 * A_DAY)
    mended(world, couple)
    ask(world, "aside", "return", "--couple", couple.id)
    world.until(MONDAY + 4 * A_DAY)
    missed = world.deliveries(couple)[0]
    assert (missed["state"], missed["missed"], missed["through"]) == ("expired", 2, "2026-11-25")
    assert world.states(couple)["a#2026-11-27#small"] == "sent"


@pytest.mark.parametrize("lost", [False, True], ids=["unreadable", "without a plan"])
def test_it_can_be_made_anew_from_what_the_couple_chose(
    world: RacyWorld, couple: Couple, lost: bool
) -> None:
    if lost:
        key = (keys.couple_pk(couple.id), keys.due_sk("a", "small"))
        world.table.write(Change(*key, remove=("plan",)))
    world.until(MONDAY + 3 * A_DAY)
    said = answer(world, "aside", "return", "--couple", couple.id, "--anew")
    assert [one["why_not"] for one in said["entries"]] == [""]
    world.until(MONDAY + 4 * A_DAY)
    assert world.states(couple) == {
        "a#2026-11-23#small": "expired",
        "a#2026-11-27#small": "sent",
    }
    assert world.deliveries(couple)[0]["missed"] == 2


def test_made_anew_it_does_not_repeat_a_date_that_had_its_slot(
    world: RacyWorld, couple: Couple
) -> None:
    change(world, couple, **{"plan.last": "2026-11-25"})
    world.clock.now = MONDAY + A_DAY
    ask(world, "aside", "return", "--couple", couple.id, "--anew")
    assert entry(world, couple)["plan"]["date"] == "2026-11-27"


def test_made_anew_a_rhythm_that_is_off_rests(world: RacyWorld, couple: Couple) -> None:
    item = world.memory.items[keys.couple_pk(couple.id), keys.COUPLE]
    item["a"]["small"]["on"] = False
    answer(world, "aside", "return", "--couple", couple.id, "--anew")
    assert entry(world, couple).keys() == {"PK", "SK", "plan"}


@pytest.mark.parametrize("anew", [False, True])
def test_an_edit_meanwhile_wins(world: RacyWorld, couple: Couple, anew: bool) -> None:
    def meanwhile() -> None:
        world.preferences.edit(couple.id, lambda one: one, world.clock())

    if not anew:
        mended(world, couple)
    world.memory.before = [meanwhile]
    said = ask(world, "aside", "return", "--couple", couple.id, *["--anew"] * anew)
    assert (said.code, "somebody changed it meanwhile" in " ".join(said.out.split())) == (1, True)
    assert entry(world, couple)["plan"]["rev"] == 2
    assert answer(world, "aside") == {"aside": []}


def test_a_couple_that_is_gone_is_said(world: RacyWorld, couple: Couple) -> None:
    world.table.write(Delete(keys.couple_pk(couple.id), keys.COUPLE))
    said = ask(world, "aside", "return", "--couple", couple.id, "--anew")
    assert (said.code, "the couple is gone" in said.out) == (1, True)


@pytest.mark.parametrize("words", [(), ("--couple", "x", "--all")])
def test_it_must_be_said_whose(world: RacyWorld, words: tuple[str, ...]) -> None:
    said = ask(world, "aside", "return", *words)
    assert (said.code, "Say either --couple ID" in said.err) == (2, True)
