"""Reads variables, and tells all that is wrong with them in one error."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib.secret import Secret, given

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SLOWEST, FASTEST = 0.1, 1000.0  # a rate: so many a second


class SettingsError(Exception):
    """Settings are missing or wrong; the message names all of them at once."""


class Reader:
    """Reads variables and remembers every problem, so that one error can name them all."""

    def __init__(self, env: Mapping[str, str], kept: Callable[[str], Secret]) -> None:
        self.env = env
        self.kept = kept
        self.missing: list[str] = []
        self.problems: list[str] = []

    def get(self, name: str, default: str) -> str:
        return self.env.get(name, "").strip() or default

    def need(self, name: str) -> str:
        value = self.env.get(name, "").strip()
        if not value:
            self.missing.append(name)
        return value

    def secret(self, name: str) -> Secret:
        """The secret that is kept under the name in NAME_PARAMETER, or NAME itself if none is."""
        parameter = self.get(f"{name}_PARAMETER", "")
        return self.kept(parameter) if parameter else given(self.need(name))

    def url(self, name: str) -> str:
        value = self.need(name).rstrip("/")
        if value and urlsplit(value).scheme not in {"http", "https"}:
            self.problems.append(f"{name} must start with https:// (or http:// on one machine)")
        return value

    def whole(self, name: str, default: str, most: int) -> int:
        value = self.get(name, default)
        if not value.isdecimal() or not 0 < int(value) <= most:
            self.problems.append(f"{name} must be a whole number, 1 to {most}")
            return int(default)
        return int(value)

    def rate(self, name: str, default: str) -> float:
        """So many a second: 1, 3, 3.75, ..."""
        value = self.get(name, default)
        try:
            rate = float(value)
        except ValueError:
            rate = 0.0
        if not SLOWEST <= rate <= FASTEST:
            self.problems.append(f"{name} must be a number, {SLOWEST} to {FASTEST}")
            return float(default)
        return rate

    def complain(self, channels: set[str]) -> None:
        if self.missing:
            wanted = " and ".join(sorted(channels))
            self.problems.insert(0, f"for {wanted}, set {', '.join(self.missing)}")
        if self.problems:
            raise SettingsError("Settings: " + "; ".join(self.problems) + ".")
