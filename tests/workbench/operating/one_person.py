"""The commands about one person, by their real command line, on a world in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from chalicelib.couples.model import Contact
from tests.workbench.operating.asking import MemoryScan, Said
from workbench.__main__ import main
from workbench.operating.use_cases import PlaceWithUseCases

if TYPE_CHECKING:
    from tests.world import World

ALEX, ALEX_PHONE = Contact("email", "alex@example.com"), Contact("sms", "+12025550143")
SAM = Contact("email", "sam@example.com")
# What no command may print: names, addresses, words, and what leads to them.
THEIRS = ("Alex", "Sam", "example.com", "2025550143", "/link/", "/unsubscribe/")


def ask(world: World, *words: str, stdin: str = "") -> Said:
    """Run `python -m workbench` with these words; `stdin` is what is typed when it asks."""
    place = PlaceWithUseCases(
        "test", "t", world.table, MemoryScan(world.memory), world.clock, use_cases=world
    )
    ran = CliRunner().invoke(main, list(words), obj=place, input=stdin)
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return Said(ran.exit_code, ran.stdout, ran.stderr)


def answer(world: World, *words: str) -> Any:
    """What a command says to machines; it must succeed."""
    said = ask(world, *words, "--json")
    assert said.code == 0, said.err
    return said.json()
