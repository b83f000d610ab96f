"""What a due slot becomes: the next item for its channel, kept as the cursor, or why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.content.sms_text import fits_one_segment
from chalicelib.couples.model import PATTERN, Contact
from tests.delivery.evenings import EMAIL, PHONE, due, due_in, the_state, to_next_slot, with_items
from tests.world import World, links_in

SAM = Contact("email", "sam@example.com")


def test_a_fortnight_goes_by_the_pattern() -> None:
    world = World()
    couple = world.couple()
    world.until(world.clock() + timedelta(days=14))
    kinds = [one["kind"] for one in world.deliveries(couple) if one["SK"].endswith("small")]
    assert tuple(kinds) == PATTERN


def test_a_skipped_evening_does_not_use_up_an_idea() -> None:
    world = World()
    couple = world.couple()
    to_next_slot(world)
    world.clock.advance(hours=3)  # the queue stood still: past lights out
    world.work()
    to_next_slot(world)
    world.work()
    late, sent = world.deliveries(couple)
    assert (late["state"], "item" in late) == ("expired", False)
    assert (sent["state"], sent["step"]) == ("sent", 0)


def test_two_partners_get_their_own() -> None:
    world = World()
    couple = world.couple(EMAIL, b=SAM)
    world.until(world.clock() + timedelta(days=1))
    assert world.states(couple) == {
        "a#2026-11-23#small": "sent",
        "b#2026-11-23#small": "sent",
    }
    to = {one.message.to: one.message.text for one in world.email.sent}
    assert set(to) == {"alex@example.com", "sam@example.com"}


def test_a_text_is_one_segment_signed_and_says_the_partners_name_or_none() -> None:
    world = World()
    world.couple(PHONE, b=SAM)
    world.until(world.clock() + timedelta(days=60))
    texts = [one.message.text for one in world.sms.sent]
    assert len(texts) > 25
    assert all(text.startswith("After Bedtime: ") for text in texts)
    assert all(fits_one_segment(text) for text in texts)
    assert any("Sam" in text for text in texts)
    assert not any("{" in text for text in texts)


def test_an_email_can_be_left_with_one_click_by_its_reader_only() -> None:
    world, couple = due(EMAIL)
    world.work()
    (envelope,) = world.email.sent
    headers = envelope.message.headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = headers["List-Unsubscribe"].strip("<>")
    assert link in links_in(envelope.message.text)
    token = link.rpartition("/")[2]
    assert world.tokens.read("unsubscribe", token) == [couple.id, "a", "email"]


def test_the_envelope_knows_how_long_it_is_worth_anything() -> None:
    world, _ = due(PHONE)
    world.clock.advance(minutes=15)
    world.work()
    (envelope,) = world.sms.sent
    assert envelope.seconds_left == 30 * 60  # 20:30 to 21:00, when texting hours end


def test_the_ledger_keeps_neither_words_nor_address() -> None:
    world, couple = due(EMAIL, PHONE)
    world.work()
    kept = str(world.deliveries(couple))
    for secret in (
        "alex@example.com",
        "Alex",
        "+1202",
        "http",
        world.email.sent[0].message.text[:20],
    ):
        assert secret not in kept


def test_what_a_couple_does_not_want_is_not_sent() -> None:
    world = World()
    couple = world.couple()
    nothing = replace(couple.a.comforts, touch=False, food=False, alcohol=False, money=False)
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=replace(one.a, comforts=nothing)), world.clock()
    )
    world.until(world.clock() + timedelta(days=180))
    items = [world.library.item(one["item"]) for one in world.deliveries(couple) if "item" in one]
    assert len(items) > 70
    for item in items:
        assert item is not None
        assert not {"touch", "food", "alcohol"} & set(item.needs)
        assert item.cost == "none"


def test_an_empty_library_is_a_reason_not_a_crash() -> None:
    world, couple = due_in(with_items(World()))
    assert world.work() == []
    (kept,) = world.deliveries(couple)
    assert (kept["state"], kept["reason"]) == ("skipped", "nothing in the library fits")


@pytest.mark.parametrize("gone", ["couple", "partner"])
def test_what_is_gone_is_dropped_without_a_trace(gone: str) -> None:
    world, couple = due_in(World(), EMAIL, b=SAM)
    (body, _) = world.queue.bodies
    world.queue.bodies = [body.replace('"partner": "a"', '"partner": "b"')]
    if gone == "couple":
        world.memory.items.clear()
    else:
        world.preferences.edit(couple.id, lambda one: replace(one, b=None), world.clock())
    assert world.work() == []
    assert world.email.sent == []
    assert the_state(world, couple) == ""
