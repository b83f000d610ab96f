"""A status callback: the signed token in its address says which attempt it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.delivery.model import LedgerKey
from chalicelib.delivery.receipts import from_twilio

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from chalicelib.couples.tokens import Tokens
    from chalicelib.delivery.receipts import Receipts

PARTS = 3


def apply_status(
    token: str, form: Mapping[str, str], tokens: Tokens, receipts: Receipts, now: datetime
) -> None:
    """Unknown and foreign tokens change nothing, and are answered like any other."""
    values = tokens.read("receipt", token)
    if values is None or len(values) != PARTS:
        return
    pk, sk, attempt = values
    receipt = from_twilio(LedgerKey(pk, sk), attempt, form)
    if receipt is not None:
        receipts.apply(receipt, now)
