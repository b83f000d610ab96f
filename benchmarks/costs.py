"""What couples cost a month, by how many they are: from prices, and from what each asks for.

Run it with `python -m benchmarks.costs`. docs/operating.md has its table. What a message and a
minute ask of AWS is what `python -m workbench cost` reckons with, too.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from chalicelib.keys import SHARDS
from workbench.operating.estimates import dollars, quantities
from workbench.stages.prices import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SIZES = (60, 1_000, 100_000)
DAYS = Decimal(365) / 12  # a month
WEEKS = Decimal(52) / 12
PEOPLE = 2
SMALL, CHECK_IN = 3, 1  # a week and person, by default
VIEWS = 12  # pages a couple opens in a month: agenda, dates, their own page
LOG_KB = 4  # a message
STORED_KB = 60  # a couple: their document, a year of ledger, the jar
KB_A_GB = 10**6
# One page; its own reads and writes are counted in tests/pages/test_table_reads.py.
EACH_VIEW = MappingProxyType(
    {
        "write_million": Decimal(1),
        "read_million": Decimal(30),  # their own page, the dearest, takes about 65
        "invocation_million": Decimal(1),
        "page_million": Decimal(1),
        "lambda_gb_second": Decimal("0.10"),
    }
)


def month(couples: int, prices: Mapping[str, Decimal], *, texts: bool) -> tuple[Decimal, ...]:
    """Dollars: AWS without what stands still, SES, texts, and all of it. `texts`: small notes go
    by text, the check-in by email."""
    small, check_ins = (couples * PEOPLE * each * WEEKS for each in (SMALL, CHECK_IN))
    emails, by_text = (check_ins, small) if texts else (check_ins + small, Decimal(0))
    stored = {
        "log_gb": (emails + by_text) * LOG_KB / KB_A_GB,
        "table_gb_month": Decimal(couples) * STORED_KB / KB_A_GB,
    }
    seen = {name: couples * VIEWS * amount for name, amount in EACH_VIEW.items()}
    parts = (quantities(by_text, emails, DAYS, SHARDS), seen, stored)
    aws = sum((dollars(part, prices) for part in parts), Decimal(0))
    ses, carrier = emails * prices["email"], by_text * prices["segment"]
    return aws, ses, carrier, aws + ses + carrier


def table(prices: Mapping[str, Decimal]) -> str:
    """Markdown."""
    lines = [
        "| couples | small notes by | AWS | SES | texts | a month | a couple |",
        "|---|---|---|---|---|---|---|",
    ]
    for couples in SIZES:
        for texts in (False, True):
            parts = month(couples, prices, texts=texts)
            money = " | ".join(f"${part:,.2f}" for part in (*parts, parts[-1] / couples))
            lines.append(f"| {couples:,} | {'text' if texts else 'email'} | {money} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(DEFAULTS))
