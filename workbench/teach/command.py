"""The command: python -m workbench teach-replies."""

from __future__ import annotations

import click


@click.command()
@click.option("--measure", is_flag=True, help="Only say how well it does, by cross-validation.")
def teach_replies(measure: bool) -> None:
    """Teach the reader of free texts anew, or measure it.

    It learns from workbench/teach/texts and the tables of the tests.
    """
    from chalicelib.replies.reader import FILE
    from workbench.teach.file import digest, packed
    from workbench.teach.measure import cross_validated, report
    from workbench.teach.model import teach
    from workbench.teach.texts import known, strangers

    if measure:
        print(report(cross_validated(strangers(), known())))
        return
    texts = [*strangers(), *known()]
    data = packed(teach(texts), digest(texts))
    FILE.write_bytes(data)
    print(f"{FILE.name}: {len(data):,} bytes, from {len(texts):,} texts")
