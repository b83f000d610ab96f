"""A lock screen that others can see: the first line of whatever comes says nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.content.discreet import plain_beginning, plain_subject, plain_text
from chalicelib.content.sms_text import units
from chalicelib.couples.model import Contact
from tests.read_html import Document
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.delivery.model import Message

SERVICE = "After Bedtime"
EMAIL, PHONE = Contact("email", "alex@example.com"), Contact("sms", "+12025550143")
SAM = Contact("email", "sam@example.com")


def week(contact: Contact, *, plain: bool) -> list[Message]:
    """What comes to `a` in two weeks."""
    world = World()
    couple = world.couple(contact, b=SAM)
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=replace(one.a, lock_screen=plain)), world.clock()
    )
    world.until(world.clock().replace(month=12, day=7))
    sent = [one.message for one in (*world.email.sent, *world.sms.sent)]
    return [one for one in sent if one.to == contact.address]


def test_a_text_begins_with_our_name_alone_and_says_the_same() -> None:
    usual, plain = week(PHONE, plain=False), week(PHONE, plain=True)
    assert len(plain) == len(usual) > 6
    for before, after in zip(usual, plain, strict=True):
        first, empty, words = after.text.split("\n")
        assert (first, empty) == (SERVICE, "")
        assert before.text.lower() == f"{SERVICE}: {words}".lower()
        assert units(after.text) == units(before.text)


def test_an_email_says_in_its_subject_and_its_first_words_only_that_it_is_there() -> None:
    usual, plain = week(EMAIL, plain=False), week(EMAIL, plain=True)
    assert len(plain) == len(usual) > 6
    for before, after in zip(usual, plain, strict=True):
        assert after.subject == plain_subject(SERVICE) != before.subject
        assert after.text == f"{plain_beginning(SERVICE)}\n\n{before.text}"
        said = next(one for one in Document(after.html).said if one.strip() not in {"", SERVICE})
        assert said.startswith(plain_beginning(SERVICE))


def test_the_link_that_somebody_waits_for_keeps_its_subject() -> None:
    world = World()
    couple = world.couple(EMAIL)
    quiet = replace(couple, a=replace(couple.a, lock_screen=True))
    link = world.writer.to_partner("link", quiet, "a", EMAIL, url="https://a.test", minutes=30)
    assert link.subject == "Your link to After Bedtime"


def test_the_other_of_the_two_gets_theirs_as_ever() -> None:
    world = World()
    couple = world.couple(EMAIL, b=SAM)
    quiet = replace(couple, a=replace(couple.a, lock_screen=True))
    item = world.library.items("kind_word")[0]
    assert world.writer.nudge(item, quiet, "a", EMAIL).subject == plain_subject(SERVICE)
    assert world.writer.nudge(item, quiet, "b", SAM).subject == "For you, and nothing to do"


@pytest.mark.parametrize("text", ["", "No signature", "After Bedtimes: x"])
def test_what_is_not_signed_stays_as_it_is(text: str) -> None:
    assert plain_text(text, SERVICE) == text


@given(st.text("abc :\u00e9\u20ac[", min_size=1), st.text("AB :", min_size=1, max_size=20))
def test_no_text_grows(words: str, service: str) -> None:
    text = f"{service}: {words}"
    assert units(plain_text(text, service)) == units(text)
