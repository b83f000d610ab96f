"""Small stacks on the local AWS: made, left alone, updated, failed and put right."""

from __future__ import annotations

import json
import uuid
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.workbench.small_stack import FUNCTION, packaged, saying
from workbench.aws import Aws
from workbench.cloudformation import StackError
from workbench.function_errors import FunctionErrors
from workbench.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.local_service import LocalService

pytestmark = pytest.mark.service


@pytest.fixture
def aws(service: LocalService) -> Aws:
    return Aws(service.ports.aws_url)


@pytest.fixture
def stack(aws: Aws) -> Stack:
    return Stack(aws, f"test-{uuid.uuid4().hex[:8]}")


def history(stack: Stack) -> list[str]:
    name = stack.formation.name
    events = stack.formation.client.describe_stack_events(StackName=name)["StackEvents"]
    own = [event["ResourceStatus"] for event in events if event["LogicalResourceId"] == name]
    return [status for status in reversed(own) if status.endswith("_COMPLETE")]


def says(stack: Stack) -> Any:
    function = stack.formation.functions()["Function"]
    return json.loads(stack.functions.invoke(FunctionName=function)["Payload"].read())


def test_an_unchanged_stack_is_left_alone_and_a_changed_one_updated(
    stack: Stack, tmp_path: Path
) -> None:
    package = packaged(tmp_path, saying("hello"), Function=FUNCTION)
    first = stack.deploy(package, {"Word": "one", "NotAskedFor": "x"})
    assert says(stack) == "hello"
    assert stack.deploy(package, {"Word": "one"}) == first
    assert history(stack) == ["CREATE_COMPLETE"]

    assert stack.deploy(package, {"Word": "two"}) == first
    assert history(stack)[-1] == "UPDATE_COMPLETE"
    configured = stack.functions.get_function_configuration(
        FunctionName=first.functions["Function"]
    )
    assert configured["Environment"]["Variables"]["WORD"] == "two"


def test_new_code_runs_at_once_and_the_stack_is_left_alone(stack: Stack, tmp_path: Path) -> None:
    package = packaged(tmp_path, saying("first"), Function=FUNCTION)
    stack.deploy(package, {"Word": "one"})
    assert stack.update_code(package.zip) == 0
    with zipfile.ZipFile(package.zip, "w") as archive:
        archive.writestr("app.py", saying("second"))
    assert stack.update_code(package.zip) == 1
    assert says(stack) == "second"
    assert history(stack) == ["CREATE_COMPLETE"]


def test_a_parameter_nobody_gives_a_value_to_is_named(stack: Stack, tmp_path: Path) -> None:
    package = packaged(tmp_path, saying("hello"), Function=FUNCTION)
    with pytest.raises(StackError, match=r"refused: .*Word.*local_settings"):
        stack.deploy(package, {})


def test_a_failing_resource_is_named_with_its_reason_and_put_right_afterwards(
    stack: Stack, tmp_path: Path
) -> None:
    layer = "arn:aws:lambda:us-east-1:000000000000:layer:no-such-layer:1"
    odd = {**FUNCTION, "Properties": {**FUNCTION["Properties"], "Layers": [layer]}}
    with pytest.raises(StackError, match=r"(?s)ended as .*Odd: .*no-such-layer"):
        stack.deploy(packaged(tmp_path, saying("x"), Function=FUNCTION, Odd=odd), {"Word": "one"})
    stack.deploy(packaged(tmp_path, saying("mended"), Function=FUNCTION), {"Word": "one"})
    assert says(stack) == "mended"


def test_a_functions_error_is_shown_once_without_where_it_was_unpacked(
    aws: Aws, stack: Stack, tmp_path: Path
) -> None:
    broken = "def handler(event, context):\n    print('before')\n    raise ValueError('nope')\n"
    deployed = stack.deploy(packaged(tmp_path, broken, Function=FUNCTION), {"Word": "one"})
    errors = FunctionErrors(aws, deployed.functions)
    assert errors.new() == []
    says(stack)
    [(function, said)] = errors.new()
    assert function == "Function"
    assert said.startswith("before\nTraceback (most recent call last)")
    assert '  File "app.py", line 3, in handler' in said
    assert said.endswith("ValueError: nope")
    assert errors.new() == []
