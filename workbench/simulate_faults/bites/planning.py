"""Bugs of planning, and of what makes a slot or notice the one it is."""

from __future__ import annotations

from workbench.simulate_faults.bites.bite import Bite, Patch

PAGES = "chalicelib.scheduling.page:Pages"
ENTRIES = "chalicelib.scheduling.entries"

BITES = (
    Bite(
        "advances before it queues",
        (
            Patch(
                f"{PAGES}._some",
                "due = self._queued([step for step in steps if not step.missed])\n",
                "due = [step for step in steps if not step.missed]\n",
            ),
            Patch(
                f"{PAGES}._some",
                "return Planned(",
                "due = self._queued(due)\n    return Planned(",
            ),
        ),
    ),
    Bite(
        "forgets what the queue did not take",
        (
            Patch(
                f"{PAGES}._queued",
                "return [step for step in steps if step.slot not in left]",
                "return list(steps)",
            ),
        ),
    ),
    Bite(
        "what came too late leaves no trace",
        (
            Patch(
                f"{PAGES}._expired",
                "self.expiry.expire(step.slot, step.missed, now)",
                "pass",
            ),
        ),
    ),
    Bite(
        "planning overwrites an edit",
        (
            Patch(
                "chalicelib.scheduling.step:_advance",
                'Expect(attributes={"due_at": entry["due_at"], "plan.rev": slot.rev})',
                "Expect()",
            ),
        ),
    ),
    Bite(
        "an edit in that very minute loses the slot",
        (
            Patch(
                f"{ENTRIES}:start_of",
                "if due_at is None or datetime.fromisoformat(due_at) > now:",
                "if True:",
            ),
        ),
    ),
    Bite(
        "what was moved to later is dropped",
        (
            Patch(
                "chalicelib.delivery.slots:SlotErrand.draft",
                "self._put_back(now)",
                "pass",
            ),
        ),
    ),
    Bite(
        "a slot is known by its time, too",
        (
            Patch(
                "chalicelib.delivery.expiry:slot_key",
                "slot.times.local_date.isoformat()",
                'f"{slot.times.local_date}T{slot.times.due_at:%H:%M}"',
            ),
        ),
    ),
    Bite(
        "a slot is known by the first partner, whoever it is for",
        (
            Patch(
                "chalicelib.delivery.expiry:slot_key",
                "keys.delivery_sk(slot.partner, ",
                'keys.delivery_sk("a", ',
            ),
        ),
    ),
    Bite(
        "a notice is known by its try instead of its cause",
        (
            Patch(
                "chalicelib.delivery.jobs:_read_notice",
                'body["cause"]',
                'body["cause"] + "+" * message["attempt"]',
            ),
            Patch(
                "chalicelib.delivery.notices:NoticeErrand._confirm",
                "self.notice.cause",
                'self.notice.cause.rstrip("+")',
            ),
        ),
    ),
)
