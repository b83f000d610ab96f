"""Somebody is told when something is wrong, and finds in the runbook what to do."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.figures import NAMESPACE, WATCHED
from tests.packaged import resources, template
from tests.reading_imports import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.service
every_stage = pytest.mark.parametrize("stage", ["local", "prod"])
PARAGRAPH = re.compile(r"^\*\*Alarm `([a-z-]+)`\.\*\*", re.MULTILINE)
MONTH = 30  # days


def alarms(stage: str) -> dict[str, dict[str, Any]]:
    """Every alarm, by its name without the stage."""
    found = resources(stage, "AWS::CloudWatch::Alarm").values()
    given = [one["Properties"] for one in found]
    return {one["AlarmName"]["Fn::Sub"].removeprefix("after-bedtime-${Stage}-"): one
            for one in given}  # fmt: skip


def watched(alarm: dict[str, Any]) -> list[dict[str, Any]]:
    """The metrics that an alarm looks at: its own, or those of its formula."""
    if "Metrics" not in alarm:
        return [alarm]
    asked = [one["Fn::If"][1] if "Fn::If" in one else one for one in alarm["Metrics"]]
    return [one["MetricStat"]["Metric"] for one in asked if "MetricStat" in one]


@every_stage
def test_every_alarm_has_its_paragraph_and_every_paragraph_its_alarm(stage: str) -> None:
    said = PARAGRAPH.findall((ROOT / "docs" / "runbook.md").read_text())
    assert sorted(said) == sorted(alarms(stage))


@every_stage
def test_every_alarm_tells_the_one_topic_and_is_quiet_while_nothing_happens(stage: str) -> None:
    for name, alarm in alarms(stage).items():
        assert alarm["AlarmActions"] == [{"Ref": "Alarms"}]
        quiet = "breaching" if name == "ticks-missing" else "notBreaching"
        assert alarm["TreatMissingData"] == quiet
        assert alarm["AlarmDescription"].endswith("See the runbook.")


@every_stage
def test_an_alarm_on_a_figure_of_ours_watches_one_that_is_told(stage: str) -> None:
    ours = [one for alarm in alarms(stage).values() for one in watched(alarm)
            if one["Namespace"] == NAMESPACE]  # fmt: skip
    assert {one["MetricName"] for one in ours} <= WATCHED.keys()
    for one in ours:
        assert one["Dimensions"] == [{"Name": "Stage", "Value": {"Ref": "Stage"}}]


def percent(alarm: dict[str, Any], **counted: int) -> float:
    """What an alarm's formula makes of these figures; of the others there is no data."""
    asked = {one["Id"] for one in alarm["Metrics"] if "MetricStat" in one}
    known = {
        **dict.fromkeys(asked),
        **counted,
        "FILL": lambda value, instead: instead if value is None else value,
        "IF": lambda condition, yes, no: yes if condition else no,
    }
    # It is our own template's: a sum of these names, and nothing else can be called.
    return float(eval(alarm["Metrics"][0]["Expression"], {"__builtins__": {}}, known))  # noqa: S307


@every_stage
def test_one_message_in_ten_is_an_alarm_and_so_is_every_one_of_them(stage: str) -> None:
    alarm = alarms(stage)["undelivered"]
    limit = alarm["Threshold"]
    assert percent(alarm, sent=90, failed=10) == limit
    assert percent(alarm, sent=100, undelivered=10) == limit
    assert percent(alarm, sent=91, failed=9) < limit
    assert percent(alarm, failed=20) == 100, "nothing at all was sent"
    assert percent(alarm, sent=18, failed=1) == 0, "too few to tell"


@every_stage
def test_somebody_is_told_when_our_account_or_settings_are_why_nothing_leaves(stage: str) -> None:
    refused, expired = alarms(stage)["refused"], alarms(stage)["expired"]
    assert (refused["MetricName"], refused["Statistic"]) == ("refused", "Sum")
    assert (expired["MetricName"], expired["Statistic"]) == ("expired", "Sum")
    # A single message that nobody can send comes to it by itself: delivery/send.py, `_again`.
    tries = [sum(30 * 2**n for n in range(count)) for count in range(6)]
    assert len([one for one in tries if one <= refused["Period"]]) >= refused["Threshold"] > 1


