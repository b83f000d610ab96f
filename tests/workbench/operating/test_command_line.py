"""The command line as a whole: its help, what it imports, and what it says when it cannot."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from tests.workbench.operating.asking import ask
from tests.workbench.operating.terminal import python, run
from tests.world import World
from workbench.__main__ import ELSEWHERE, main
from workbench.ports import Ports, free_ports
from workbench.stages.settings import stages

OPERATORS = ["upcoming", "ledger", "shards", "aside", "cost"]
ABOUT_ONE = ["person", "got", "resend-link", "stop", "export", "erase"]
EVERY = [[name] for name in OPERATORS] + [["shards", "raise"], ["aside", "return"]]
# What an operator's machine has not, or no command but one needs.
NEVER = ("ministack", "aiohttp", "watchfiles", "playwright", "pytest", "workbench.run",
         "workbench.simulate", "workbench.emulator")  # fmt: skip


def help_of(*words: str) -> str:
    return CliRunner().invoke(main, [*words, "--help"], terminal_width=100).output


@pytest.mark.parametrize("words", [*EVERY, *([one] for one in ABOUT_ONE)], ids=" ".join)
def test_each_command_explains_itself(words: list[str]) -> None:
    said = help_of(*words)
    for option in ("--stage", "--table", "--port", "--json"):
        assert option in said
    assert max(map(len, said.splitlines())) <= 100


def test_the_list_names_every_command_without_importing_one() -> None:
    code = "import sys\nfrom workbench.__main__ import main\ntry:\n    main(['--help'])\n"
    code += "finally:\n    print([one for one in sys.modules if one.count('.') > 1])"
    ran = python(code)
    for name in (*ELSEWHERE, "run", "package"):
        assert f"\n  {name} " in ran.stdout
    assert "workbench.operating" not in ran.stdout
    assert "workbench.simulate" not in ran.stdout


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_list_says_what_a_command_says_of_itself(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert (command.help or "").startswith(ELSEWHERE[name][1].rstrip("."))


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_no_command_needs_the_emulator_or_another_command(words: list[str]) -> None:
    silent = free_ports().workbench
    more = {"raise": ["--to", "8"], "return": ["--all"]}.get(words[-1], [])
    code = f"""
import sys
from workbench.__main__ import main
try:
    main({[*words, *more, "--port", str(silent)]!r})
finally:
    print("\\n".join(sys.modules))
"""
    ran = python(code)
    assert "No local service runs here" in ran.stderr
    imported = ran.stdout.splitlines()
    assert f"workbench.operating.{words[0]}" in imported
    assert [one for one in imported if one.startswith(NEVER)] == []


def test_without_a_local_service_it_says_what_to_do() -> None:
    ports = free_ports()
    ran = run("upcoming", "--port", str(ports.workbench))
    assert ran.returncode == 1
    assert f"127.0.0.1:{ports.aws} is silent" in ran.stderr
    assert "Start it with `make run`" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_port_counts_wherever_it_is_said() -> None:
    ports = free_ports()
    for words in (
        ["--port", str(ports.workbench), "return"],
        ["return", "--port", f"{ports.workbench}"],
    ):
        ran = run("aside", *words, "--all")
        assert f":{Ports(ports.workbench).aws} is silent" in ran.stderr


def test_a_stage_that_is_none_is_answered_with_all_there_are() -> None:
    said = ask(World(), "upcoming", "--stage", "moon")
    assert said.code == 2
    assert (
        f"'moon' is none of the stages in .chalice/config.json: {', '.join(stages())}" in said.err
    )


def test_without_an_account_it_says_how_to_name_one() -> None:
    for env in ({}, {"AWS_PROFILE": "nobody"}):
        ran = run("ledger", "--stage", "prod", env=env)
        assert ran.returncode == 1
        assert "AWS cannot be reached" in ran.stderr
        assert "AWS_PROFILE and AWS_DEFAULT_REGION" in ran.stderr
        assert "Traceback" not in ran.stderr
