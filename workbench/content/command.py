"""The command: python -m workbench content."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import WorkbenchError
from workbench.operating.columns import count
from workbench.operating.options import show as show_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.content.fault import Fault

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _overlay(command: Callable[..., None]) -> Callable[..., None]:
    says = "A folder of own items. [default: templates/content/own]"
    return click.option("--overlay", type=FOLDER, help=says)(command)


def _as_json(command: Callable[..., None]) -> Callable[..., None]:
    return click.option("--json", "as_json", is_flag=True, help="For machines.")(command)


@click.group()
def content() -> None:
    """Check, count and read the library of what we say."""


@content.command()
@_overlay
@_as_json
def check(overlay: Path | None, as_json: bool) -> None:
    """Hold every item to the rules of docs/content.md; fail if one breaks them."""
    from workbench.content.lint import check as checked

    shelf, faults = checked(own=overlay)
    by_rule = Counter(fault.rule for fault in faults)
    if as_json:
        document = {"items": len(shelf.items), "faults": [asdict(fault) for fault in faults]}
        show_json(document | {"by_rule": dict(by_rule)})
    else:
        _print(faults, by_rule, len(shelf.items))
    if faults:
        raise SystemExit(1)


@content.command()
@_overlay
@_as_json
def report(overlay: Path | None, as_json: bool) -> None:
    """Count what there is: by list and profile, lengths, grades, acts, tags."""
    from workbench.content.figures import figures
    from workbench.content.report import printed
    from workbench.content.shelf import read_shelf

    shelf, faults = read_shelf(own=overlay)
    found = figures(shelf)
    if as_json:
        show_json(found)
    else:
        click.echo(printed(found))
    if faults:
        click.echo(f"{count(len(faults), 'item')} cannot be read: see `content check`.", err=True)


@content.command()
@click.argument("item_id", metavar="ID")
@_overlay
def show(item_id: str, overlay: Path | None) -> None:
    """Print one item as it would arrive, and its tags."""
    from workbench.content.reading import arrives, tags
    from workbench.content.shelf import read_shelf

    shelf, _ = read_shelf(own=overlay)
    item = next((one for one in shelf.items if one.id == item_id), None)
    if item is None:
        raise WorkbenchError(_unknown(item_id, [one.id for one in shelf.items]))
    click.echo(f"{arrives(item)}\n\n{shelf.file_of(item.id)}: {tags(item)}")


@content.command()
@click.argument("number", metavar="N", type=click.IntRange(1))
@click.option("--seed", default="1", show_default=True, help="Another one, another sample.")
@_overlay
def sample(number: int, seed: str, overlay: Path | None) -> None:
    """Print N items as they would arrive, drawn blind: no ids, for readers who rate them."""
    from workbench.content.reading import arrives, drawn
    from workbench.content.shelf import read_shelf

    shelf, _ = read_shelf(own=overlay)
    for place, item in enumerate(drawn(shelf.items, number, seed), start=1):
        click.echo(f"{place}.\n{arrives(item)}\n")


def _print(faults: list[Fault], by_rule: Counter[str], items: int) -> None:
    for fault in faults:
        click.echo(fault.line())
    if not faults:
        click.echo(f"{count(items, 'item')}, and nothing to mend.")
        return
    rules = ", ".join(f"{rule} {number}" for rule, number in by_rule.most_common())
    click.echo(f"\n{count(items, 'item')}, {count(len(faults), 'fault')}: {rules}.")


def _unknown(item_id: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(item_id, known, n=3, cutoff=0.4)
    meant = f" Did you mean {' or '.join(near)}?" if near else ""
    return f"There is no item {item_id!r}, or it is retired.{meant}"
