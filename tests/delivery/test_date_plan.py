"""The other's plan: one notice, on the channel of their small notes, in their hours, if at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import Contact
from chalicelib.delivery.jobs import loads
from chalicelib.delivery.model import LedgerKey, SendError
from chalicelib.delivery.receipts import Receipt
from tests.replies.dating import (
    ASKED,
    SAMS_EMAIL,
    asked,
    change,
    ideas,
    notices,
    told,
)
from tests.replies.phones import ALEX, SAM
from tests.world import START, World, links_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Couple

SAM_EMAIL = SAMS_EMAIL.address
ALEX_EMAIL = Contact("email", "alex@example.com")
PICKED = "2026-W48.1"


def picked(**more: Any) -> tuple[World, Couple]:
    """Alex has picked the first idea; the notice to Sam waits in the queue."""
    world, couple = asked(**more)
    world.text(ALEX, "1")
    return world, couple


def stop_sam(world: World) -> None:
    consent = Consent(partner="b", channel="sms", act="text: stop", granted=False)
    world.contacts.stop(SAM, consent, world.clock(), "0")


def test_by_email_it_is_the_whole_plan_and_says_who_picked() -> None:
    world, couple = picked(b=SAMS_EMAIL)
    idea = ideas(world, couple)[0]
    (letter,) = told(world, SAM_EMAIL)
    assert letter.subject == f"A date at home: {idea.title}"
    for part in (idea.plan or idea.questions[1], "Alex picked a date at home for the two of you"):
        assert part in letter.text
    assert "/unsubscribe/" in letter.headers["List-Unsubscribe"]
    assert "love" not in letter.text.lower()


def test_the_link_in_it_shows_the_plan_to_its_reader() -> None:
    world, couple = picked(b=SAMS_EMAIL)
    (letter,) = told(world, SAM_EMAIL)
    (url,) = [one for one in links_in(letter.text) if "/date/" in one]
    link = world.links.open_for(url.rpartition("/")[2], "date", world.clock())
    assert link is not None
    assert (link.facts["couple"], link.facts["partner"]) == (couple.id, "b")
    assert world.links.open(url.rpartition("/")[2], ASKED + timedelta(days=5)) is None


WISHES: dict[str, Callable[[World, Couple], object]] = {
    "texted STOP": lambda world, _: stop_sam(world),
    "pauses": lambda world, couple: change(world, couple, "b", paused=True),
    "wants no small notes": lambda world, couple: change(world, couple, "b", small={"on": False}),
    "is not confirmed": lambda world, couple: change(world, couple, "b", admitted=False),
    "left": lambda world, couple: world.preferences.edit(
        couple.id, lambda one: replace(one, b=None), world.clock()
    ),
}


@pytest.mark.parametrize("wish", WISHES)
def test_it_does_not_come_to_somebody_who(wish: str) -> None:
    world, couple = picked()
    WISHES[wish](world, couple)
    assert told(world, SAM) == []
    assert "sent" not in notices(world, couple).values()


@pytest.mark.parametrize("wish", ["texted STOP", "pauses", "wants no small notes"])
def test_whoever_picks_does_not_learn_of_it_from_the_answer(wish: str) -> None:
    world, couple = asked()
    WISHES[wish](world, couple)
    assert world.text(ALEX, "1").endswith("Sam gets it too, unless on a break.")


def test_nothing_of_it_is_sent_once_they_are_gone() -> None:
    world, couple = picked()
    for pk, sk in list(world.memory.items):
        if pk == f"COUPLE#{couple.id}":
            del world.memory.items[pk, sk]
    assert told(world, SAM) == []
    assert not [key for key in world.memory.items if key[0] == f"COUPLE#{couple.id}"]


def test_a_text_waits_until_the_other_may_be_texted() -> None:
    world, couple = asked()
    world.clock.advance(hours=2)  # 22:20
    world.text(ALEX, "1")
    assert told(world, SAM) == []
    world.clock.advance(hours=9)
    assert told(world, SAM) == []
    world.clock.advance(hours=1)  # Thursday, 8:20
    (notice,) = told(world, SAM)
    assert "Alex picked a date" in notice.text
    assert notices(world, couple) == {PICKED: "sent"}


def test_an_email_waits_until_they_are_up() -> None:
    world, _ = asked(b=SAMS_EMAIL)
    world.clock.advance(hours=3)
    world.text(ALEX, "1")
    assert told(world, SAM_EMAIL) == []
    world.clock.advance(hours=9)
    assert len(told(world, SAM_EMAIL)) == 1


def test_after_the_last_evening_it_is_worth_nothing() -> None:
    world, couple = asked()
    world.clock.now = ASKED + timedelta(days=4, hours=2)  # Sunday, 22:20
    world.text(ALEX, "1")
    assert told(world, SAM) == []
    world.clock.advance(hours=10)
    assert told(world, SAM) == []
    assert notices(world, couple) == {PICKED: "expired"}


def test_a_notice_that_comes_twice_is_sent_once() -> None:
    world, couple = picked()
    (body,) = world.queue.bodies
    assert len(told(world, SAM)) == 1
    world.queue.bodies = [body, body]
    assert len(told(world, SAM)) == 1
    assert notices(world, couple) == {PICKED: "sent"}


def test_a_worker_that_dies_after_its_claim_leaves_it_in_doubt_and_never_sent_again() -> None:
    world, couple = picked()
    (body,) = world.queue.bodies
    world.sms.errors.append(SendError("who knows", "unknown"))
    assert told(world, SAM) == []
    world.queue.bodies = [body]
    assert told(world, SAM) == []
    assert notices(world, couple) == {PICKED: "in_doubt"}


def test_a_pick_that_changes_while_its_notice_is_on_its_way_goes_out_as_changed() -> None:
    """Between the notice's check and its claim: it looks at the couple once more."""
    world, couple = picked()
    second = ideas(world, couple)[1]
    claim = type(world.ledger).claim
    changes = [lambda: world.text(ALEX, "2")]

    def claimed(*args: Any) -> Any:
        if changes:
            changes.pop()()
        return claim(*args)

    class Changing(type(world.ledger)):  # type: ignore[misc]
        claim = claimed

    world.__dict__["ledger"] = Changing(world.table)
    del world.__dict__["desk"]
    (notice,) = told(world, SAM) or told(world, SAM)
    assert second.title in notice.text
    assert len(told(world, SAM)) == 1


