"""What comes back to the typical service: texts, and receipts."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shared import table

if TYPE_CHECKING:
    from models import InboundText


def understood(text: InboundText) -> str:
    """Keep what somebody wrote, and say so."""
    contact = "CONTACT#" + hashlib.sha256(text.sender.encode()).hexdigest()
    if text.text.strip().upper() == "STOP":
        _write(contact, "CONTACT", state="stopped")
        return "You will get no more of these."
    _write(f"INBOUND#{text.id}", "INBOUND", text=text.text)
    known = table.get_item(Key={"PK": contact, "SK": "CONTACT"}).get("Item")
    if known is None:
        return "We do not know this number."
    _write(f"COUPLE#{known['couple']}", f"APPRECIATION#{text.id}", text=text.text)
    return "Kept for Sunday."


def receipt(token: str, state: str) -> None:
    """Move the delivery that a receipt names."""
    key = {"PK": f"DELIVERY#{token}", "SK": "DELIVERY"}
    found = table.get_item(Key=key).get("Item")
    if found and found["state"] != state:
        table.update_item(
            Key=key,
            UpdateExpression="SET #state = :state",
            ExpressionAttributeNames={"#state": "state"},
            ExpressionAttributeValues={":state": state},
        )


def _write(pk: str, sk: str, **facts: str) -> None:
    at = datetime.now(UTC).isoformat()
    table.put_item(Item={"PK": pk, "SK": sk, "at": at, **facts})
