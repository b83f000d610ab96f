"""A function that fails after a deployment is told by its error's name and place alone."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from tests.workbench.deploying.pretend import PretendAccount
from workbench.deploying.failed_function import UNNAMED, reason_in
from workbench.deploying.formation import Formation
from workbench.deploying.smoke import problems

SECRET = "sam@example.org"
TRACE = [
    f'  File "/var/task/app.py", line 72, in tick\n    tick("{SECRET}")\n',
    f'  File "/var/task/chalicelib/scheduling/plan.py", line 31, in plan_due\n    at["{SECRET}"]\n',
    '  File "/var/runtime/botocore/client.py", line 9, in _api_call\n    raise\n',
]


def payload(**said: object) -> str:
    return json.dumps({"errorMessage": f"'{SECRET}' is not here", **said})


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (payload(errorType="KeyError", stackTrace=TRACE), "KeyError in plan_due, plan.py:31"),
        (payload(errorType="KeyError", stackTrace=TRACE[:1]), "KeyError in tick, app.py:72"),
        (payload(errorType="Sandbox.Timedout"), "Sandbox.Timedout"),
        (payload(errorType=SECRET, stackTrace=TRACE[:1]), f"{UNNAMED} in tick, app.py:72"),
        (payload(errorType="KeyError", stackTrace=SECRET), "KeyError"),
        (payload(errorType="KeyError", stackTrace=[SECRET, [SECRET], None]), "KeyError"),
        (payload(errorType=None, stackTrace=None), UNNAMED),
        (json.dumps(SECRET), UNNAMED),
        (SECRET, UNNAMED),
        ("", UNNAMED),
    ],
)
def test_the_error_and_its_place_are_told_and_not_its_words(answer: str, told: str) -> None:
    assert reason_in(answer) == told
    assert SECRET not in reason_in(answer)


class FailingTick:
    """Lambda and EventBridge of a stage whose Tick fails; its rule is on."""

    def invoke(self, **_asked: str) -> dict[str, Any]:
        answer = payload(errorType="KeyError", stackTrace=TRACE).encode()
        return {"FunctionError": "Unhandled", "Payload": BytesIO(answer)}

    def get_function_configuration(self, **_asked: str) -> dict[str, str]:
        return {"FunctionArn": "arn", "CodeSha256": "code"}

    def list_rule_names_by_target(self, **_asked: str) -> dict[str, list[str]]:
        return {"RuleNames": ["every-minute"]}

    def describe_rule(self, **_asked: str) -> dict[str, str]:
        return {"State": "ENABLED"}


class OnlyTick(Formation):
    """A stack of one function."""

    def __init__(self) -> None:
        self.name = "after-bedtime-dev"

    def resources(self, kind: str) -> dict[str, str]:
        del kind
        return {"Tick": "tick"}


def test_a_deployment_whose_tick_fails_says_so_in_words_that_quote_nobody() -> None:
    account = PretendAccount(**{"lambda": FailingTick(), "events": FailingTick()})
    nobody_listens = "http://127.0.0.1:9"
    found = problems(account, OnlyTick(), "code", nobody_listens)
    assert found[-1] == "Tick fails: KeyError in plan_due, plan.py:31. Its log says more."
    assert SECRET not in " ".join(found)
