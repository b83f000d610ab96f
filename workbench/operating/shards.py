"""The command: python -m workbench shards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from chalicelib import keys
from chalicelib.scheduling.shards import KEPT_FOR, Counts, Shards
from workbench.operating.columns import count, minute, table
from workbench.operating.moving import come_back, move, next_step
from workbench.operating.options import on_a_stage, show
from workbench.operating.reading import progress
from workbench.operating.standing import Shard, away_from_home, shard_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.operating.place import Place

HEAD = ("shard", "entries", "due now", "busiest minute", "at (UTC)", "to move")


@click.group(invoke_without_command=True)
@on_a_stage
def shards(place: Place, as_json: bool) -> None:
    """Show how full each shard of the due index is; `shards raise` makes more of them.

    The busiest minute is the one in which most of a shard's entries are due.
    """
    counts = Shards(place.table, place.clock).counts()
    now = place.clock()
    with progress(keys.due_shards(counts.read), "Counting") as names:
        found = [shard_of(place.table, name, counts, now) for name in names]
    if as_json:
        show(_counts(counts) | {"shards": [one.as_json() for one in found]})
    else:
        _print(place, counts, found)


@shards.command("raise")
@click.option("--to", required=True, type=click.IntRange(1), help="How many there are to be.")
@on_a_stage
def raise_(place: Place, to: int, as_json: bool) -> None:
    """Raise the number of shards while the service runs. Run it twice, ten minutes apart.

    The first run lets every process read the new shards. The second lets them write to those,
    and moves the entries that belong there. Each run can be repeated, and goes on where it was
    interrupted. The number is never lowered.
    """
    known = Shards(place.table, place.clock)
    counts = known.counts()
    step = next_step(counts, to, place.clock())
    if step == "read":
        _told(known.raise_read(to), as_json=as_json)
        return
    if step == "write":
        counts = known.raise_write()
    moved, left = _move_all(place, counts)
    if as_json:
        show(_counts(counts) | {"step": "moved", "moved": moved, "left": left})
    else:
        _moved(counts, moved, left)


def _move_all(place: Place, counts: Counts) -> tuple[int, int]:
    """How many entries are where they belong now, and how many could not be moved."""
    away = list(away_from_home(place.table, counts))
    with progress(away, f"Moving {count(len(away), 'entry', 'entries')}") as each:
        moved = sum(move(place.table, one, counts.write) for one in each)
    return moved, len(away) - moved


def _told(counts: Counts, *, as_json: bool) -> None:
    if as_json:
        show(_counts(counts) | {"step": "read", "come_back": come_back(counts)})
        return
    click.echo(
        f"From now on {counts.read} shards are read; {counts.write} are written to, as before.\n"
        f"Every process knows it within {KEPT_FOR.seconds // 60} minutes. "
        f"Run the same command again at {minute(come_back(counts))} UTC or later."
    )


def _moved(counts: Counts, moved: int, left: int) -> None:
    click.echo(
        f"{counts.write} shards are read and written to. "
        f"{count(moved, 'entry', 'entries')} moved to another one."
    )
    if left:
        click.echo(f"{count(left, 'entry', 'entries')} changed all the while. Run it again.")
    if moved:
        click.echo(
            f"What people edit in the next {KEPT_FOR.seconds // 60} minutes may still be written "
            "to its old shard.\nThat loses nothing; run this again then, and it moves, too."
        )


def _print(place: Place, counts: Counts, found: Sequence[Shard]) -> None:
    click.echo(f"{counts.read} shards are read, {counts.write} are written to.")
    if counts.write < counts.read:
        again = place.command(f"shards raise --to {counts.read}")
        click.echo(f"Half-way: from {minute(come_back(counts))} UTC on, run {again}")
    rows = [
        (
            one.shard,
            f"{one.entries:,}",
            f"{one.due_now:,}",
            f"{one.busiest:,}",
            (one.busiest_at or "-").replace("T", " "),
            f"{one.to_move:,}",
        )
        for one in found
    ]
    click.echo(table(HEAD, rows))
    away = sum(one.to_move for one in found)
    if away:
        again = place.command(f"shards raise --to {counts.read}")
        click.echo(f"To move the {away:,} that belong elsewhere, run {again}")


def _counts(counts: Counts) -> dict[str, object]:
    return {"read": counts.read, "write": counts.write, "since": counts.since}
