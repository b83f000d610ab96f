"""What went to people who did not want it, or said more than it may."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.couples.model import Contact
from tests.simulation.doctored import MAIL, PK, slot_body
from workbench.simulate_faults.world.events import tell

if TYPE_CHECKING:
    from tests.simulation.doctored import Doctored, Story
    from workbench.simulate_faults.world.process import Process


def is_sent_while_held(world: Doctored) -> None:
    world.commit((keys.CONTROL, keys.HOLD), {"held": True})
    world.send()


def is_sent_after_the_operator_held(world: Doctored) -> None:
    world.says("holds")
    world.send()


def is_sent_to_the_erased(world: Doctored) -> None:
    world.commit((PK, keys.COUPLE), None, {"a": {}})
    world.process(world.take, slot_body())


def is_sent_to_another_address(world: Doctored) -> None:
    world.couple(contacts=(Contact("email", "elsewhere@example.com"),))
    world.send()


def is_sent_to_who_left(world: Doctored) -> None:
    world.couple(contacts=(Contact("email", MAIL, "stopped"),))
    world.send()


def is_sent_after_they_were_told(world: Doctored) -> None:
    world.says("unsubscribes")
    world.send()


def is_texted_out_of_hours(world: Doctored) -> None:
    world.couple(texts_from="13:00")
    world.send(channel="sms")


def is_sent_while_they_pause(world: Doctored) -> None:
    world.couple(paused=True)
    world.send()


def is_sent_after_they_were_told_of_their_pause(world: Doctored) -> None:
    world.says("pauses")
    world.send()


def is_sent_on_another_day(world: Doctored) -> None:
    world.send(slot_body("2027-02-23"))


def complains_and_stays(world: Doctored) -> None:
    def act(process: Process) -> None:
        tell(world.events.reported, world.take(process), "complains")

    world.process(act, slot_body())


def stops_and_is_not_on_the_list(world: Doctored) -> None:
    world.says("texts STOP")


def stops_and_is_not_taken_off_the_page(world: Doctored) -> None:
    world.process(lambda _: world.contact("stopped"))
    world.says("texts STOP")


def is_stopped_again_by_a_replay(world: Doctored) -> None:
    world.says("texts START")
    world.process(lambda _: world.contact("stopped"), name="texts STOP replayed")


def reads_what_was_kept(world: Doctored) -> None:
    world.appreciation("xq1z", "kept")
    world.send(text="you cooked xq1z")


def reads_what_was_never_kept(world: Doctored) -> None:
    world.send(text="he hits me xq1z")


def queues_an_address(world: Doctored) -> None:
    tell(world.events.put, slot_body().replace("small", MAIL))


def logs_words(world: Doctored) -> None:
    said = {"name": "chalicelib.x", "msg": "a text came in", "reason": "xq1z"}
    world.judges.log_watch.emit(logging.makeLogRecord(said))


def queues_a_token(world: Doctored) -> None:
    world.send(text="https://afterbedtime.test/agenda/abcdefghijklmnop")
    tell(world.events.put, '{"token": "abcdefghijklmnop"}')
    world.end()


STORIES: tuple[tuple[Story, int, str], ...] = (
    (is_sent_while_held, 2, "while everything was held"),
    (is_sent_after_the_operator_held, 2, "after the operator held everything"),
    (is_sent_to_the_erased, 2, "to somebody who was gone"),
    (is_sent_to_another_address, 2, "to an address that was not theirs"),
    (is_sent_to_who_left, 2, "to an address that had left"),
    (is_sent_after_they_were_told, 2, "after they were told that they have left"),
    (is_texted_out_of_hours, 2, "outside their hours"),
    (is_sent_while_they_pause, 2, "while they paused"),
    (is_sent_after_they_were_told_of_their_pause, 2, "after they were told that they pause"),
    (is_sent_on_another_day, 2, "when they did not want it any more"),
    (complains_and_stays, 2, "complains, and is written to"),
    (stops_and_is_not_on_the_list, 2, "left and is not on the list"),
    (stops_and_is_not_taken_off_the_page, 2, "left and their page says not"),
    (is_stopped_again_by_a_replay, 2, "a repeated STOP undid a later START"),
    (reads_what_was_kept, 5, "shows xq1z, kept"),
    (reads_what_was_never_kept, 5, "shows xq1z, never kept"),
    (queues_an_address, 6, "a queue says a1@example.com"),
    (logs_words, 6, "a log says xq1z"),
    (queues_a_token, 6, "carries abcdefghijklmnop"),
)
