"""What `make package` makes: the template and the zip, packaged once for all tests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import yaml  # type: ignore[import-untyped]  # comes with Chalice, without types

from workbench.package import package

if TYPE_CHECKING:
    from workbench.by_chalice import Package


@cache
def packaged(stage: str = "local") -> Package:
    """A stage's package. Only what changed since the last time is packaged anew."""
    return package(stage)


@cache
def template(stage: str) -> dict[str, Any]:
    """The CloudFormation template that is deployed, as plain data."""
    read: dict[str, Any] = yaml.safe_load(packaged(stage).template.read_text())
    return read


def resources(stage: str, kind: str) -> dict[str, Any]:
    """The resources of one kind ("AWS::SQS::Queue"), by their ids."""
    every = template(stage)["Resources"]
    return {name: one for name, one in every.items() if one.get("Type") == kind}
