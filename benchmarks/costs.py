"""What couples cost a month, by how many they are: from prices, and from what each asks for.

Run it with `python -m benchmarks.costs`. docs/operating.md has its table.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.stages.prices import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SIZES = (60, 1_000, 100_000)
WEEKS = Decimal(52) / 12  # a month
MINUTES = 60 * 24 * 365 // 12  # ticks a month
PEOPLE = 2
SMALL, CHECK_IN = 3, 1  # a week and person, by default
MILLION = 10**6


@dataclass(frozen=True, slots=True)
class Asked:
    """What one message asks of AWS, its planning and receipts included; generous, round figures.

    Planning takes 3 write units a slot (benchmarks/tick.py); claim, record, receipt and the pace
    take the others. A text has more callbacks than an email has events.
    """

    writes: int
    reads: int
    queue_calls: int
    invocations: int
    gb_seconds: Decimal
    pages: int = 0


EMAIL = Asked(9, 8, 3, 3, Decimal("0.25"))
TEXT = Asked(10, 8, 3, 4, Decimal("0.30"), pages=3)
# A minute with nothing due: 4 shards of half a read unit, and 256 MB for a fifth of a second.
TICK = Asked(0, 2, 0, 1, Decimal("0.05"))
VIEW = Asked(1, 6, 0, 1, Decimal("0.10"), pages=1)
VIEWS = 12  # pages a couple opens in a month: agenda, dates, their own page
LOG_KB = 4  # a message
STORED_KB = 60  # a couple: their document, a year of ledger, the jar


def on_aws(asked: Asked, prices: Mapping[str, Decimal]) -> Decimal:
    """Dollars for one."""
    millions = (
        asked.writes * prices["write_million"]
        + asked.reads * prices["read_million"]
        + asked.queue_calls * prices["queue_call_million"]
        + asked.invocations * prices["invocation_million"]
        + asked.pages * prices["page_million"]
    )
    return millions / MILLION + asked.gb_seconds * prices["lambda_gb_second"]


def a_couple(prices: Mapping[str, Decimal], *, texts: bool) -> tuple[Decimal, Decimal, Decimal]:
    """Dollars a month for messages by AWS, for SES, and for texts: small notes, if by text."""
    small, check_ins = (PEOPLE * each * WEEKS for each in (SMALL, CHECK_IN))
    emails, by_text = (check_ins, small) if texts else (check_ins + small, Decimal(0))
    aws = (
        emails * on_aws(EMAIL, prices)
        + by_text * on_aws(TEXT, prices)
        + VIEWS * on_aws(VIEW, prices)
        + (emails + by_text) * LOG_KB * prices["log_gb"] / MILLION
        + STORED_KB * prices["table_gb_month"] / MILLION
    )
    return aws, emails * prices["email"], by_text * prices["segment"]


def month(couples: int, prices: Mapping[str, Decimal], *, texts: bool) -> tuple[Decimal, ...]:
    """Dollars: AWS without what stands still, SES, texts, and all of it."""
    aws, ses, carrier = (couples * one for one in a_couple(prices, texts=texts))
    aws += MINUTES * on_aws(TICK, prices)
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
