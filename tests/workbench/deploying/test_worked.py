"""Which versions there are to go back to, and going back."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.workbench.deploying.pretend import PretendBucket, PretendFormation
from workbench.__main__ import main
from workbench.deploying.artifacts import Version
from workbench.deploying.going_back import go_back
from workbench.deploying.worked import GOOD, KEPT, VersionError, Worked

if TYPE_CHECKING:
    from pathlib import Path

NOON, LATER = (datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (12, 18))
FIRST, SECOND, THIRD = (
    Version(name, f"https://s3/{name}", {"Channels": "email", "Of": name}, code=f"{name}=")
    for name in ("first", "second", "third")
)


def worked(*versions: Version) -> Worked:
    """These worked, one after the other."""
    kept = Worked(PretendBucket())
    for one in versions:
        kept.note(one, NOON)
    return kept


def test_the_one_before_is_that_before_what_runs() -> None:
    assert worked(FIRST, SECOND, THIRD).named("before", {THIRD.code}) == SECOND


def test_if_what_runs_never_worked_the_one_before_is_the_last_that_did() -> None:
    kept = worked(FIRST, SECOND)
    assert kept.named("before", {"broken="}) == SECOND
    assert kept.named("before", {SECOND.code, "broken="}) == SECOND  # half a deployment


def test_each_before_goes_one_further_back_and_none_comes_forward_again() -> None:
    kept = worked(FIRST, SECOND, THIRD)
    kept.note(kept.named("before", {THIRD.code}), LATER)
    assert kept.last() == SECOND
    kept.note(kept.named("before", {SECOND.code}), LATER)
    assert kept.last() == FIRST
    with pytest.raises(VersionError, match="what runs is the oldest"):
        kept.named("before", {FIRST.code})
    assert [one.name for one in kept.versions()] == ["third", "second", "first"]


def test_a_way_back_that_was_interrupted_is_finished_by_the_same_command() -> None:
    kept = worked(FIRST, SECOND, THIRD)
    for half_way in ({THIRD.code, SECOND.code}, {SECOND.code}):  # before, and after AWS was done
        assert kept.named("before", half_way) == SECOND
    assert kept.named("before", {FIRST.code}) == FIRST  # by its name: never forward to the second


def test_after_a_way_back_a_version_that_fails_goes_back_to_what_ran_last_and_worked() -> None:
    kept = worked(FIRST, SECOND, THIRD)
    kept.note(SECOND, LATER)
    assert kept.last() == SECOND
    assert kept.named("before", {"broken="}) == SECOND


def test_versions_of_the_same_code_are_told_apart_by_what_worked_last() -> None:
    other = replace(SECOND, name="other")  # of another template, say
    kept = worked(FIRST, SECOND, other)
    assert kept.named("before", {SECOND.code}) == SECOND
    kept.note(SECOND, LATER)
    assert kept.named("before", {SECOND.code}) == FIRST


def test_of_a_stage_that_was_taken_away_the_last_that_worked_comes_back() -> None:
    assert worked(FIRST, SECOND).named("before", set()) == SECOND


def test_who_goes_back_reads_when_it_worked_and_that_it_is_older() -> None:
    kept = worked(FIRST, SECOND, THIRD)
    assert kept.told(kept.named("before", {THIRD.code})) == (
        "Version second, which worked here 2026-11-22 12:00 and is older than third "
        "(2026-11-22 12:00), the last one that ran and worked"
    )
    kept.note(FIRST, LATER)
    assert "12:00 and is newer than first (2026-11-22" in kept.told(kept.named("third", set()))
    assert "and is the last one that ran" in kept.told(kept.named("first", set()))


def test_a_version_has_the_parameters_it_had_when_it_worked_last() -> None:
    changed = Version("first", FIRST.url, {"Channels": "email,sms"}, code=FIRST.code)
    kept = worked(FIRST, SECOND, changed)
    assert kept.named("first", set()).parameters == {"Channels": "email,sms"}
    assert [one.name for one in kept.versions()] == ["second", "first"]


def test_an_unknown_version_has_those_listed_that_there_are() -> None:
    with pytest.raises(VersionError) as refused:
        worked(FIRST, SECOND).named("frist", {SECOND.code})
    assert "no version frist" in str(refused.value)
    assert "\n  second  2026-11-22 12:00\n  first  2026-11-22 12:00" in str(refused.value)


def test_the_first_version_has_none_before_it() -> None:
    with pytest.raises(VersionError, match="no older version: what runs is the oldest"):
        worked(FIRST).named("before", {FIRST.code})
    with pytest.raises(VersionError, match="No version has worked on this stage yet"):
        worked().named("before", set())


def test_the_list_stays_short() -> None:
    kept = worked(*(Version(f"v{number}", "https://s3") for number in range(KEPT + 5)))
    assert len(kept.versions()) == KEPT
    assert kept.last() == Version(f"v{KEPT + 4}", "https://s3")


def test_what_an_earlier_deploy_noted_is_still_read() -> None:
    noted = {key: asdict(FIRST)[key] for key in ("name", "url", "parameters")}
    kept = Worked(PretendBucket(files={GOOD: json.dumps(noted)}))
    assert kept.last() == FIRST
    kept.note(SECOND, NOON)
    assert kept.versions() == [SECOND, FIRST]


def test_without_a_note_of_what_ran_last_it_is_the_first_of_the_list() -> None:
    listed = json.dumps([asdict(one) for one in (SECOND, THIRD, FIRST)])  # as they worked last
    kept = Worked(PretendBucket(files={GOOD: listed}))
    assert kept.last() == SECOND
    assert kept.named("before", {SECOND.code}) == THIRD
    uncoded = json.dumps([asdict(replace(one, code="")) for one in (SECOND, FIRST)])
    assert Worked(PretendBucket(files={GOOD: uncoded})).named("before", {SECOND.code}) == FIRST


def test_a_version_is_either_kept_or_in_a_folder(tmp_path: Path) -> None:
    words = ["deploy", "--stage", "dev", "--version", "before", "--package", str(tmp_path)]
    ran = CliRunner().invoke(main, words)
    assert (ran.exit_code, "leave out --package" in ran.output) == (2, True)


def gone_back(good: Version | None, *wrong: str) -> tuple[bool, PretendFormation, str]:
    said: list[str] = []
    formation = PretendFormation(runs=THIRD)
    done = go_back(formation, good, THIRD, lambda _: wrong, said.append)
    return done, formation, "\n".join(said)


def test_going_back_is_tried_as_well() -> None:
    done, formation, said = gone_back(SECOND)
    assert (done, formation.runs, formation.parameters) == (True, SECOND, SECOND.parameters)
    assert "runs version second again, and it works" in said


def test_a_way_back_that_does_not_work_either_is_said() -> None:
    done, formation, said = gone_back(SECOND, "GET / answers 502.")
    assert (done, formation.runs) == (False, SECOND)
    assert "that does not work either:\n  GET / answers 502." in said
    assert "and it works" not in said


@pytest.mark.parametrize("good", [None, THIRD])
def test_where_there_is_no_way_back_the_stage_stays_as_it_is(good: Version | None) -> None:
    done, formation, _ = gone_back(good)
    assert (done, formation.runs) == (False, THIRD)
