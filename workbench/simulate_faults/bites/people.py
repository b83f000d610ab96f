"""Bugs of what people say: STOP, pause, edit, and what they keep to themselves."""

from __future__ import annotations

from workbench.simulate_faults.bites.bite import Bite, Patch

CONTACTS = "chalicelib.couples.contacts:Contacts"

BITES = (
    Bite(
        "STOP is conditional on the couple's version",
        (
            Patch(
                f"{CONTACTS}._state_in_couple",
                'expect=Expect(attributes={f"{path}.address": contact.address}),',
                'expect=Expect(attributes={f"{path}.address": contact.address, "version": ('
                "self.table.get(keys.couple_pk(couple_id), keys.COUPLE) or {}"
                ').get("version")}),',
            ),
            Patch(f"{CONTACTS}.stop", "for _ in range(TRIES):", "for _ in range(1):"),
        ),
    ),
    Bite(
        "STOP does not count the couple's version up",
        (Patch(f"{CONTACTS}._state_in_couple", 'add={"version": 1},', "add={},"),),
    ),
    Bite(
        "a STOP that comes again stops again",
        (
            Patch(
                "chalicelib.replies.stopping:Stopping.stop",
                "if before is not None and before.answer is not None:",
                "if False:",
            ),
        ),
    ),
    Bite(
        "an edit does not look at the version",
        (
            Patch(
                "chalicelib.couples.store:Couples.save",
                'unmoved = Expect(attributes={"version": couple.version - 1})',
                "unmoved = Expect()",
            ),
        ),
    ),
    Bite(
        "an edit expects nothing of what it overwrites",
        (
            Patch(
                "chalicelib.couples.store:Couples.save",
                'unmoved = Expect(attributes={"version": couple.version - 1})',
                "unmoved = None",
            ),
            Patch(
                "chalicelib.scheduling.entries:_unmoved",
                'return Expect(attributes={"due_at": old.get("due_at"), "plan.rev": '
                '_plan(old).get("rev")})',
                "return None",
            ),
        ),
    ),
    Bite(
        "a pause is looked at only by planning",
        (
            Patch(
                "chalicelib.delivery.slots:SlotErrand._contact",
                "if partner.paused_on(self.slot.times.local_date):",
                "if False:",
            ),
        ),
    ),
    Bite(
        "an address that has left is written to",
        (
            Patch(
                "chalicelib.delivery.slots:SlotErrand._contact",
                'if contact is None or contact.state != "confirmed":',
                "if contact is None:",
            ),
            Patch(
                "chalicelib.couples.model:Partner.reachable",
                'contact is not None and contact.state == "confirmed"',
                "contact is not None",
            ),
        ),
    ),
    Bite(
        "words kept private are printed",
        (
            Patch(
                "chalicelib.replies.jar:still_there",
                'one.state in {"waiting", "heard"}',
                'one.state in {"waiting", "heard", "kept"}',
            ),
        ),
    ),
    Bite(
        "the log says whom a message was for",
        (
            Patch(
                "chalicelib.delivery.send:_not_sent",
                "draft.message.channel, token, error",
                "draft.message.to, token, error",
            ),
        ),
    ),
)
