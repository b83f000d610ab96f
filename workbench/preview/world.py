"""The whole service in memory: the wiring of production, whose messages are kept in a notebook."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, cached_property
from itertools import count
from typing import TYPE_CHECKING, cast

from chalicelib import keys
from chalicelib.content.library import Library, load
from chalicelib.couples.presence import present
from chalicelib.delivery.batch import Arrived
from chalicelib.delivery.model import Message
from chalicelib.delivery.room import Room
from chalicelib.delivery.tap import Tap
from chalicelib.keys import utc_text
from chalicelib.replies import waiting
from chalicelib.replies.said import Inbound
from chalicelib.replies.waiting import FRESH
from chalicelib.scheduling.plan import plan_shard
from chalicelib.scheduling.planned import Planned
from chalicelib.sending import TEMPLATES
from chalicelib.wiring import Wiring
from workbench.memory_table import MemoryTable
from workbench.preview.edges import Down, Later, NoHurry, Shelf, unlogged
from workbench.preview.notebook import KeepingSender, Notebook, NotingRenderer
from workbench.simulate.timeline import VirtualClock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Channel
    from chalicelib.delivery.model import Sender
    from chalicelib.replies.handle import Replies
    from chalicelib.settings import Settings

START = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # a Monday, 10:00 in New York
PLENTY = 10**6
ENOUGH = 60.0  # seconds


class PreviewWorld(Wiring):
    """Nothing in it waits, and nothing leaves it."""

    def __init__(self, settings: Settings, notebook: Notebook) -> None:
        super().__init__(settings)
        self.__dict__.update(notebook=notebook, ids=count(1))

    @property
    def notebook(self) -> Notebook:
        found: Notebook = self.__dict__["notebook"]
        return found

    def new_id(self) -> str:
        return f"{next(self.__dict__['ids']):08x}" * 2  # the first half is used alone, too

    @cached_property
    def clock(self) -> VirtualClock:
        return VirtualClock(START)

    @cached_property
    def table(self) -> MemoryTable:
        return MemoryTable()

    @cached_property
    def queue(self) -> Shelf:
        return Shelf()

    @cached_property
    def inbound_queue(self) -> Later:
        return Later()

    @cached_property
    def renderer(self) -> Renderer:
        real = super().renderer
        return NotingRenderer(real.folder, real.shared, self.notebook)

    @cached_property
    def senders(self) -> Mapping[Channel, Sender]:
        kept = KeepingSender(self.notebook)
        return {"email": kept, "sms": kept}

    @cached_property
    def room(self) -> Room:
        return Room(NoHurry(), Tap(self.table, PLENTY, PLENTY))

    @cached_property
    def library(self) -> Library:
        return _read_once()

    def tick(self, seconds_left: Callable[[], float] = lambda: ENOUGH) -> Planned:
        """The same without plan_due's threads: to start them takes longer than all they do here."""
        planner, until = self.planner(seconds_left), utc_text(self.clock())
        shards = keys.due_shards(self.shards.read())
        return sum((plan_shard(planner, shard, until) for shard in shards), Planned())

    def work(self) -> None:
        """Send all that waits."""
        while bodies := self.queue.take():
            arrived = [Arrived(str(number), body) for number, body in enumerate(bodies)]
            failed = self.send(arrived, lambda: ENOUGH)
            if failed:
                raise AssertionError(f"{self.notebook.scene}: {len(failed)} could not be sent")

    def until(self, moment: datetime) -> None:
        """Live through every due moment up to this one."""
        while (due := self._next_due()) is not None and due <= moment:
            self.clock.move_to(max(self.clock.now, due))
            self.tick()
            self.queue.wake()
            self.work()
        self.clock.move_to(moment)
        self.queue.wake()
        self.work()

    def text(self, sender: str, words: str, media: str = "", *, down: bool = False) -> None:
        """A text comes in, and its answer is kept; `down`: the store cannot be reached."""
        inbound = Inbound(f"SM{self.new_id()}", sender, words, media=media)
        if down:
            with unlogged(waiting.logger):
                answer = self._answered(inbound, cast("Replies", Down()))
        else:
            answer = self._answered(inbound, self.replies)
        if answer:
            self.notebook.keep(Message("sms", sender, answer))
        self.work()

    def _answered(self, inbound: Inbound, replies: Replies) -> str:
        return replace(self.waiting, replies=replies).handle(inbound, self.clock())

    def mail(self, sender: str, words: str, couple_id: str) -> None:
        """An answer by email comes in, as mail_in hears it."""
        inbound, now = Inbound(f"EM{self.new_id()}", sender, words, channel="email"), self.clock()
        self.replies.handle(inbound, now)
        couple = self.couples.get(couple_id)
        if couple:
            thread = {"id": "", "subject": ""}
            self.inbox.threaded(inbound.id, thread, present(couple, "a"), now)
        self.waiting.answer(couple_id, "a", inbound.id, now + FRESH)
        self.work()

    def _next_due(self) -> datetime | None:
        coming = [one["due_at"] for one in self.table.items.values() if "due_shard" in one]
        return datetime.fromisoformat(min(coming)) if coming else None


@cache
def _read_once() -> Library:
    return load(TEMPLATES / "content")
