"""One due slot and the two providers it may go to, on a running workbench."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from chalicelib.delivery.receipts import from_ses
from chalicelib.webhooks.status import apply_status
from tests.delivery.evenings import EMAIL, PHONE, due_in
from tests.delivery.wired import NO_PATIENCE, WiredWorld, wired
from tests.workbench.running import Workbench, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from chalicelib.couples.model import Channel, Contact, ContactState, Couple
    from workbench.messages import Message

PROVIDER: Mapping[Channel, str] = {"sms": "twilio", "email": "ses"}
TRIES = 9  # more than any client of ours would make
STALLS = ("timeout", "silent")


@dataclass(frozen=True)
class Evening:
    """One due slot of somebody with a phone and a mailbox, and the providers it goes to."""

    workbench: Workbench
    world: WiredWorld
    couple: Couple

    async def provider(self, channel: Channel, does: str) -> None:
        """Let a provider do this with the next requests. Who stalls has to do so first."""
        if does in STALLS:
            assert not self.kept(channel)
            self.world.patience[channel] = NO_PATIENCE
        await self.workbench.post("/api/faults", {PROVIDER[channel]: does, "count": TRIES})

    async def requests(self, channel: Channel) -> int:
        """How many requests met what the provider was told to do."""
        left = (await self.workbench.get("/api/faults"))["left"][PROVIDER[channel]]
        return 0 if left is None else TRIES - left

    async def all_is_well(self) -> None:
        await self.workbench.post("/api/faults", {"twilio": "ok", "ses": "ok"})

    async def work(self) -> list[str]:
        """Send what is queued, delayed or not. Returns the ids of messages that failed."""
        failed = await asyncio.to_thread(self.world.work)
        await self.workbench.quiet()
        return failed

    def kept(self, channel: Channel) -> list[Message]:
        """What a provider has taken."""
        return [one for one in self.workbench.mailbox.all() if one.channel == channel]

    def states(self) -> list[str]:
        """What became of the slot, and of its try by the other channel."""
        return list(self.world.states(self.couple).values())

    def contact(self, channel: Channel) -> ContactState:
        found = self.world.read(self.couple).a.contact(channel)
        assert found is not None
        return found.state

    async def befalls(self, channel: Channel, kind: str, code: str = "") -> None:
        """Something becomes of the newest message, and its provider says so, three times."""
        told = {"id": self.kept(channel)[-1].id, "type": kind, "code": code}
        for _ in range(3):
            status, answer = await self.workbench.post("/api/events", told)
            assert status == 200, answer
        self.receipts_arrive()

    def receipts_arrive(self) -> None:
        """All that the providers have told, the newest first."""
        world, service = self.world, self.workbench.service
        for post in reversed(service.posts):
            (token,) = parse_qs(urlsplit(post.path).query)["d"]
            apply_status(token, post.form, world.tokens, world.receipts, world.clock())
        for event in reversed(service.events):
            receipt = from_ses(event)
            if receipt is not None:
                world.receipts.apply(receipt, world.clock())
        service.posts.clear()
        service.events.clear()


@asynccontextmanager
async def evening(folder: Path, *contacts: Contact) -> AsyncIterator[Evening]:
    async with running(folder) as workbench:
        with wired(workbench.url) as world:
            yield Evening(workbench, *due_in(world, *contacts))


Story = Callable[[Evening], Coroutine[Any, Any, None]]


def play(folder: Path, channel: Channel, story: Story, email: str = EMAIL.address) -> None:
    """Play a story of a slot that goes by this channel, and of its owner who has both."""
    mailbox = replace(EMAIL, address=email)
    both = (PHONE, mailbox) if channel == "sms" else (mailbox, PHONE)

    async def through() -> None:
        async with evening(folder, *both) as one:
            await story(one)

    asyncio.run(through())
