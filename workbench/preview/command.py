"""The command: python -m workbench preview."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

FOLDER = Path("build/preview")


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    show_default=True,
    help="The folder for it.",
)
@click.option("--discreet", is_flag=True, help="As they come with neutral first lines.")
@click.option("--open", "opened", is_flag=True, help="Show it in the browser.")
def preview(out: Path, discreet: bool, opened: bool) -> None:
    """Write a gallery of all that is ever sent, as one HTML page that asks nobody for anything.

    Every message comes from the real use cases, which live through a couple's first months on a
    table in memory, and every item of the library, your own included, from the real writer.
    """
    from workbench.preview.gallery import gallery
    from workbench.progress import step

    with step("Living through everything"):
        found = gallery(discreet=discreet)
    out.mkdir(parents=True, exist_ok=True)
    file = (out / "index.html").resolve()
    file.write_text(found.html, encoding="utf-8")
    print(f"  {found.messages} messages and {found.items} items: {file}")
    if opened:
        webbrowser.open(file.as_uri())
