"""What a provider says afterwards, button by button: what becomes of delivery and address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.delivery.tonight import play

if TYPE_CHECKING:
    from pathlib import Path

    from chalicelib.couples.model import Channel, ContactState
    from tests.delivery.tonight import Evening


@dataclass(frozen=True, slots=True)
class Fate:
    """What is told of a message that was taken, and what becomes of it."""

    channel: Channel
    told: str  # an event of SES, a status of Twilio
    state: str
    code: str = ""
    contact: ContactState = "confirmed"
    elsewhere: bool = False  # the same words go by the other channel
    late: bool = False  # told when it is known to have been delivered

    def __str__(self) -> str:
        return f"{self.channel} {self.told} {self.code}".strip()


FATES = (
    Fate("email", "delivery", "delivered"),
    Fate("email", "delay", "delivered"),  # in the end
    Fate("email", "bounce", "failed", "Permanent/General", "unreachable", elsewhere=True),
    Fate("email", "soft_bounce", "failed", "Transient/MailboxFull"),
    Fate("email", "soft_bounce", "delivered", late=True),  # an automatic reply
    Fate("email", "complaint", "failed", "complaint", "stopped"),  # they have read it
    Fate("sms", "queued", "delivered"),
    Fate("sms", "sending", "delivered"),
    Fate("sms", "sent", "delivered"),
    Fate("sms", "delivered", "delivered"),
    Fate("sms", "read", "delivered"),
    Fate("sms", "canceled", "failed"),
    Fate("sms", "undelivered", "failed", "30003"),
    Fate("sms", "undelivered", "failed", "30007"),
    Fate("sms", "undelivered", "failed", "30005", "unreachable", elsewhere=True),
    Fate("sms", "failed", "failed", "21610", "stopped", elsewhere=True),
)
OTHER: dict[Channel, Channel] = {"sms": "email", "email": "sms"}


@pytest.mark.parametrize("fate", FATES, ids=str)
def test_what_is_told_of_a_message_that_was_taken(tmp_path: Path, fate: Fate) -> None:
    async def story(tonight: Evening) -> None:
        await tonight.work()
        if fate.late:
            tonight.receipts_arrive()
        code = fate.code if fate.channel == "sms" else ""
        await tonight.befalls(fate.channel, fate.told, code)
        tonight.world.queue.bodies *= 3
        for _ in range(3):
            assert await tonight.work() == []
        assert tonight.states() == [fate.state, *["sent"] * fate.elsewhere]
        assert tonight.contact(fate.channel) == fate.contact
        assert len(tonight.kept(fate.channel)) == 1
        assert len(tonight.kept(OTHER[fate.channel])) == fate.elsewhere
        assert tonight.world.deliveries(tonight.couple)[0].get("code", "") == fate.code

    play(tmp_path, fate.channel, story)


def test_an_address_that_ses_will_not_write_to_is_given_up_for_the_other(tmp_path: Path) -> None:
    """SES takes the message, and then says that the address is on its suppression list."""
    suppressed = "suppressionlist@simulator.amazonses.com"

    async def story(tonight: Evening) -> None:
        await tonight.work()
        tonight.receipts_arrive()
        await tonight.work()
        assert tonight.states() == ["failed", "sent"]
        assert tonight.contact("email") == "unreachable"
        assert len(tonight.kept("sms")) == 1

    play(tmp_path, "email", story, email=suppressed)
