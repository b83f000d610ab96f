"""What reading the content library costs a Lambda: compiled, beside the TOML that people write.

CPU time is noisy, so each figure is the middle of several runs, and what to compare is the ratio
to the peer. Bytes read and calls made (of Python functions and built-in ones) are exact.

    .venv/bin/python -m benchmarks.library
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import results
from benchmarks.measure import cpu_ms, peak_kb
from benchmarks.printed import short, table
from benchmarks.results import ROOT, Aim, figure
from chalicelib.content.compiled import compiled
from chalicelib.content.library import load
from chalicelib.content.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from benchmarks.results import Figure

CONTENT = ROOT / "templates" / "content"
RUNS = 15
BIGGEST = "appreciation"  # what a `send` reads most often
AIM_MS = 3.0  # a kind read once in a cold start


@dataclass(frozen=True, slots=True)
class Case:
    """Which kinds are read, and from where."""

    kinds: tuple[str, ...]
    folder: Path
    suffix: str

    def read(self) -> None:
        library = load(self.folder)
        for kind in self.kinds:
            library.items(kind)

    def files(self) -> Iterable[Path]:
        return (self.folder / f"{kind}.{self.suffix}" for kind in self.kinds)


def cases(made: Path) -> dict[str, Case]:
    """The compiled ones are read from `made`."""
    return {
        "one kind, TOML (peer)": Case((BIGGEST,), CONTENT, "toml"),
        "one kind, compiled": Case((BIGGEST,), made, "json"),
        "all kinds, TOML": Case(KINDS, CONTENT, "toml"),
        "all kinds, compiled": Case(KINDS, made, "json"),
    }


def measure(case: Case) -> dict[str, Figure]:
    case.read()  # imports what it needs
    return {
        "cpu": figure([cpu_ms(case.read) for _ in range(RUNS)], "ms"),
        "calls": figure([calls(case.read)], "calls"),
        "read": figure([sum(path.stat().st_size for path in case.files()) / 1024], "KB"),
        "memory": figure([peak_kb(case.read)], "KB"),
    }


def calls(run: Callable[[], object]) -> int:
    """How many functions it calls, those written in C included: the same on every machine."""
    count = 0

    def count_calls(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(count_calls)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        for kind in KINDS:
            (made / f"{kind}.json").write_bytes(compiled(load(CONTENT).kept(kind)))
        found = {name: measure(case) for name, case in cases(made).items()}
    _print(found)
    aim = Aim(
        f"CPU to read one kind, in ms, in the middle of {RUNS} runs",
        found["one kind, compiled"]["cpu"].median,
        AIM_MS,
    )
    counts = {kind: len(load(CONTENT).kept(kind)) for kind in KINDS}
    path = results.write("library", found, [aim], runs=RUNS, items=counts)
    print(f"\n{aim.says}: {short(aim.found)}, aim {aim.at_most}: {aim.verdict}")
    print(f"All figures, as min, median and max: {path.relative_to(ROOT)}")


def _print(found: Mapping[str, Mapping[str, Figure]]) -> None:
    peer = next(iter(found.values()))["cpu"].median
    rows = []
    for name, figures in found.items():
        cpu = figures["cpu"].median
        exact = [short(figures[what].median) for what in ("calls", "read", "memory")]
        rows.append([name, short(cpu), f"{cpu / peer:.2f}", *exact])
    print(f"{results.versions()['python']}, {RUNS} runs each\n")
    print(table(["", "CPU ms", "x peer", "calls", "KB read", "KB memory"], rows))


if __name__ == "__main__":
    main()
