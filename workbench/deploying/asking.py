"""What a deployment asks the person who deploys."""

from __future__ import annotations

import os
from dataclasses import dataclass

import click

from workbench.errors import WorkbenchError

TOKEN = "TWILIO_AUTH_TOKEN"  # noqa: S105 (the name of a variable)


class NobodyToAskError(WorkbenchError):
    """Something has to be known that only a person can say."""


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
        """From the environment, else typed without being shown."""
        kept = os.environ.get(TOKEN, "").strip()
        if kept:
            return kept
        if self.yes:
            raise NobodyToAskError(f"Twilio's auth token is not in SSM yet: set {TOKEN}.")
        typed: str = click.prompt("Twilio's auth token (it is not shown)", hide_input=True)
        return typed.strip()
