"""What couples cost is arithmetic; the operator's page shows what it says."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.costs import SIZES, month, table
from workbench.sources import ROOT
from workbench.stages.prices import DEFAULTS


def test_the_operators_page_has_the_table_of_today() -> None:
    assert table(DEFAULTS) in (ROOT / "docs" / "operating.md").read_text()


def test_texts_cost_by_the_segment_and_couples_cost_alike() -> None:
    free = {**DEFAULTS, "segment": Decimal(0)}
    for couples in SIZES:
        *_, texts, whole = month(couples, DEFAULTS, texts=True)
        assert texts == couples * 26 * DEFAULTS["segment"]  # two people, three a week
        assert round(whole - texts, 9) == round(month(couples, free, texts=True)[-1], 9)
        assert month(couples, DEFAULTS, texts=False)[2] == 0
