"""AWS as the doctor asks it: answers from a file, each of the shape that botocore knows.

What is asked and what is answered is held to botocore's own models: neither can be made up.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore import xform_name
from botocore.errorfactory import ClientExceptionsFactory
from botocore.utils import parse_timestamp
from botocore.validate import ParamValidator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@cache
def model(service: str) -> Any:
    return botocore.session.get_session().get_service_model(service)


@cache
def errors(service: str) -> Any:
    return ClientExceptionsFactory().create_client_exceptions(model(service))


class PretendAws:
    """Gives clients. `asked` lists every operation, as IAM calls it."""

    def __init__(self, answers: Mapping[str, Mapping[str, Any]]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, service: str) -> PretendClient:
        return PretendClient(service, self.answers.get(service, {}), self.asked)


class PretendClient:
    """One service's client. An answer is a document, or a list of {asked, answered}."""

    def __init__(self, service: str, answers: Mapping[str, Any], asked: list[str]) -> None:
        self.service = service
        self.answers = answers
        self.asked = asked
        self.exceptions = errors(service)

    def __getattr__(self, method: str) -> Callable[..., Any]:
        names = {xform_name(name): name for name in model(self.service).operation_names}
        if method not in names:
            raise AttributeError(f"{self.service} has no operation {method}")
        return lambda **said: self._answer(names[method], said)

    def _answer(self, operation: str, said: dict[str, Any]) -> Any:
        self.asked.append(f"{self.service}:{operation}")
        shapes = model(self.service).operation_model(operation)
        _held_to(shapes.input_shape, said)
        found = self._found(operation, said)
        if "error" in found:
            answer = {"Error": {"Code": found["error"], "Message": found.get("message", "")}}
            raise self.exceptions.from_code(found["error"])(answer, operation)
        metadata = found.get("ResponseMetadata", {})
        answer = {name: value for name, value in found.items() if name != "ResponseMetadata"}
        _held_to(shapes.output_shape, answer)
        return {**_timed(shapes.output_shape, answer), "ResponseMetadata": metadata}

    def _found(self, operation: str, said: Mapping[str, Any]) -> Any:
        found = self.answers.get(operation)
        if isinstance(found, list):
            fits = (one for one in found if {**said, **one["asked"]} == said)
            found = next((one["answered"] for one in fits), None)
        assert found is not None, f"nobody wrote what {self.service}:{operation} answers to {said}"
        return found


def _held_to(shape: Any, document: object) -> None:
    if shape is None:
        return
    report = ParamValidator().validate(document, shape)
    wrong = [
        one for one in report.generate_report().split("\n") if one and "Missing required" not in one
    ]
    assert wrong == [], "\n".join(wrong)


def _timed(shape: Any, value: Any) -> Any:
    """The same with its times as datetimes, as botocore reads them."""
    if shape.type_name == "timestamp":
        return parse_timestamp(value)
    if shape.type_name == "list":
        return [_timed(shape.member, one) for one in value]
    if shape.type_name == "structure":
        return {name: _timed(shape.members[name], one) for name, one in value.items()}
    return value
