"""The example of a stage's file shows every parameter of the template, and no other."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from workbench.deploying.template import Template
from workbench.sources import ROOT
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import NOT_HERE, load

if TYPE_CHECKING:
    from pathlib import Path

# No operator sets these, and why.
ONLY_ON_ONE_MACHINE = MappingProxyType(
    {
        "TwilioApiUrl": "Twilio is at its own address; the local one is pretended",
        "SesEndpointUrl": "SES is, too; the local one is a sink of ours",
        "RetrySeconds": "thirty is right for real providers; only a test waits for less",
        "ClockFile": "the workbench moves the local clock; a stage lives in the real time",
        "AlarmsByFormula": "only the local AWS knows no alarms by formula",
    }
)
EXAMPLE = (ROOT / ".chalice" / "stages" / "example.toml").read_text()
TEMPLATE = Template.written()
PARAMETERS = set(TEMPLATE.document["Parameters"])
AS_IT_IS = re.compile(r"^# (\w+) = (.+)$", re.MULTILINE)  # a line that shows a default


def defaults_shown(section: str) -> dict[str, Any]:
    """What the lines of a section say that are commented out."""
    lines = EXAMPLE.partition(f"[{section}]")[2].partition("\n[")[0]
    return {
        name: tomllib.loads(f"{name} = {value}", parse_float=Decimal)[name]
        for name, value in AS_IT_IS.findall(lines)
    }


def test_every_parameter_is_shown_or_for_one_machine_alone() -> None:
    shown = set(tomllib.loads(EXAMPLE)["parameters"]) | set(defaults_shown("parameters"))
    assert shown | set(ONLY_ON_ONE_MACHINE) | set(NOT_HERE) >= PARAMETERS
    assert shown <= PARAMETERS, "the template does not know it"
    assert set(ONLY_ON_ONE_MACHINE) <= PARAMETERS, "it is gone: take it off the list"
    assert shown.isdisjoint([*ONLY_ON_ONE_MACHINE, *NOT_HERE])


def test_what_is_commented_out_is_what_holds_without_it() -> None:
    known = TEMPLATE.defaults()
    shown = {name: str(value) for name, value in defaults_shown("parameters").items()}
    assert len(shown) > 10
    assert shown == {name: known[name] for name in shown}
    prices = {name: Decimal(value) for name, value in defaults_shown("prices").items()}
    assert prices == {name: DEFAULTS[name] for name in prices}


def test_every_line_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "prod.toml").write_text(AS_IT_IS.sub(r"\1 = \2", EXAMPLE))
    stage = load("prod", tmp_path)
    assert stage.parameters["DollarsADay"] == "10"
    assert stage.endpoint == "http://127.0.0.1:8402"
