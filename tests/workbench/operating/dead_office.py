"""A world whose buried messages lie in a dead-letter queue, with an operator before it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError
from click.testing import CliRunner

from chalicelib import keys
from chalicelib.delivery.batch import LAST_TRY, Arrived
from chalicelib.table import Change
from tests.workbench.operating.asking import MemoryScan, Said
from tests.workbench.operating.pretend_sqs import DEAD, SEND, PretendSqs
from tests.world import World
from workbench.__main__ import main
from workbench.operating.dead_queue import DeadQueue
from workbench.operating.queues import PlaceWithLetters

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple


@dataclass(frozen=True)
class Office:
    """The world, and SQS as its operator sees it."""

    world: World = field(default_factory=World)
    sqs: PretendSqs = field(default_factory=PretendSqs)

    def ask(self, *words: str, says: str = "") -> Said:
        """Run `python -m workbench` with these words; the operator answers with `says`."""
        world = self.world
        place = PlaceWithLetters(
            "test", "t", world.table, MemoryScan(world.memory), world.clock, self.queue()
        )
        ran = CliRunner().invoke(main, list(words), obj=place, input=says)
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Said(ran.exit_code, ran.stdout, ran.stderr)

    def answer(self, *words: str) -> Any:
        """What a command says to machines; it must succeed."""
        said = self.ask(*words, "--json")
        assert said.code == 0, said.err
        return said.json()

    def letters(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.answer("deadletters", "list")["letters"]
        return found

    def the_letter(self) -> dict[str, Any]:
        (only,) = self.letters()
        return only

    def die_of(self, *bodies: str) -> None:
        """Try these for the last time; those that fail are dead letters then."""
        assert self.world.send(Arrived("it", body, LAST_TRY) for body in bodies) == []
        while self.world.queue.buried:
            self.bury(*self.world.queue.buried.pop(0))

    def bury(self, body: str, reason: str | None = None) -> None:
        why = {"reason": {"DataType": "String", "StringValue": reason}}
        self.sqs.send_message(
            QueueUrl=DEAD, MessageBody=body, MessageAttributes=why if reason else {}
        )

    def queue(self) -> DeadQueue:
        return DeadQueue(self.sqs, DEAD, SEND)

    def refuse(self, call: str) -> None:
        """From now on AWS refuses this."""
        denied = {"Error": {"Code": "AccessDenied", "Message": "not authorized"}}

        def before(name: str) -> None:
            if name == call:
                raise ClientError(denied, call)

        self.sqs.before = before

    def dead(self) -> list[str]:
        return [one.body for one in self.sqs.queues[DEAD]]

    def queued(self) -> list[str]:
        return [one.body for one in self.sqs.queues[SEND]]

    def take_queued(self) -> list[str]:
        """What was queued again, out of the queue."""
        queued, self.sqs.queues[SEND] = self.queued(), []
        return queued

    def work(self) -> None:
        """Send what was queued again."""
        assert self.world.send(Arrived("it", body) for body in self.take_queued()) == []


def break_document(world: World, couple: Couple) -> None:
    """From now on nobody can read this couple, which is our bug."""
    _set_contacts(world, couple, "torn")


def mend_document(world: World, couple: Couple) -> None:
    contacts = {one.channel: asdict(one) for one in couple.a.contacts}
    _set_contacts(world, couple, contacts)


def _set_contacts(world: World, couple: Couple, to: object) -> None:
    key = (keys.couple_pk(couple.id), keys.COUPLE)
    world.table.write(Change(*key, set={"a.contacts": to}))
