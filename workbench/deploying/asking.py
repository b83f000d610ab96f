"""What a deployment asks the person who deploys."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass

import click

from workbench.errors import WorkbenchError

TOKEN = "TWILIO_AUTH_TOKEN"  # noqa: S105 (the name of a variable)
SHAPE = re.compile(r"[0-9a-f]{32}")  # as its console shows each


class NobodyToAskError(WorkbenchError):
    """Something has to be known that only a person can say."""


class ShapeError(WorkbenchError):
    """What they gave can be no auth token of Twilio's."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks in the terminal. With `yes`, nothing is asked that can be answered by yes."""

    yes: bool = False

    def say(self, line: str) -> None:
        click.echo(line)

    def agrees(self, question: str) -> bool:
        return self.yes or click.confirm(question, default=False)

    def types(self, question: str, word: str) -> bool:
        """Whether they typed this very word: for what cannot be undone, whatever `yes` says."""
        typed: str = click.prompt(
            f"{question}\nType {word} to go on", default="", show_default=False
        )
        return typed.strip() == word

    def twilio_token(self) -> str:
        """From the environment, else typed without being shown, else a line of standard input.

        Raises ShapeError if it can be none, before anybody keeps it.
        """
        token = os.environ.get(TOKEN, "").strip() or self._typed()
        if not SHAPE.fullmatch(token):
            raise ShapeError(
                "That is no auth token of Twilio's: it has 32 digits, 0 to 9 and a to f (Twilio "
                "console, Account Info). Nothing was written."
            )
        return token

    def _typed(self) -> str:
        if self.yes:
            raise NobodyToAskError(f"Twilio's auth token is not in SSM yet: set {TOKEN}.")
        if sys.stdin.isatty():
            typed: str = click.prompt("Twilio's auth token (it is not shown)", hide_input=True)
            return typed.strip()
        line = sys.stdin.readline().strip()  # whoever pipes it in sees no echo: nothing to hide
        if not line:
            raise NobodyToAskError(
                f"Twilio's auth token is wanted: set {TOKEN}, or give it as a line of input."
            )
        return line
