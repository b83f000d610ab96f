"""The packaged template, as plain data: what it asks for, and what it will make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml  # type: ignore[import-untyped]  # comes with Chalice, without types

from chalicelib.env_reader import SettingsError
from chalicelib.settings import Settings
from workbench.errors import WorkbenchError
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORD = re.compile(r"\w+")
MADE_BY_THE_STACK = "made by the stack"
# Everything but the functions, which Chalice adds when it packages.
WRITTEN = ROOT / ".chalice" / "resources.yaml"


class ParametersError(WorkbenchError):
    """Parameters are missing, unknown or wrong; the message names all of them."""


class _ShortForms(yaml.SafeLoader):  # type: ignore[misc]  # no types
    """YAML in which !Ref, !Sub and their like become what they are short for."""


def _short_form(loader: Any, name: str, node: Any) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        said = loader.construct_scalar(node)
    else:
        said = loader.construct_sequence(node, deep=True)
    return {name if name in {"Ref", "Condition"} else f"Fn::{name}": said}


_ShortForms.add_multi_constructor("!", _short_form)


@dataclass(frozen=True, slots=True)
class Template:
    """A CloudFormation template whose functions are written out (`Fn::Sub`, never `!Sub`)."""

    document: Mapping[str, Any]

    @classmethod
    def read(cls, text: str) -> Template:
        return cls(yaml.safe_load(text))

    @classmethod
    def written(cls) -> Template:
        """The one of this checkout, before it is packaged: there are no functions in it."""
        read = yaml.load(WRITTEN.read_text(), _ShortForms)  # noqa: S506 (a SafeLoader of ours)
        whole = {name: one for name, one in read["Resources"].items() if "Type" in one}
        return cls({**read, "Resources": whole})

    def defaults(self) -> dict[str, str]:
        """The value of each parameter that has one without being given it."""
        return {n: str(one["Default"]) for n, one in self._parameters.items() if "Default" in one}

    def secrets(self) -> set[str]:
        """Parameters that CloudFormation shows to nobody."""
        return {name for name, one in self._parameters.items() if one.get("NoEcho")}

    def values(self, given: Mapping[str, str], file: str = "the stage's file") -> dict[str, str]:
        """Each parameter's value. Raises ParametersError if the service could not start.

        `file`: where they are given, for whoever is to put them right.
        """
        unknown = sorted(given.keys() - self._parameters.keys())
        values = {**self.defaults(), **{name: str(value) for name, value in given.items()}}
        missing = sorted(self._parameters.keys() - values.keys())
        not_set = self._would_not_start({**values, **dict.fromkeys(missing, "")})
        problems = [f"{name}: the template has no such parameter." for name in unknown]
        named = set(WORD.findall(" ".join(not_set)))
        problems += [f"{name}: give it a value." for name in missing if name not in named]
        problems += not_set
        if problems:
            listed = "\n".join(f"  {problem}" for problem in problems)
            raise ParametersError(f"[parameters] in {file}:\n{listed}")
        return values

    def made(self, values: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The resources whose conditions hold: id and definition."""
        for name, one in self.document["Resources"].items():
            if "Condition" not in one or self.holds({"Condition": one["Condition"]}, values):
                yield name, one

    def holds(self, condition: Any, values: Mapping[str, str]) -> bool:
        """Whether a condition is true with these parameters."""
        [(function, inner)] = condition.items()
        if function == "Condition":
            return self.holds(self.document["Conditions"][inner], values)
        if function == "Fn::Not":
            return not self.holds(inner[0], values)
        if function == "Fn::And":
            return all(self.holds(one, values) for one in inner)
        if function == "Fn::Or":
            return any(self.holds(one, values) for one in inner)
        if function == "Fn::Equals":
            left, right = (self._plain(one, values) for one in inner)
            return bool(left == right)
        raise ValueError(f"the template has a condition that is not understood: {function}")

    def chosen(self, value: Any, values: Mapping[str, str]) -> Any:
        """What a value is once its Fn::If is decided, if it is one."""
        if not isinstance(value, dict) or "Fn::If" not in value:
            return value
        condition, yes, no = value["Fn::If"]
        holds = self.holds({"Condition": condition}, values)
        return self.chosen(yes if holds else no, values)

    def _plain(self, value: Any, values: Mapping[str, str]) -> Any:
        value = self.chosen(value, values)
        if not isinstance(value, dict):
            return str(value)
        return values.get(value.get("Ref", ""), MADE_BY_THE_STACK)

    def _would_not_start(self, values: Mapping[str, str]) -> list[str]:
        """What the service itself will say of these settings, in the names of the parameters."""
        variables = self.document["Resources"]["APIHandler"]["Properties"]["Environment"][
            "Variables"
        ]
        try:
            Settings.from_env({name: self._plain(one, values) for name, one in variables.items()})
        except SettingsError as error:
            said = str(error).removeprefix("Settings: ")
            of = {one["Ref"]: name for name, one in variables.items() if _is_ref(one)}
            for parameter in sorted(of.keys() & self._parameters.keys(), key=lambda p: -len(of[p])):
                said = said.replace(of[parameter], parameter)
            return [said]
        return []

    @property
    def _parameters(self) -> Mapping[str, Any]:
        parameters: Mapping[str, Any] = self.document.get("Parameters", {})
        return parameters


def _is_ref(value: object) -> bool:
    return isinstance(value, dict) and "Ref" in value
