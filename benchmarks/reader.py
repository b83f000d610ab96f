"""What reading a free text costs a Lambda: to load the weights, and to weigh a text.

CPU time is noisy, so each figure is the middle of several runs; bytes and features are exact.

    .venv/bin/python -m benchmarks.reader
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import results
from benchmarks.measure import cpu_ms, peak_kb
from benchmarks.printed import short, table
from benchmarks.results import ROOT, Aim, figure
from chalicelib.replies import reader
from chalicelib.replies.features import LONGEST, features

if TYPE_CHECKING:
    from benchmarks.results import Figure

RUNS = 15
TIMES = 100  # texts in a run
AIM_MS = 15.0  # once in a cold start, and only if a free text comes
SHORT = "He made soup when I had the flu"
LONG = "".join(
    f"On day {day} she sang to twin {day * 7} and folded {day + 3} shirts. " for day in range(40)
)
TEXTS = {"a short text": SHORT, "one of 160": LONG[:160], "the longest": LONG[:LONGEST]}


def load() -> None:
    reader.weights.cache_clear()
    reader.weights()


def weigh(text: str) -> dict[str, Figure]:
    def often() -> None:
        for _ in range(TIMES):
            reader.read(text)

    microseconds = [cpu_ms(often) / TIMES * 1000 for _ in range(RUNS)]
    return {
        "cpu": figure(microseconds, "us"),
        "features": figure([len(features(text))], "features"),
    }


def main() -> None:
    loading = {
        "cpu": figure([cpu_ms(load) for _ in range(RUNS)], "ms"),
        "read": figure([reader.FILE.stat().st_size / 1024], "KB"),
        "memory": figure([peak_kb(load)], "KB"),
    }
    found = {"the weights": loading, **{name: weigh(text) for name, text in TEXTS.items()}}
    rows = [[name, *_cells(figures)] for name, figures in found.items()]
    print(f"{results.versions()['python']}, {RUNS} runs each\n")
    print(table(["", "CPU", "", ""], rows))
    aim = Aim("CPU to load the weights, in ms", loading["cpu"].median, AIM_MS)
    path = results.write("reader", found, [aim], runs=RUNS, items=dict.fromkeys(TEXTS, TIMES))
    print(f"\n{aim.says}: {short(aim.found)}, aim {aim.at_most}: {aim.verdict}")
    print(f"All figures, as min, median and max: {path.relative_to(ROOT)}")


def _cells(figures: dict[str, Figure]) -> list[str]:
    cells = [f"{short(one.median)} {one.unit}" for one in figures.values()]
    return [*cells, ""][:3]


if __name__ == "__main__":
    main()
