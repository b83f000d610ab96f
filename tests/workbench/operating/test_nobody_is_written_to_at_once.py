"""There is no command that writes to several people, on purpose: nobody can do it by mistake."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import click
import pytest

from workbench.__main__ import ELSEWHERE, main
from workbench.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# By which a command has something sent: what it calls, or a sender of messages.
SENDING = {"put_notice", "put_slots", "put_fallback", "fresh_links", "senders", "send_email",
           "send_message", "send_message_batch", "create"}  # fmt: skip
WRITES_TO_ONE = {"send-me-everything", "resend-link", "export"}
# What sends nothing new: each message is one that was on its way to somebody already.
OF_ITSELF = {"dead_queue.py": "puts a dead letter back on the queue, which is checked as any other"}
SEVERAL = {"all", "everybody", "everyone", "to", "file", "list", "couple", "couples"}


def commands(group: click.Group = main, *above: str) -> Iterator[tuple[str, click.Command]]:
    ctx = click.Context(main)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield " ".join((*above, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)


EVERY = dict(commands())


def several(command: click.Command) -> list[str]:
    """What lets one run of a command be about several people."""
    return [
        str(one.name)
        for one in command.params
        if one.nargs != 1
        or getattr(one, "multiple", False)
        or {word.lstrip("-") for word in one.opts} & SEVERAL
    ]


def takes_an_address(command: click.Command) -> bool:
    return any(one.name == "address" for one in command.params)


def sends(source: str) -> bool:
    names = {
        getattr(node, "attr", getattr(node, "id", None)) for node in ast.walk(ast.parse(source))
    }
    return bool(names & SENDING)


def test_all_commands_are_looked_at() -> None:
    assert set(ELSEWHERE) <= set(EVERY)
    assert {"deadletters replay", "shards raise", "aside return", "run"} <= set(EVERY)
    addressed = {name for name, one in EVERY.items() if takes_an_address(one)}
    assert addressed == WRITES_TO_ONE | {"person", "got", "stop", "erase"}


@pytest.mark.parametrize("name", [name for name, one in EVERY.items() if takes_an_address(one)])
def test_a_command_that_takes_an_address_takes_one(name: str) -> None:
    assert several(EVERY[name]) == []


def test_only_those_that_write_to_one_person_have_anything_sent() -> None:
    """By their source: whatever else has something sent is named here, with its reason."""
    folder = ROOT / "workbench" / "operating"
    found = {one.name for one in folder.glob("*.py") if sends(one.read_text())}
    to_one = {"fresh_link.py", "send_me_everything.py", "post.py"}  # the last makes the senders
    assert found == to_one | OF_ITSELF.keys()


def test_a_broadcast_would_be_seen() -> None:
    @click.command()
    @click.argument("address", nargs=-1)
    @click.option("--all", "everybody", is_flag=True)
    @click.option("--couple", multiple=True)
    def shout(**_: object) -> None:
        """Say it to everybody."""

    assert several(shout) == ["address", "everybody", "couple"]
    assert sends("def shout(wired):\n    wired.queue.put_notice(1)")
