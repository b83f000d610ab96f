"""Lock-screen mode: of everything that goes out, what shows first says nothing of anybody."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from chalicelib.content.discreet import PREHEADER, SHORTEST
from chalicelib.content.model import KINDS
from chalicelib.content.sms_text import fits_one_segment, segments
from chalicelib.couples.model import Contact, Couple, Partner
from tests.delivery.evenings import EMAIL, PHONE
from tests.pages.stories import ALEX, ALEX_PHONE, chosen, with_phone
from tests.pages.visitor import newest_link
from tests.read_html import read
from tests.replies.phones import said
from tests.world import World
from workbench.preview.answers import STRANGER
from workbench.preview.cast import Cast
from workbench.preview.items import arrived
from workbench.preview.story import one_of_each

if TYPE_CHECKING:
    from chalicelib.delivery.model import Message
    from workbench.preview.notebook import Shown

SERVICE = "After Bedtime"
SUBJECT = f"A note from {SERVICE}"
ENOUGH_BLANKS = 150  # characters; mailboxes show some hundred beside the subject
NOBODY_KNOWS = {f"sms/answers/{name}" for name in ("stranger", "unlisted", "got", "got_stop")}
SAM = Contact("sms", "+12025550144")


@cache
def shown(*, discreet: bool = True) -> tuple[Shown, ...]:
    return tuple(one_of_each(World().settings, Cast("Zelda", "Quentin", discreet)))


def first_shown(message: Message) -> str:
    """All that anybody sees of it without opening it."""
    if message.channel == "sms":
        return message.text.split("\n")[0]
    beside = read(message.html).all("div")[0].words
    blanks = beside.removeprefix(PREHEADER)
    assert len(blanks) > ENOUGH_BLANKS
    assert not any(one.isalnum() for one in blanks)
    return f"{message.subject}\n{message.text.split(chr(10))[0]}\n{beside[: len(PREHEADER)]}"


def is_neutral(message: Message) -> bool:
    if message.channel == "email":
        return first_shown(message) == f"{SUBJECT}\n{PREHEADER}\n{PREHEADER}"
    return first_shown(message) in {SERVICE, SHORTEST} and message.text.split("\n")[1] == ""


def test_every_message_there_is_begins_with_a_neutral_line() -> None:
    told = [one for one in shown() if not before_a_choice(one)]
    assert len(told) > 55
    assert [(one.template, one.scene) for one in told if not is_neutral(one.message)] == []


def test_every_text_of_them_is_still_one_segment() -> None:
    texts = [one for one in shown() if one.message.channel == "sms"]
    assert {segments(one.message.text) for one in texts} == {1}


@pytest.mark.parametrize("kind", KINDS)
def test_every_idea_of_the_library_begins_with_it_and_fits(kind: str) -> None:
    settings = World(SERVICE_NAME="S" * 20, PUBLIC_URL="https://ab.test").settings
    names = Cast("N" * 20, "N" * 20, discreet=True)
    for one in dict(arrived(settings, names))[kind]:
        if one.sms and one.email:
            assert one.sms.text.startswith("S" * 20 + "\n\n"), one.item.id
            assert fits_one_segment(one.sms.text), one.item.id
            assert one.email.subject == "A note from " + "S" * 20, one.item.id


def test_the_words_below_the_line_are_the_same_as_ever() -> None:
    for quiet, usual in zip(shown(), shown(discreet=False), strict=True):
        below, words = quiet.message.text, usual.message.text
        if before_a_choice(quiet):
            assert below == words
        elif quiet.message.channel == "email":
            assert below.partition("\n\n")[2] == words
        else:
            assert below.partition("\n\n")[2].lower() == words.removeprefix(f"{SERVICE}: ").lower()


def test_calendar_files_are_neutral_for_everybody() -> None:
    files = [file for one in shown() for file in one.message.attachments]
    titles = {line for file in files for line in file.content.splitlines() if "SUMMARY" in line}
    assert titles == {f"SUMMARY:{SERVICE}: check-in"}


def test_each_of_the_two_has_it_their_own_way() -> None:
    world = World()
    couple = world.couple(PHONE, b=SAM)
    world.preferences.edit(couple.id, discreetly, world.clock())
    world.text(SAM.address, "Alex made soup when I had the flu")
    quiet = world.text(PHONE.address, "Sam made soup when I had the flu")
    assert quiet.startswith(f"{SERVICE}\n\n")
    assert quiet.partition("\n\n")[2] in said(world, "waiting")
    assert world.text(SAM.address, "2") in said(world, "private", partner="Alex")
    world.until(world.clock().replace(day=30))
    firsts = {one.message.to: first_shown(one.message) for one in world.sms.sent}
    assert firsts[PHONE.address] == SERVICE
    assert firsts[SAM.address].startswith(f"{SERVICE}: ")


def test_what_falls_back_to_the_other_channel_is_neutral_there_too() -> None:
    world = World()
    couple = discreetly(world.couple(EMAIL, PHONE))
    for contact in (EMAIL, PHONE):
        words = {"upcoming": [], "joined": "Sam"}
        assert is_neutral(world.writer.to_partner("joined", couple, "a", contact, **words))


def test_it_is_chosen_on_the_page_and_shown_there_again() -> None:
    world = World()
    alex = with_phone(world)
    assert "discreet" not in alex.get("/me").sends("preferences")
    alex.act("preferences", **chosen(asked="discreet", discreet="on"))
    assert alex.get("/me").sends("preferences")["discreet"] == ["on"]
    alex.post("/link", address=ALEX)  # a session by text adds no address
    alex.post(newest_link(world, "link"))
    alex.act("add_contact", address="alex.too@example.com", consent="on")
    newest_link(world, "confirm")
    assert is_neutral(world.email.sent[-1].message)
    assert world.text(ALEX_PHONE, "help").startswith(f"{SERVICE}\n\n")
    alex.act("preferences", **chosen(asked="discreet"))
    assert world.text(ALEX_PHONE, "help") in said(world, "help")


def before_a_choice(one: Shown) -> bool:
    """Who has no page yet has chosen nothing, and while the store is down nobody can know."""
    confirming = one.template.endswith("/confirm") and one.scene == "signing up"
    return confirming or one.template in NOBODY_KNOWS or one.message.to == STRANGER


def discreetly(couple: Couple) -> Couple:
    a: Partner = replace(couple.a, discreet=True)
    return couple.with_partner("a", a)
