"""The commands: python -m workbench restart, python -m workbench new-twilio-token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.again import command
from workbench.deploying.command import ENDPOINT, STAGE, settings_of

if TYPE_CHECKING:
    from workbench.deploying.account import Account
    from workbench.stages.settings import StageSettings


@click.command()
@STAGE
@ENDPOINT
def restart(stage: str, endpoint: str | None) -> None:
    """Let every function of a stage start anew. What one has in hand, it finishes."""
    from workbench.deploying.account import Account, explained

    settings = settings_of(stage, endpoint)
    with explained():
        _restart(Account(settings), settings)


@click.command()
@STAGE
@ENDPOINT
def new_twilio_token(stage: str, endpoint: str | None) -> None:
    """Put a new auth token of Twilio's into SSM, and let every function start with it.

    It asks for the token, and does not show it; it is in no history of your shell. It is tried at
    Twilio first: if Twilio does not take it, nothing is written.
    """
    from workbench.deploying.account import Account, explained
    from workbench.deploying.asking import Asking
    from workbench.deploying.formation import Formation
    from workbench.deploying.twilio_token import connected, renew

    settings = settings_of(stage, endpoint)
    with explained():
        account = Account(settings)
        formation = Formation(account, settings.stack_name, click.echo)
        name = renew(account, settings, formation, Asking(), connected)
        click.echo(f"{name} is the new one.")
        _restart(account, settings)
    click.echo(f"See that all is well: {command('doctor', stage)}")


def _restart(account: Account, settings: StageSettings) -> None:
    from datetime import UTC, datetime

    from workbench.deploying.formation import Formation
    from workbench.deploying.starting_anew import start_anew

    formation = Formation(account, settings.stack_name, click.echo)
    if not formation.stands():
        click.echo(f"There is no stack {settings.stack_name}, so there is nothing to start anew.")
        return
    count = start_anew(account, formation, datetime.now(UTC))
    click.echo(f"The stage {settings.stage}: {count} functions start anew.")
