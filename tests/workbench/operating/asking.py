"""The operator's commands by their real command line, on a world in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from workbench.__main__ import main
from workbench.operating.place import Place, Read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.world import World
    from workbench.memory_table import MemoryTable

PART = 7  # items read at a time: parts without anything that fits are no end


@dataclass(frozen=True)
class MemoryScan:
    """place.Scan on the table in memory."""

    memory: MemoryTable

    def __call__(self, starts: Sequence[str], names: Sequence[str]) -> Iterator[Read]:
        items = list(self.memory.items.values())
        for first in range(0, len(items), PART):
            part = items[first : first + PART]
            fit = [one for one in part if one["SK"].startswith(tuple(starts))]
            shown = [{name: one[name] for name in names if name in one} for one in fit]
            yield Read(len(part), shown)


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def ask(world: World, *words: str) -> Said:
    """Run `python -m workbench` with these words."""
    place = Place("test", "t", world.table, MemoryScan(world.memory), world.clock)
    ran = CliRunner().invoke(main, list(words), obj=place)
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return Said(ran.exit_code, ran.stdout, ran.stderr)


def answer(world: World, *words: str) -> Any:
    """What a command says to machines; it must succeed."""
    said = ask(world, *words, "--json")
    assert said.code == 0, said.err
    return said.json()
