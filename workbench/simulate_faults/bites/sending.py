"""Bugs of sending: what is looked at again after the claim, and what cannot be sent now."""

from __future__ import annotations

from workbench.simulate_faults.bites.bite import Bite, Patch

SEND = "chalicelib.delivery.send"
STORE = "chalicelib.delivery.store:Ledger"
SLOTS = "chalicelib.delivery.slots:SlotErrand"

BITES = (
    Bite(
        "does not look at the couple again after its claim",
        (Patch(f"{SEND}:send_one", "if _moved(errand, draft, desk):", "if False:"),),
    ),
    Bite(
        "does not look at the hold again after its claim",
        (
            Patch(
                f"{SEND}:send_one",
                "if desk.held():\n        _let_go(",
                "if False:\n        _let_go(",
            ),
        ),
    ),
    Bite(
        "looks again with a read that may be old",
        (
            Patch(
                f"{SEND}:_moved",
                "desk.couples.get(errand.couple_id, consistent=True)",
                "desk.couples.get(errand.couple_id)",
            ),
        ),
    ),
    Bite(
        "takes a couple that is gone for one that has not changed",
        (Patch(f"{SEND}:_moved", "couple is None or couple", "couple is not None and couple"),),
    ),
    Bite(
        "sends again what timed out",
        (
            Patch(
                f"{SEND}:_not_sent",
                'if error.fate == "later":',
                'if error.fate in {"later", "unknown"}:',
            ),
        ),
    ),
    Bite(
        "good-until is not looked at",
        (
            Patch(f"{SEND}:_checked", "if now >= errand.good_until:", "if False:"),
            Patch(f"{SEND}:_hand_over", "if left <= 0:", "if False:"),
            Patch(f"{SLOTS}._contact", "if now >= times.good_until:", "if False:"),
            Patch("chalicelib.delivery.room:Room._paced", "if instant >= latest:", "if False:"),
        ),
    ),
    Bite(
        "what is held is dropped",
        (
            Patch(
                f"{SEND}:_may_begin",
                "desk.again(job, HELD_DELAY, attempt=job.attempt)",
                "pass",
            ),
        ),
    ),
    Bite(
        "a message that failed does not come again",
        (Patch("chalicelib.delivery.batch:send_batch", "failed.append(message.id)", "pass"),),
    ),
    Bite(
        "what has to wait for its instant is dropped",
        (
            Patch(f"{SEND}:_has_room", "_put_off(no, desk)", "pass"),
            Patch(f"{SEND}:_may_begin", "_put_off(early, desk)", "pass"),
        ),
    ),
    Bite(
        "every worker counts texts for itself",
        (
            Patch(
                "chalicelib.delivery.tap:Tap._count",
                'before = int(counted["count"]) - block if counted else 0',
                "before = 0",
            ),
        ),
    ),
)
