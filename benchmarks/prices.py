"""What a tick costs in money: list prices of 2026, on demand, in dollars per million."""

from __future__ import annotations

READ, WRITE = 0.125, 0.625  # DynamoDB's request units
QUEUE_CALL = 0.40  # SQS requests of at most 64 KB
MINUTES = 24 * 60


def microdollars(reads: float, writes: float, queue_calls: float) -> float:
    """A price per million is also the price of one, in millionths of a dollar."""
    return reads * READ + writes * WRITE + queue_calls * QUEUE_CALL


def day(quiet: float, busy: float, slots_in_busy: int, slots_a_day: float) -> float:
    """Dollars a day, from what a minute costs with nothing due and with so many slots due."""
    each_slot = (busy - quiet) / slots_in_busy
    return (MINUTES * quiet + slots_a_day * each_slot) / 1e6
