"""One stage as its operator describes it: .chalice/stages/<stage>.toml.

The file is not in git: it says who runs this service and where. It holds no secret either; those
lie in SSM, and `python -m workbench deploy` puts them there.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.aws import REGION
from workbench.errors import WorkbenchError
from workbench.ports import DEFAULT, Ports
from workbench.sources import ROOT
from workbench.stages.prices import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Value = TypeVar("Value")

FOLDER = ROOT / ".chalice" / "stages"
LOCAL = "local"
URL = re.compile(r"https?://[\w.\-\[\]:]+(/\S*)?")  # what boto3 takes for an endpoint
KNOWN = ("region", "endpoint", "parameters", "prices")
# Where each of these comes from instead.
NOT_HERE = {
    "Stage": "it is the name of the file",
    "SecretKey": "it is a secret, and `deploy` makes it",
    "TwilioAuthToken": "it is a secret, and `deploy` asks for it",
}


class StageError(WorkbenchError):
    """A stage's file is absent or wrong; the message names all that is to be put right."""


@dataclass(frozen=True, slots=True)
class StageSettings:
    """What the operator decided about one stage."""

    stage: str
    region: str
    endpoint: str | None  # another AWS than AWS itself, such as a local one
    parameters: Mapping[str, str]  # of the template; it has defaults for many
    prices: Mapping[str, Decimal]  # dollars; the names are those of prices.DEFAULTS, all there

    @property
    def stack_name(self) -> str:
        return f"after-bedtime-{self.stage}"

    @property
    def file(self) -> str:
        """What a person calls the file that says all this."""
        return f".chalice/stages/{self.stage}.toml"


def load(stage: str, folder: Path | None = None) -> StageSettings:
    """Read the stage's file. Raises one StageError that names everything wrong with it.

    The stage local needs no file: it is what `make run` starts, on its usual ports.
    """
    path = (folder or FOLDER) / f"{stage}.toml"
    if stage not in stages():
        raise StageError(
            f"{stage!r} is none of the stages in .chalice/config.json: {', '.join(stages())}."
        )
    if not path.exists():
        if stage == LOCAL:
            return StageSettings(stage, REGION, Ports(DEFAULT).aws_url, _frozen({}), DEFAULTS)
        raise StageError(
            f"The stage {stage} is not described yet. Copy .chalice/stages/example.toml to "
            f".chalice/stages/{stage}.toml and fill it in: docs/operating.md goes through it."
        )
    try:
        said = tomllib.loads(path.read_text(), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise StageError(f".chalice/stages/{path.name} is not TOML: {error}.") from error
    settings, problems = _read(stage, said)
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        raise StageError(f".chalice/stages/{path.name}:\n{listed}")
    return settings


def described(stage: str, folder: Path | None = None) -> StageSettings | None:
    """What its file says, as `load` reads it; None if nobody has described the stage (yet)."""
    there = ((folder or FOLDER) / f"{stage}.toml").exists()
    return load(stage, folder) if there else None


def stages() -> list[str]:
    """The stages that the deployment knows."""
    return list(json.loads((ROOT / ".chalice" / "config.json").read_text())["stages"])


def _read(stage: str, said: Mapping[str, Any]) -> tuple[StageSettings, list[str]]:
    problems = [f"{name}: there is no such setting here." for name in said if name not in KNOWN]
    region, endpoint = said.get("region", ""), said.get("endpoint") or None
    if not re.fullmatch(r"[a-z]{2}(-[a-z]+)+-\d", str(region)):
        problems.append('region: say which, as in region = "us-east-1".')
    if endpoint is not None and not URL.fullmatch(str(endpoint)):
        problems.append("endpoint: leave it out for AWS itself, or give a URL.")
    parameters = _parameters(said.get("parameters", {}), problems)
    prices = _prices(said.get("prices", {}), problems)
    return StageSettings(stage, str(region), endpoint, parameters, prices), problems


def _parameters(said: object, problems: list[str]) -> Mapping[str, str]:
    if not isinstance(said, dict):
        problems.append("parameters: make it a section, [parameters].")
        return _frozen({})
    found = {}
    for name, value in said.items():
        if name in NOT_HERE:
            problems.append(f"parameters.{name}: take it out, {NOT_HERE[name]}.")
        elif isinstance(value, (list, dict, bool)):
            problems.append(f'parameters.{name}: write it as text, {name} = "...".')
        elif str(value).strip():  # an empty one means the template's default
            found[name] = str(value).strip()
    return _frozen(found)


def _prices(said: object, problems: list[str]) -> Mapping[str, Decimal]:
    if not isinstance(said, dict):
        problems.append("prices: make it a section, [prices].")
        return DEFAULTS
    for name, value in said.items():
        if name not in DEFAULTS:
            problems.append(f"prices.{name}: no such price. There are {', '.join(DEFAULTS)}.")
        elif isinstance(value, bool) or not isinstance(value, (int, Decimal)) or value < 0:
            problems.append(f"prices.{name}: a number of dollars, such as {DEFAULTS[name]}.")
    if any(problem.startswith("prices.") for problem in problems):
        return DEFAULTS
    return _frozen({**DEFAULTS, **{name: Decimal(value) for name, value in said.items()}})


def _frozen(content: dict[str, Value]) -> Mapping[str, Value]:
    return MappingProxyType(content)
