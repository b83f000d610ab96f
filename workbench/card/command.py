"""The command: python -m workbench card."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.card.code import qr_svg
from workbench.card.printing import print_pdf
from workbench.card.sheet import FOUR_ON, PAPERS, Sheet
from workbench.card.words import Words, words_of
from workbench.html_page import html_page
from workbench.operating.options import PORT, Stage
from workbench.ports import DEFAULT
from workbench.stages.settings import load


@click.command()
@click.option("--stage", default="local", show_default=True, type=Stage(), help="Whose card.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("card.html"),
    show_default=True,
    help="Where the page goes.",
)
@click.option("--pdf", is_flag=True, help="Make a PDF beside it, too, by Chromium or Chrome.")
@click.option(
    "--paper",
    type=click.Choice(list(PAPERS)),
    default="letter",
    show_default=True,
    help="Its size.",
)
@click.option("--four", is_flag=True, help="Four to a sheet of letter or a4, to cut apart.")
@click.option("--port", default=DEFAULT, show_default=True, help=PORT)
@click.option("--url", help="Where people reach the pages, if not at the stage's PublicUrl.")
def card(
    stage: str, out: Path, pdf: bool, paper: str, four: bool, port: int, url: str | None
) -> None:
    """Write a card for a waiting room, with a QR code that opens the sign-up page.

    One HTML page that needs nothing else, to print from any browser, without margins. It says what
    the stage's settings say; it looks at no account and sends nothing.
    """
    if four and paper not in FOUR_ON:
        raise click.UsageError(f"Four cards are too small on {paper}: take --paper letter or a4.")
    words = words_of(load(stage), url, port)
    out.write_text(card_page(words, Sheet(paper, four)), encoding="utf-8")
    click.echo(f"  {out.resolve()}: {words.url}")
    if words.here_only:
        click.echo("  No phone can open that address: this card is only for looking at.")
    elif words.long:
        click.echo("  That is long to type. A short domain of your own fits the card better.")
    if pdf:
        print_pdf(out.resolve(), out.with_suffix(".pdf"))
        click.echo(f"  {out.with_suffix('.pdf').resolve()}")


def card_page(words: Words, sheet: Sheet) -> str:
    """The page, whole."""
    return html_page(__file__, "card.html", words=words, sheet=sheet, code=qr_svg(words.url))