def test_the_queue_and_the_address_of_the_page_say_nothing() -> None:
    world, couple = picked()
    (body,) = world.queue.bodies
    idea = ideas(world, couple)[0]
    for secret in (idea.id, idea.title, "Alex", "Sam", ALEX, SAM):
        assert secret not in body
    assert loads(body).attempt == 0


def test_a_question_in_doubt_counts_as_asked_when_its_receipt_comes() -> None:
    world, couple = asked()
    key = next((pk, sk) for pk, sk in world.memory.items if sk == "OFFER#a#date")
    offer = world.memory.items.pop(key)
    delivery = next(one for one in world.deliveries(couple) if "ideas" in one)
    assert world.text(ALEX, "1") in world.renderer.variants("no_offer", partner="Sam")
    doubted = {**delivery, "state": "in_doubt"}
    world.memory.items[delivery["PK"], delivery["SK"]] = doubted
    settle(world, delivery)
    assert world.memory.items[key] == offer
    assert world.text(ALEX, "1").startswith(ideas(world, couple)[0].title)


def test_a_receipt_after_the_week_asks_nothing_any_more() -> None:
    world, couple = asked()
    key = next((pk, sk) for pk, sk in world.memory.items if sk == "OFFER#a#date")
    del world.memory.items[key]
    delivery = next(one for one in world.deliveries(couple) if "ideas" in one)
    world.memory.items[delivery["PK"], delivery["SK"]] = {**delivery, "state": "unknown"}
    world.clock.now = START + timedelta(days=8)
    settle(world, delivery)
    assert key not in world.memory.items


def settle(world: World, delivery: dict[str, Any]) -> None:
    key = LedgerKey(delivery["PK"], delivery["SK"])
    world.receipts.apply(Receipt(key, delivery["token"], "delivered"), world.clock())


def test_an_email_that_does_not_arrive_becomes_a_text_with_the_same_three() -> None:
    world = World()
    couple = world.couple(ALEX_EMAIL, Contact("sms", ALEX))
    world.until(ASKED - timedelta(hours=1))
    world.email.errors.append(SendError("nobody there", "permanent", bad_address=True))
    world.until(ASKED)
    world.work()
    asked, again = [one for one in world.deliveries(couple) if "ideas" in one]
    assert (asked["state"], again["state"]) == ("failed", "sent")
    assert asked["ideas"] == again["ideas"]
    titles = [item.title for one in asked["ideas"] if (item := world.library.item(one))]
    assert all(title in world.sms.sent[-1].message.text for title in titles)
    assert world.text(ALEX, "3").startswith(titles[2])


def test_an_email_asks_for_no_digit() -> None:
    world, _ = asked(ALEX_EMAIL)
    assert not [sk for _, sk in world.memory.items if sk.startswith("OFFER#")]
