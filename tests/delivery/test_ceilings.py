"""At the ceiling texts end as skipped, and say why; everything else goes on."""

from __future__ import annotations

from functools import cached_property

from chalicelib.couples.model import Contact
from chalicelib.delivery.room import Room
from chalicelib.delivery.tap import Tap
from chalicelib.figures import tell
from chalicelib.invocation import invoked
from tests.delivery.evenings import EMAIL, PHONE, due_in, failing, the_state
from tests.fakes import NoHurry
from tests.racing import RacyWorld, down
from tests.world import World

PLENTY = 10**6


class Capped(RacyWorld):
    """A world with a ceiling of two texts a day."""

    @cached_property
    def room(self) -> Room:
        return Room(NoHurry(), Tap(self.table, a_day=2, a_month=PLENTY))


def test_a_text_too_many_ends_as_skipped_says_why_and_is_counted() -> None:
    world = Capped()
    couples = [world.couple(Contact("sms", f"+1202555014{n}")) for n in range(4)]
    mailed = world.couple(EMAIL)
    moment = world.next_due()
    assert moment is not None
    world.until(moment)
    assert len(world.sms.sent) == 2
    states = [the_state(world, one) for one in couples]
    assert sorted(states) == ["sent", "sent", "skipped", "skipped"]
    assert the_state(world, mailed) == "sent", "emails go on"
    (kept,) = world.deliveries(couples[states.index("skipped")])
    assert kept["reason"] == "the ceiling on texts is reached"
    assert world.turned_away() == {"tap_closed": 2}
    assert world.turned_away() == {"tap_closed": 0}, "each is told once"


def test_the_alarms_metric_counts_those_that_were_turned_away() -> None:
    world, _ = due_in(Capped(), PHONE)
    for _ in range(2):
        assert world.room.tap.take(world.clock())
    world.work()
    with invoked("send", "r-1") as invocation:
        assert tell(world.turned_away()) == {"tap_closed": 1}
    assert invocation.counted == {"tap_closed": 1}
    with invoked("send", "r-2") as invocation:
        tell(world.turned_away())
    assert not invocation.counted, "nothing is counted that costs and says nothing"


def test_what_the_provider_did_not_take_does_not_count() -> None:
    """Or an hour's outage of theirs would close the tap for a day."""
    world, couple = due_in(Capped(), PHONE)
    world.sms.errors = [failing("later") for _ in range(6)]
    for _ in range(7):
        world.work()
    assert the_state(world, couple) == "sent"
    assert [world.room.tap.take(world.clock()) for _ in range(2)] == [True, False]


def test_a_message_that_comes_again_does_not_count_twice() -> None:
    world, _ = due_in(Capped(), PHONE)
    world.queue.bodies *= 5
    world.work()
    assert len(world.sms.sent) == 1
    assert world.room.tap.take(world.clock()), "one is left"


def test_what_may_have_been_taken_counts() -> None:
    world, _ = due_in(Capped(), PHONE)
    world.sms.errors = [failing("unknown")]
    world.work()
    assert [world.room.tap.take(world.clock()) for _ in range(2)] == [True, False]


def test_a_message_whose_segment_could_not_be_counted_comes_again() -> None:
    world, couple = due_in(Capped(), PHONE)
    (body,) = world.queue.bodies
    world.memory.before = [down]
    assert world.work() == ["0"]
    assert (world.sms.sent, the_state(world, couple)) == ([], "")
    world.queue.bodies = [body]
    world.work()
    assert the_state(world, couple) == "sent"


def test_without_texts_nothing_is_counted() -> None:
    world = World(CHANNELS="email")
    world.couple(EMAIL)
    moment = world.next_due()
    assert moment is not None
    world.until(moment)
    assert len(world.email.sent) == 1
    assert not [pk for pk, _ in world.memory.items if "segments" in pk]
