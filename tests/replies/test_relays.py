"""Passing on: the other hears it in the author's words, if they asked for that; nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys
from chalicelib.content.sms_text import fits_one_segment
from chalicelib.couples.model import Contact
from chalicelib.delivery.model import SendError
from chalicelib.delivery.receipts import Receipt
from tests.pages.visitor import Visitor
from tests.replies.phones import ALEX, QUESTION, SAM, SOUP, newest, said
from tests.world import World, links_in

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.table import Item

AT_NOON = 12 - 7  # hours after the world's start, 7:00 in New York
BY_EMAIL = Contact("email", "sam@example.com")


def listening(
    *, b: Contact | None = None, hours: int = AT_NOON, **sam: Any
) -> tuple[World, Couple]:
    """Alex texts; Sam has asked to hear thanks at once."""
    world = World()
    couple = world.couple(Contact("sms", ALEX), b=b or Contact("sms", SAM))
    chosen = {"relays": True, **sam}
    world.preferences.edit(couple.id, lambda one: of_sam(one, chosen), world.clock())
    world.clock.advance(hours=hours)
    return world, couple


def of_sam(couple: Couple, chosen: dict[str, Any]) -> Couple:
    assert couple.b is not None
    return replace(couple, b=replace(couple.b, **chosen))


def heard(world: World) -> list[str]:
    """What was passed on to Sam, by text or email."""
    texts = [one.message.text for one in world.sms.sent if one.message.to == SAM]
    return texts + [one.message.text for one in world.email.sent if "to hear this" in
                    one.message.text]  # fmt: skip


def pass_on(world: World, words: str = SOUP) -> str:
    world.clock.advance(minutes=1)
    world.text(ALEX, words)
    answer = world.text(ALEX, "1")
    assert world.work() == []
    return answer


def relays(world: World, couple: Couple) -> list[Item]:
    return world.table.query(keys.couple_pk(couple.id), keys.notice_sk("b", "relay", ""))


def test_it_is_passed_on_in_the_words_as_they_are_and_names_who_wrote_them() -> None:
    world, couple = listening()
    assert pass_on(world) in said(world, "passed")
    assert heard(world) == [f'After Bedtime: Alex says: "{SOUP}"']
    assert newest(world, couple).state == "heard"


def test_by_email_the_words_are_whole_whatever_they_are() -> None:
    words = "She held her \U0001f37c all night <3 & \u201clet me sleep\u201d \u05ea\u05d5\u05d3"
    world, _ = listening(b=BY_EMAIL)
    pass_on(world, words)
    (letter,) = [one.message for one in world.email.sent if "A line from" in one.message.subject]
    assert f'"{words}"' in letter.text
    assert letter.subject == "A line from Alex"
    assert "List-Unsubscribe" in letter.headers


@pytest.mark.parametrize(
    "words",
    ["She made the best soup I ever had. " * 5, "\u05d4\u05d9\u05d0 made soup \U0001f37c for me"],
)
def test_what_a_text_cannot_hold_as_it_is_is_read_on_a_page_of_its_own(words: str) -> None:
    world, couple = listening()
    pass_on(world, "She did the whole bath time alone")
    pass_on(world, words)
    text = heard(world)[-1]
    assert fits_one_segment(text)
    assert words.strip() not in text
    (link,) = links_in(text)
    before = world.everything()
    page = Visitor(world).get(link)
    assert " ".join(words.split()) in page.words
    assert "bath" not in page.words
    assert "Alex" in page.words
    assert world.everything() == before
    world.jar.remove(couple.id, "a", newest(world, couple).id)
    assert Visitor(world).get(link).status == 410


@pytest.mark.parametrize(
    "sam",
    [
        {"relays": False},
        {"paused": True},
        {"contacts": (Contact("sms", SAM, "stopped"),)},
        {"contacts": (Contact("sms", SAM, "unreachable"),)},
    ],
    ids=["not asked for", "paused", "stopped", "unreachable"],
)
def test_who_does_not_want_it_now_gets_nothing_and_its_author_cannot_tell(
    sam: dict[str, Any],
) -> None:
    world, couple = listening(**sam)
    other, theirs = listening()
    assert pass_on(world) == pass_on(other)
    assert heard(world) == []
    assert len(heard(other)) == 1
    assert newest(world, couple).state == "waiting"
    assert [one.id for one in world.jar.waiting(couple.id)] == [newest(world, couple).id]
    for text in ("0", "UNDO", "JAR", "1"):
        assert world.text(ALEX, text, f"SM-{text}") == other.text(ALEX, text, f"SM-{text}")
    del theirs


def test_at_night_it_waits_for_the_morning() -> None:
    world, couple = listening(hours=16)  # 11 pm
    pass_on(world)
    assert heard(world) == []
    world.clock.advance(hours=8, minutes=58)
    world.work()
    assert heard(world) == []
    world.clock.advance(minutes=15)
    world.work()
    assert len(heard(world)) == 1
    assert newest(world, couple).state == "heard"


def test_not_even_an_email_comes_at_night() -> None:
    world, _ = listening(b=BY_EMAIL, hours=17)
    pass_on(world)
    assert heard(world) == []
    world.clock.advance(hours=9)
    world.work()
    assert len(heard(world)) == 1


def test_three_a_day_are_passed_on_and_its_author_is_told_of_the_fourth() -> None:
    world, couple = listening()
    answers = [pass_on(world, f"He made soup when I had the flu {count}") for count in range(4)]
    assert all(one in said(world, "passed") for one in answers[:3])
    assert answers[3] in said(world, "enough")
    assert len(heard(world)) == 3
    assert newest(world, couple).state == "waiting"
    world.clock.advance(days=1)
    assert world.text(ALEX, "SEND") in said(world, "no_offer")
    pass_on(world, "She made tea")
    assert len(heard(world)) == 4


def test_what_waited_over_night_counts_on_the_day_on_which_it_comes() -> None:
    world, _ = listening(hours=14)
    for count in range(3):
        pass_on(world, f"He made soup when I had the flu {count}")
    world.clock.advance(hours=2)
    for count in range(3, 5):
        pass_on(world, f"He made soup when I had the flu {count}")
    world.clock.advance(hours=9, minutes=10)
    world.work()
    for count in range(5, 7):
        pass_on(world, f"He made soup when I had the flu {count}")
    assert len(heard(world)) == 3


def test_taken_back_before_it_went_it_never_goes() -> None:
    world, couple = listening(hours=16)
    pass_on(world)
    assert world.text(ALEX, "0") in said(world, "passed_undone")
    world.clock.advance(hours=10)
    world.work()
    assert heard(world) == []
    assert world.jar.all(couple.id) == []
    assert relays(world, couple) == []


def test_taken_back_between_the_claim_and_the_sending_it_does_not_go() -> None:
    world, couple = listening()
    world.text(ALEX, SOUP)
    world.text(ALEX, "1")
    looked: list[str] = []

    def held() -> bool:
        """Sending asks it twice: before it begins, and right after the claim."""
        looked.append("")
        if len(looked) == 2:
            world.text(ALEX, "0")
        return False

    world.__dict__["desk"] = replace(world.desk, held=held)
    world.work()
    world.work()
    assert heard(world) == []
    assert relays(world, couple) == []


def test_after_it_was_heard_its_author_can_delete_it_and_is_told_what_that_means() -> None:
    world, couple = listening()
    pass_on(world)
    assert world.text(ALEX, "0") in said(world, "passed_undone")
    assert world.jar.all(couple.id) == []


@pytest.mark.parametrize("words", ["1", "SEND", "send it"])
def test_asking_again_passes_it_on_once(words: str) -> None:
    world, _ = listening()
    pass_on(world)
    world.text(ALEX, words)
    world.work()
    assert len(heard(world)) == 1


def test_what_could_not_be_delivered_waits_for_the_agenda() -> None:
    world, couple = listening()
    world.sms.errors.append(SendError("no such number", "permanent", bad_address=True))
    pass_on(world)
    assert newest(world, couple).state == "waiting"


def test_what_a_receipt_says_did_not_arrive_waits_again() -> None:
    world, couple = listening()
    pass_on(world)
    envelope = world.sms.sent[-1]
    receipt = Receipt(envelope.key, envelope.attempt, "failed", "30003")
    world.receipts.apply(receipt, world.clock())
    assert newest(world, couple).state == "waiting"
    assert len(world.jar.waiting(couple.id)) == 1


def test_nobody_knows_whether_it_went_so_the_agenda_has_it_until_a_receipt_comes() -> None:
    world, couple = listening()
    world.sms.errors.append(SendError("a timeout", "unknown"))
    pass_on(world)
    assert newest(world, couple).state == "waiting"
    (kept,) = relays(world, couple)
    assert kept["state"] == "in_doubt"
    world.clock.advance(hours=1)
    world.text(ALEX, "1")
    world.work()
    assert heard(world) == []


def test_what_was_passed_on_is_read_out_at_the_check_in_all_the_same() -> None:
    """Else an agenda would tell its author whether the other hears thanks at once."""
    world, couple = listening()
    pass_on(world)
    assert [one.text for one in world.jar.waiting(couple.id)] == [SOUP]
    world.until(world.clock() + timedelta(days=7))
    assert world.jar.waiting(couple.id) == []


def test_what_was_set_aside_is_never_passed_on_alone() -> None:
    world, couple = listening()
    world.text(ALEX, QUESTION)
    assert world.text(ALEX, "SEND") in said(world, "released")
    assert world.text(ALEX, "1") in said(world, "no_offer")
    world.work()
    assert heard(world) == []
    assert newest(world, couple).state == "waiting"


def test_alone_there_is_nobody_to_pass_it_on_to() -> None:
    world = World()
    couple = world.couple(Contact("sms", ALEX))
    world.text(ALEX, SOUP)
    outcome = world.relays.pass_on(couple, "a", newest(world, couple).id, world.clock())
    assert outcome == "solo"


def test_only_its_author_passes_it_on() -> None:
    world, couple = listening()
    world.text(ALEX, SOUP)
    outcome = world.relays.pass_on(world.read(couple), "b", newest(world, couple).id, world.clock())
    assert outcome == "gone"


def test_no_word_of_it_travels_in_the_queue() -> None:
    world, _ = listening()
    world.text(ALEX, SOUP)
    world.text(ALEX, "1")
    assert "soup" not in "".join(world.queue.bodies)
