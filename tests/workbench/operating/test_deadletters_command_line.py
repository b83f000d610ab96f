"""The commands for emergencies from a terminal: their help, and what they need to be there."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tests.workbench.operating.terminal import python, run
from tests.workbench.operating.test_command_line import NEVER
from workbench.__main__ import main
from workbench.ports import Ports, free_ports

EVERY = [
    ["hold", "--show"],
    ["resume"],
    ["deadletters"],
    ["deadletters", "list"],
    ["deadletters", "show", "1"],
    ["deadletters", "replay", "--all"],
    ["deadletters", "drop", "--all"],
]
every = pytest.mark.parametrize("words", EVERY, ids=" ".join)


@every
def test_each_command_explains_itself(words: list[str]) -> None:
    said = CliRunner().invoke(main, [*words[:2], "--help"], terminal_width=100).output
    for option in ("--stage", "--table", "--port", "--json"):
        assert option in said
    assert max(map(len, said.splitlines())) <= 100


@every
def test_without_a_local_service_it_says_what_to_do_and_needs_no_emulator(
    words: list[str],
) -> None:
    ports = free_ports()
    code = f"""
import sys
from workbench.__main__ import main
try:
    main({[*words, "--port", str(ports.workbench)]!r})
finally:
    print("\\n".join(sys.modules))
"""
    ran = python(code)
    assert f":{ports.aws} is silent" in ran.stderr
    assert "Start it with `make run`" in ran.stderr
    assert [one for one in ran.stdout.splitlines() if one.startswith(NEVER)] == []


def test_the_port_counts_wherever_it_is_said() -> None:
    ports = free_ports()
    ran = run("deadletters", "--port", str(ports.workbench), "replay", "--all")
    assert f":{Ports(ports.workbench).aws} is silent" in ran.stderr


@pytest.mark.parametrize("words", EVERY[:3], ids=" ".join)
def test_without_an_account_it_says_how_to_name_one(words: list[str]) -> None:
    ran = run(*words, "--stage", "prod")
    assert ran.returncode == 1
    assert "AWS_PROFILE and AWS_DEFAULT_REGION" in ran.stderr
    assert "Traceback" not in ran.stderr