@every_stage
def test_what_a_queue_or_a_topic_wakes_is_watched_for_loops_that_were_stopped(stage: str) -> None:
    looked_at = watched(alarms(stage)["loop-stopped"])
    assert {one["MetricName"] for one in looked_at} == {"RecursiveInvocationsDropped"}
    functions = resources(stage, "AWS::Serverless::Function")
    events = {name: one["Properties"].get("Events", {}).values() for name, one in functions.items()}
    woken = {n for n, those in events.items() if {one["Type"] for one in those} & {"SQS", "SNS"}}
    assert {one["Dimensions"][0]["Value"]["Ref"] for one in looked_at} == woken


@every_stage
def test_every_queue_is_watched_for_age_or_for_dead_letters(stage: str) -> None:
    looked_at = {
        (one["MetricName"], one["Dimensions"][0]["Value"]["Fn::GetAtt"][0])
        for alarm in alarms(stage).values()
        for one in watched(alarm)
        if one["Namespace"] == "AWS/SQS"
    }
    depth, age = "ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"
    dead = {"SendDeadLetters", "InboundDeadLetters", "MailInDeadLetters", "SesEventsDead"}
    lived_in = {"SendQueue", "InboundQueue", "MailInQueue"}
    assert looked_at == {(depth, one) for one in dead} | {(age, one) for one in lived_in}
    assert {*dead, *lived_in, "PlanQueue"} == resources(stage, "AWS::SQS::Queue").keys()


@every_stage
@pytest.mark.parametrize(
    ("alarm", "metric"), [("functions-fail", "Errors"), ("functions-throttled", "Throttles")]
)
def test_every_function_is_watched(stage: str, alarm: str, metric: str) -> None:
    looked_at = watched(alarms(stage)[alarm])
    assert {one["MetricName"] for one in looked_at} == {metric}
    functions = {one["Dimensions"][0]["Value"]["Ref"] for one in looked_at}
    assert functions == resources(stage, "AWS::Serverless::Function").keys()


@every_stage
def test_every_function_has_a_log_of_its_own_that_is_gone_after_a_month(stage: str) -> None:
    logs = resources(stage, "AWS::Logs::LogGroup")
    assert {one["Properties"]["RetentionInDays"] for one in logs.values()} == {MONTH}
    functions = resources(stage, "AWS::Serverless::Function")
    configured = [one["Properties"]["LoggingConfig"] for one in functions.values()]
    assert {one["LogFormat"] for one in configured} == {"JSON"}
    assert sorted(one["LogGroup"]["Ref"] for one in configured) == sorted(
        logs.keys() - {"AccessLog"}
    )


@every_stage
def test_the_dashboard_can_be_read_and_shows_what_is_there(stage: str) -> None:
    (board,) = resources(stage, "AWS::CloudWatch::Dashboard").values()
    body = board["Properties"]["DashboardBody"]["Fn::Sub"]
    shown = json.loads(body)["widgets"]
    asked = [one["properties"]["title"].partition(" (")[0] for one in shown[1:]]
    assert all(title.endswith("?") for title in asked)
    assert len(asked) == len(set(asked)) == 6
    always = {n for n, one in template(stage)["Resources"].items() if "Condition" not in one}
    parameters = template(stage)["Parameters"].keys()
    for name in re.findall(r"\$\{([A-Za-z]+)[.}]", body):
        assert name in always | parameters
    figures = set(figures_on(shown))
    assert figures <= WATCHED.keys()
    # Whoever is woken sees there what woke them.
    ours = {one["MetricName"] for alarm in alarms(stage).values() for one in watched(alarm)
            if one["Namespace"] == NAMESPACE}  # fmt: skip
    assert ours <= figures


def figures_on(widgets: list[dict[str, Any]]) -> Iterator[str]:
    """The metrics of ours on a board: "." and "..." stand for what the line before says."""
    for widget in widgets:
        before: list[Any] = []
        for line in widget["properties"].get("metrics", []):
            if isinstance(line[0], dict):  # a formula
                continue
            said = [before[n] if one == "." else one for n, one in enumerate(line)]
            before = before[:-1] + said[1:] if said[0] == "..." else said
            if before[0] == NAMESPACE:
                yield before[1]
