"""What AWS is used for besides sending, as far as it can be told without its bill. Pure.

Each number is a guess that errs upwards, from what the code does; benchmarks/ has what was
measured. Together they are a small part of any bill: a thousand messages take about a cent.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MINUTES_A_DAY = 24 * 60
MILLION = 1_000_000
QUEUES_WITH_A_FUNCTION = 4  # send, plan, inbound, mail-in

# For each message: planning it (3 writes, benchmarks/tick.py), claim, record and receipt, its
# instant and ceiling (a write each at most); two consistent looks at the couple (up to 4 KB each)
# and at the hold, and the content cursor. Lambda: half a second of send at 512 MB if it comes
# alone, and what hears its receipts.
EACH_MESSAGE: Final = MappingProxyType(
    {
        "write_million": Decimal(8),
        "read_million": Decimal(8),
        "queue_call_million": Decimal(3),
        "invocation_million": Decimal(3),
        "lambda_gb_second": Decimal("0.4"),
        "notification_million": Decimal(3),
    }
)
# A text's receipts come through API Gateway, three at most; so does what people text.
EACH_TEXT: Final = MappingProxyType({"page_million": Decimal(3)})
# A minute's tick, with nothing due: a tenth of a second at 256 MB, half a read unit a shard.
EACH_MINUTE: Final = MappingProxyType(
    {"invocation_million": Decimal(1), "lambda_gb_second": Decimal("0.025")}
)
READS_A_SHARD = Decimal("0.5")
# Lambda asks an empty queue again every twenty seconds, with five pollers.
POLLS_A_MINUTE = Decimal(15)


def quantities(
    texts: int | Decimal, emails: int | Decimal, days: int | Decimal, shards: int
) -> Mapping[str, Decimal]:
    """By the name of its price, how much of each a month takes. `texts`: out and in."""
    minutes = Decimal(days) * MINUTES_A_DAY
    parts = ((EACH_MESSAGE, texts + emails), (EACH_TEXT, texts), (EACH_MINUTE, minutes))
    taken: dict[str, Decimal] = {}
    for each, times in parts:
        for name, amount in each.items():
            taken[name] = taken.get(name, Decimal(0)) + amount * times
    taken["read_million"] += READS_A_SHARD * shards * minutes
    taken["queue_call_million"] += POLLS_A_MINUTE * QUEUES_WITH_A_FUNCTION * minutes
    return taken


def dollars(taken: Mapping[str, Decimal], prices: Mapping[str, Decimal]) -> Decimal:
    """What that comes to; a price by the million is for a million of them."""
    each = {name: prices[name] / (MILLION if name.endswith("_million") else 1) for name in taken}
    return sum((each[name] * amount for name, amount in taken.items()), Decimal(0))
