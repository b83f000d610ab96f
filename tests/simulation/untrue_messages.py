"""What was sent, and should not have been."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey
from tests.simulation.doctored import FALLBACK, LIGHTS_OUT, NOON, PK, notice_body, slot_body

if TYPE_CHECKING:
    from tests.simulation.doctored import Doctored, Story

OTHER = LedgerKey(PK, "NOTICE#a#welcome#c")
NEXT = LedgerKey(PK, keys.delivery_sk("a", "2027-02-24", "small"))


def is_sent_by_no_send(world: Doctored) -> None:
    world.process(world.take)


def is_sent_twice(world: Doctored) -> None:
    world.send()
    world.process(world.take, slot_body())


def is_sent_twice_under_two_keys(world: Doctored) -> None:
    world.send()
    world.send(key=NEXT, token="t2")


def falls_back_from_what_arrived(world: Doctored) -> None:
    world.send()
    world.send(slot_body(fallback=True), FALLBACK, channel="sms", token="t2")


def is_sent_too_late(world: Doctored) -> None:
    world.pass_until(LIGHTS_OUT + timedelta(minutes=1))
    world.send()


def is_noticed_too_late(world: Doctored) -> None:
    world.send(notice_body(NOON - timedelta(minutes=1)), OTHER)


def comes_in_a_burst(world: Doctored) -> None:
    world.pass_until(NOON + timedelta(hours=2))
    earlier = NOON - timedelta(days=3)
    world.send(slot_body("2027-02-19", earlier), NEXT, token="t2")
    world.send()


def goes_past_the_ceiling(world: Doctored) -> None:
    for number in range(3):
        key = LedgerKey(PK, f"NOTICE#a#welcome#{number}")
        world.send(notice_body(LIGHTS_OUT), key, channel="sms", token=f"t{number}")


STORIES: tuple[tuple[Story, int, str], ...] = (
    (is_sent_by_no_send, 1, "was sent by no send"),
    (is_sent_twice, 1, "#small was sent twice"),
    (is_sent_twice_under_two_keys, 1, "small 2027-02-22 was sent twice"),
    (falls_back_from_what_arrived, 1, "the first try reached them"),
    (is_sent_too_late, 4, "after it was worthless"),
    (is_noticed_too_late, 4, "after it was worthless"),
    (comes_in_a_burst, 4, "two late small within hours"),
    (goes_past_the_ceiling, 4, "is a text past the day's 2"),
)
