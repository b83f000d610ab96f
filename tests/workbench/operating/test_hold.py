"""`hold` stops everything and says so; `resume` lets what is still good go, and nothing stale."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.control import RESTORED
from chalicelib.couples.model import Contact
from tests.delivery.evenings import EMAIL, due, the_state
from tests.workbench.operating.asking import answer, ask
from tests.workbench.operating.dead_office import Office
from tests.world import START, World

SINCE = START.isoformat()
KIM = Contact("email", "kim@example.com")
TEN_IN_NEW_YORK = datetime(2026, 11, 24, 3, 16, tzinfo=UTC)  # lights out; in Denver kids go to bed


@pytest.fixture
def world() -> World:
    return World()


def restored(world: World) -> None:
    """The table is another one from now on, with what stood in the first."""
    assert answer(world, "hold", "--show") == {"held": False}
    world.memory.name = "restored"


def test_it_says_why_since_when_and_what_becomes_of_messages(world: World) -> None:
    said = ask(world, "hold", "double sends")
    assert said.code == 0
    first = said.out.splitlines()[0]
    assert first == "The stage test is on hold since 2026-11-23 12:00 UTC: double sends."
    assert "What is queued waits" in said.out
    assert "too late by then ends as expired" in " ".join(said.out.split())
    assert "python -m workbench resume --stage test --table t" in said.out
    assert ask(world, "hold", "--show").out == said.out


def test_for_machines_it_says_the_same(world: World) -> None:
    assert answer(world, "hold", "--show") == {"held": False}
    held = {"held": True, "why": "a test", "since": SINCE, "restored": False}
    assert answer(world, "hold", "a test") == held
    assert answer(world, "hold", "--show") == held
    before = {"why": "a test", "since": SINCE, "restored": False}
    assert answer(world, "resume") == {"held": False, "before": before}
    assert answer(world, "resume") == {"held": False, "before": None}


def test_to_show_it_changes_nothing(world: World) -> None:
    ask(world, "hold", "--show")
    before = world.everything()
    assert "is not on hold: everything is sent." in ask(world, "hold", "--show").out
    assert world.everything() == before


@pytest.mark.parametrize("words", [(), ("why", "--show"), ("",), ("  ",)])
def test_a_hold_needs_a_reason(world: World, words: tuple[str, ...]) -> None:
    said = ask(world, "hold", *words)
    assert (said.code, "Say why" in said.err) == (2, True)
    assert answer(world, "hold", "--show") == {"held": False}


def test_a_second_reason_keeps_the_time_of_the_first(world: World) -> None:
    ask(world, "hold", "double sends")
    world.clock.advance(hours=3)
    assert answer(world, "hold", "double sends, by the new version")["since"] == SINCE


def test_held_nothing_leaves_though_it_is_due() -> None:
    world, couple = due()
    ask(world, "hold", "a test")
    for _ in range(3):
        assert world.work() == []
        world.clock.advance(minutes=1)
    assert (world.email.sent, the_state(world, couple), len(world.queue.bodies)) == ([], "", 1)


def test_resumed_what_is_good_comes_and_what_is_stale_ends_as_expired(world: World) -> None:
    stale, good = world.couple(EMAIL), world.couple(KIM, zone="America/Denver")
    ask(world, "hold", "a test")
    world.until(TEN_IN_NEW_YORK)
    world.minute()
    assert world.email.sent == []

    said = ask(world, "resume")
    world.work()
    assert "on hold since 2026-11-23 12:00 UTC: a test." in said.out
    assert [one.key.pk for one in world.email.sent] == [f"COUPLE#{good.id}"]
    assert world.states(good) == {"a#2026-11-23#small": "sent"}
    assert world.states(stale) == {"a#2026-11-23#small": "expired"}
    assert ask(world, "resume").out == "The stage test is not on hold: everything is sent.\n"


def test_a_restored_table_says_so_and_waits_for_somebody_to_look() -> None:
    world, couple = due()
    restored(world)
    said = ask(world, "hold", "--show").out
    assert said.startswith(f"The stage test is on hold: {RESTORED}.\n")
    assert '"A table was restored" in docs/runbook.md' in " ".join(said.split())
    world.work()
    assert (world.email.sent, the_state(world, couple)) == ([], "")

    office = Office(world)
    said_no = office.ask("resume", says="n\n")
    assert (said_no.code, "Have you looked" in said_no.err) == (1, True)
    assert answer(world, "hold", "--show")["restored"] is True

    assert office.ask("resume", says="y\n").code == 0
    world.work()
    assert len(world.email.sent) == 1


def test_a_restored_table_goes_on_unasked_if_that_is_what_was_said(world: World) -> None:
    restored(world)
    assert answer(world, "resume", "--yes")["before"]["restored"] is True
    assert answer(world, "hold", "--show") == {"held": False}


def test_a_hold_of_the_table_before_says_nothing_of_when_this_one_was_restored(
    world: World,
) -> None:
    ask(world, "hold", "before the backup")
    world.memory.name = "restored"
    found = answer(world, "hold", "--show")
    assert (found["why"], found["since"], found["restored"]) == (RESTORED, None, True)


def test_a_reason_of_ones_own_does_not_hide_that_the_table_was_restored(world: World) -> None:
    restored(world)
    found = answer(world, "hold", "until the morning")
    assert found == {
        "held": True,
        "why": f"until the morning; {RESTORED}",
        "since": SINCE,
        "restored": True,
    }
    assert Office(world).ask("resume", says="n\n").code == 1
