"""The fault simulation finds the bugs that we put in place: `make prove-bites`, as tests."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from workbench.simulate_faults.bites.bite import AnchorGoneError, Bite, Patch, in_place
from workbench.simulate_faults.bites.catalogue import BITES, numbers_of
from workbench.simulate_faults.bites.command import prove_bites
from workbench.simulate_faults.bites.finding import find
from workbench.simulate_faults.promises.verdicts import PROMISES
from workbench.simulate_faults.scenario import Scenario

# Found within a second each. All of them are among the long tests.
AT_ONCE = (
    "sends before it claims",
    "a redelivery releases the claim that it finds",
    "whoever does not get the claim releases it",
)
HERE = ("--processes", "1")
STATES = "chalicelib.delivery.model:Report.moves"


def bite(words: str) -> Bite:
    (number,) = numbers_of(words)
    return BITES[number]


@pytest.mark.parametrize("words", AT_ONCE)
def test_a_bug_is_found(words: str) -> None:
    found = find(bite(words), Scenario(1), 12)

    assert found.proven
    assert found.broken
    assert found.broken.promise in PROMISES


@pytest.mark.long
@pytest.mark.parametrize("one", BITES, ids=[one.name for one in BITES])
def test_every_bug_is_found(one: Bite) -> None:
    found = find(one, Scenario(1))
    assert found.proven, found


def test_there_are_enough_of_them_and_each_still_fits_our_code() -> None:
    for one in BITES:
        one.check()

    assert len({one.name for one in BITES}) == len(BITES) >= 15


def test_a_bug_is_there_only_for_a_while() -> None:
    from chalicelib.delivery.model import Report

    backwards = Bite("backwards", (Patch(STATES, "return RANK", "return not RANK"),))
    with in_place(backwards):
        wrong = Report("sent").moves({"state": "claimed"})

    assert not wrong
    assert Report("sent").moves({"state": "claimed"})


@pytest.mark.parametrize("words", ["these words are not in it", "return"])
def test_words_that_are_gone_or_there_twice_are_an_error(words: str) -> None:
    with pytest.raises(AnchorGoneError, match=r"Report\.moves has this \d times, not once"):
        Bite("nothing", (Patch(STATES, words, "pass"),)).check()


def test_a_function_that_is_gone_is_an_error() -> None:
    with pytest.raises(AnchorGoneError, match="there is no function"):
        Bite("nothing", (Patch("chalicelib.delivery.model:Report.gone", "a", "b"),)).check()


def test_the_command_shows_what_was_found() -> None:
    shown = CliRunner().invoke(
        prove_bites, ["--only", "sends before it claims", "--seeds", "3", *HERE]
    )

    assert shown.exit_code == 0
    assert "sends before it claims" in shown.output
    assert "what it broke" in shown.output
    assert "1 of 1 bug found." in shown.output


def test_the_command_fails_when_a_bug_is_missed() -> None:
    words = ["--only", "a complaint after a bounce is not heard", "--seeds", "1", *HERE]
    shown = CliRunner().invoke(prove_bites, words)

    assert shown.exit_code == 1
    assert "NOT FOUND" in shown.output
    assert "0 of 1 bug found." in shown.output
