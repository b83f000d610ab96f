"""`erasures` makes a restored table forget again whoever was erased since its backup."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from chalicelib import keys
from tests.couples.whole_lives import (
    ALEX_WORDS,
    SAM_WORDS,
    TOPICS,
    UNCONFIRMED,
    Lives,
    couple_of,
    lived,
)
from tests.delivery.evenings import Crash, die
from tests.pages.stories import ALEX, ALEX_PHONE, SAM_PHONE, back, invited, joined
from tests.racing import RacyWorld
from tests.workbench.operating.asking import MemoryScan, Said
from workbench.__main__ import main
from workbench.operating.erasures import PlaceAfterRestore

if TYPE_CHECKING:
    from tests.world import World

OF_ALEX = (ALEX, ALEX_PHONE, UNCONFIRMED, *ALEX_WORDS, TOPICS[0])
OF_SAM = (SAM_PHONE, *SAM_WORDS, TOPICS[1])


def backup_of(world: World) -> RacyWorld:
    """The same service an hour later, on a table restored from a backup of now."""
    restored = RacyWorld()
    restored.memory.items = copy.deepcopy(world.memory.items)
    restored.clock.now = world.clock()
    restored.clock.advance(hours=1)
    return restored


def ask(lived_with: World, restored: World, *words: str) -> Said:
    place = PlaceAfterRestore(
        "test", "r", restored.table, MemoryScan(restored.memory), restored.clock,
        lived_with.table, restored.settings.secret_key,
    )  # fmt: skip
    ran = CliRunner().invoke(main, ["erasures", *words], obj=place)
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return Said(ran.exit_code, ran.stdout, ran.stderr)


def answer(lived_with: World, restored: World, *words: str) -> Any:
    return ask(lived_with, restored, *words, "--json").json()


def there(world: World, of_them: tuple[str, ...]) -> list[str]:
    """What of theirs the table still holds."""
    return [one for one in of_them if one in world.everything()]


def erased_since() -> tuple[Lives, RacyWorld]:
    lives = lived()
    restored = backup_of(lives.world)
    lives.sam.act("leave", sure="on")
    return lives, restored


def test_it_lists_couples_and_dates_and_nothing_else() -> None:
    lives, restored = erased_since()
    before = restored.everything()
    said = ask(lives.world, restored, "list")
    assert (said.code, restored.everything()) == (0, before)
    assert f"{couple_of(restored, ALEX_PHONE).id}  2026-11-30 15:00" in said.out
    assert "1 erasure to replay. Nobody else is on the list." in said.out
    for private in (*OF_ALEX, *OF_SAM, "Sam", "Alex", "partner"):
        assert private not in said.out
    (one,) = answer(lives.world, restored, "list")["erasures"]
    assert one.keys() == {"couple", "at"}


def test_whoever_was_erased_since_is_erased_again_and_nobody_else() -> None:
    lives, restored = erased_since()
    assert there(restored, OF_SAM) == list(OF_SAM)
    assert "1 person erased again." in ask(lives.world, restored, "replay").out
    assert there(restored, OF_SAM) == []
    assert there(restored, OF_ALEX) == list(OF_ALEX)
    assert couple_of(restored, ALEX_PHONE).solo
    assert answer(lives.world, restored, "list") == {"erasures": [], "not_here": 0}
    after = restored.everything()
    assert answer(lives.world, restored, "replay") == {"erased": 0, "not_here": 0}
    assert restored.everything() == after


def test_signing_out_everywhere_in_between_hides_nobody() -> None:
    lives = lived()
    lives.alex.act("sign_out_everywhere")
    restored = backup_of(lives.world)
    back(lives.world, ALEX).act("sign_out_everywhere")
    lives.world.departures.leave(lives.couple.id, "a", lives.world.clock())
    assert answer(lives.world, restored, "replay")["erased"] == 1
    assert there(restored, OF_ALEX) == []


def test_who_came_into_the_place_of_somebody_who_had_left_before_the_backup_stays() -> None:
    lives = lived()
    lives.sam.act("leave", sure="on")
    joined(lives.world, invited(lives.alex), "kim@example.com", "Kim")
    restored = backup_of(lives.world)
    assert answer(lives.world, restored, "replay") == {"erased": 0, "not_here": 0}
    assert there(restored, ("kim@example.com",)) == ["kim@example.com"]


def test_who_comes_after_the_replay_is_not_taken_for_the_one_before() -> None:
    lives, restored = erased_since()
    ask(lives.world, restored, "replay")
    joined(restored, invited(back(restored, ALEX)), "kim@example.com", "Kim")
    assert answer(lives.world, restored, "replay")["erased"] == 0
    assert there(restored, ("kim@example.com",)) == ["kim@example.com"]


def test_a_couple_that_ended_since_is_gone_again_with_all_that_was_theirs() -> None:
    lives, restored = erased_since()
    lives.alex.act("leave", sure="on")
    assert answer(lives.world, restored, "replay")["erased"] == 2
    assert there(restored, (*OF_ALEX, *OF_SAM)) == []
    couples = [pk for pk, sk in restored.memory.items if sk == keys.COUPLE]
    assert couples == []


def test_of_a_couple_that_came_after_the_backup_there_is_nothing_to_do() -> None:
    lives = lived()
    restored = backup_of(lives.world)
    restored.memory.items = {
        key: item for key, item in restored.memory.items.items() if not key[0].startswith("COUPLE")
    }
    lives.sam.act("leave", sure="on")
    assert "1 other on the list" in ask(lives.world, restored, "list").out
    assert answer(lives.world, restored, "replay") == {"erased": 0, "not_here": 1}


@pytest.mark.parametrize("at_write", [0, 1, 2, 5, 20])
def test_broken_off_it_goes_on_where_it_was(at_write: int) -> None:
    lives, restored = erased_since()
    restored.memory.before = [*[lambda: None] * at_write, die]
    with pytest.raises(Crash):
        ask(lives.world, restored, "replay")
    restored.memory.before = []
    assert ask(lives.world, restored, "replay").code == 0
    assert there(restored, OF_SAM) == []
    assert not restored.table.query(keys.couple_pk(couple_of(restored, ALEX_PHONE).id), "ERASURE")
