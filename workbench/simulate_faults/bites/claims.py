"""Bugs of the claim: who has the right to send, and who gives it back."""

from __future__ import annotations

from workbench.simulate_faults.bites.bite import Bite, Patch

SEND = "chalicelib.delivery.send"
STORE = "chalicelib.delivery.store:Ledger"
SLOTS = "chalicelib.delivery.slots:SlotErrand"

BITES = (
    Bite(
        "sends before it claims",
        (
            Patch(
                f"{SEND}:send_one",
                "standing = desk.ledger.claim(errand.key, token, draft.record, desk.clock())",
                "standing = desk.ledger.find(errand.key)",
            ),
            Patch(
                f"{SEND}:_hand_over",
                "    facts = {",
                "    desk.ledger.claim(errand.key, token, draft.record, desk.clock())\n"
                "    facts = {",
            ),
        ),
    ),
    Bite(
        "a redelivery goes on with the claim that it finds",
        (
            Patch(
                f"{SEND}:send_one",
                "        _redelivered(errand, standing, desk)\n        return\n",
                '        if standing.get("state") != "claimed":\n            return\n'
                '        token = standing["token"]\n',
            ),
        ),
    ),
    Bite(
        "a redelivery releases the claim that it finds",
        (
            Patch(
                f"{SEND}:_redelivered",
                'desk.ledger.doubt(errand.key, standing["token"], desk.clock())',
                'desk.ledger.release(errand.key, standing["token"])',
            ),
        ),
    ),
    Bite(
        "whoever does not get the claim releases it",
        (
            Patch(
                f"{SEND}:send_one",
                "        _redelivered(errand, standing, desk)\n",
                "        desk.ledger.release(errand.key, token)\n",
            ),
            Patch(f"{STORE}.release", 'ours = {"token": token, "state"', 'ours = {"state"'),
        ),
    ),
    Bite(
        "a claim does not know its own token",
        (
            Patch(
                f"{STORE}.claim",
                'standing is None or standing.get("token") == token',
                "standing is None",
            ),
        ),
    ),
    Bite(
        "a claim that meets a transaction is given up",
        (Patch(f"{STORE}._first", "continue", "return {}"),),
    ),
    Bite(
        "what expired or was skipped overwrites what was sent",
        (
            Patch(
                f"{STORE}.close",
                "return self._first(self._item(key, state, record, now))",
                "self.table.write(Put(self._item(key, state, record, now)))",
            ),
        ),
    ),
    Bite(
        "what was claimed and let go stays claimed",
        (Patch(f"{SEND}:_let_go", "desk.ledger.release(errand.key, token)", "pass"),),
    ),
)
