"""What an answer by email leaves in the table: with what is theirs, and gone when they are."""

from __future__ import annotations

import json

import pytest

from chalicelib import keys
from chalicelib.couples.export import export_of
from tests.couples.exported import undecided
from tests.mail_in.mailing import ALEX, SOUP, MailWorld, pair, written

SUBJECT = "Re: a minute for you two, thanks from Aunt Ottilie"
MESSAGE_ID = "42@ottilies-laptop.example"


def outside(world: MailWorld) -> str:
    """Whatever stands where no couple is named."""
    items = [one for (pk, _), one in world.memory.items.items() if not pk.startswith("COUPLE#")]
    return json.dumps(items, default=str)


def ottilie(words: str) -> bytes:
    return written(words, Subject=SUBJECT, Message_ID=f"<{MESSAGE_ID}>")


@pytest.mark.parametrize("words", [SOUP, "JAR", "Is he home yet?"])
def test_what_is_kept_of_an_email_stands_and_goes_with_what_is_theirs(words: str) -> None:
    world, couple = pair()
    world.email_in(written(SOUP, "before"), world.address(couple))
    world.email_in(ottilie(words), world.address(couple))
    assert len(world.answers()) == 2
    assert world.email.sent[-1].message.subject == SUBJECT
    for private in (SOUP, SUBJECT, "ottilie", ALEX):
        assert private not in outside(world)
    assert undecided(world.items()) == set()
    world.departures.leave(couple.id, "a", world.clock())
    for private in (SOUP, SUBJECT, "ottilie", ALEX):
        assert private not in world.everything()


def test_erased_while_the_answer_waits_nothing_is_sent_and_nothing_stays() -> None:
    world, couple = pair()
    world.email_in(ottilie("JAR"), world.address(couple))
    world.departures.leave(couple.id, "a", world.clock())
    assert world.answers() == []
    assert SUBJECT not in world.everything()


@pytest.mark.parametrize("at_write", range(9))
def test_erased_while_it_is_heard_nothing_of_it_stays(at_write: int) -> None:
    world, couple = pair()

    def leaves() -> None:
        world.departures.leave(couple.id, "a", world.clock())

    world.memory.before = [*[lambda: None] * at_write, leaves]
    world.email_in(ottilie(SOUP), world.address(couple))
    world.memory.before = []
    leaves()
    assert [one for one in (SOUP, SUBJECT, "ottilie") if one in world.everything()] == []


def test_an_export_has_the_words_and_says_that_they_came_by_email() -> None:
    world, couple = pair()
    world.email_in(ottilie(SOUP), world.address(couple))
    items = world.table.query(keys.couple_pk(couple.id))
    mine, theirs = (export_of(couple, key, items, "2026-11-23T12:00:00Z") for key in ("a", "b"))
    assert [(one["text"], one["source"]) for one in mine["appreciations"]] == [(SOUP, "email")]
    assert SOUP not in json.dumps(theirs)
