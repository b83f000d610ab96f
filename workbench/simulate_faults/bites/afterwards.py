"""Bugs of what follows: receipts, doubts, the second channel."""

from __future__ import annotations

from workbench.simulate_faults.bites.bite import Bite, Patch

SEND = "chalicelib.delivery.send"
STORE = "chalicelib.delivery.store:Ledger"
RECEIPTS = "chalicelib.delivery.receipts:Receipts"
CONTACTS = "chalicelib.couples.contacts:Contacts"

BITES = (
    Bite(
        "a receipt moves a delivery backwards",
        (
            Patch(
                f"{STORE}.awaiting",
                "return item if report.moves(item) else None",
                "return item",
            ),
        ),
    ),
    Bite(
        "a receipt that meets a transaction is lost",
        (
            Patch(
                f"{STORE}._written",
                "if conflict.item is not None or self.find(key) is None:",
                "if True:",
            ),
        ),
    ),
    Bite(
        "a receipt that meets the sender's record is lost",
        (
            Patch(
                f"{STORE}.receipt",
                "standing = self.awaiting(key, token, report)",
                "return",
            ),
        ),
    ),
    Bite(
        "a receipt moves the ledger before the rest is done",
        (
            Patch(f"{RECEIPTS}.apply", "self._follow_up(receipt, was, now)", "pass"),
            Patch(
                f"{RECEIPTS}.apply",
                "self.ledger.receipt(receipt.key, was, report)",
                "self.ledger.receipt(receipt.key, was, report)\n"
                '    if receipt.key.pk.startswith("COUPLE#"):\n'
                "        self._follow_up(receipt, was, now)",
            ),
        ),
    ),
    Bite(
        "a complaint after a bounce is not heard",
        (
            Patch(
                "chalicelib.delivery.model:Report.moves",
                'return WEIGHT[self.becomes] > WEIGHT[delivery.get("becomes")]',
                "return False",
            ),
        ),
    ),
    Bite(
        "whoever complains while their page is edited stays on the list",
        (
            Patch(
                f"{CONTACTS}.mark",
                "if conflict.item is not None or not self._still_of(couple_id, partner, contact):",
                "if True:",
            ),
        ),
    ),
    Bite(
        "what timed out is called failed",
        (Patch(f"{SEND}:_not_sent", 'elif error.fate == "unknown":', "elif False:"),),
    ),
    Bite(
        "what timed out goes by the other channel, too",
        (
            Patch(
                f"{SEND}:_not_sent",
                "desk.ledger.doubt(errand.key, token, desk.clock())",
                "errand.refused(draft, SendError(error.reason, error.fate, stops=True), "
                "desk.clock())",
            ),
        ),
    ),
    Bite(
        "nobody looks after a doubt",
        (
            Patch(
                f"{STORE}.doubt",
                "self._written(key, doubted, Put(_doubt(key, token, now)))",
                "self._written(key, doubted)",
            ),
        ),
    ),
)
