"""STOP by email ends emails; and whatever is said is heard and answered once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from chalicelib.couples.model import Contact
from tests.mail_in.mailing import ALEX, SOUP, MailWorld, jar, pair, sample, written


def test_stop_ends_the_emails_and_nothing_else_and_is_not_answered_by_one_more() -> None:
    world = MailWorld()
    couple = world.couple(Contact("email", ALEX), Contact("sms", "+12025550143"))
    world.email_in(sample("stop"), world.address(couple))
    states = {one.channel: one.state for one in world.read(couple).a.contacts}
    assert states == {"email": "stopped", "sms": "confirmed"}
    consents = world.table.query(f"COUPLE#{couple.id}", "CONSENT#")
    assert [(one["act"], one["channel"], one["granted"]) for one in consents] == [
        ("email: stop", "email", False)
    ]
    world.until(world.clock() + timedelta(days=14))
    assert world.email.sent == []


def test_stop_can_be_said_again_and_nothing_else_is_heard_of_who_left() -> None:
    world, couple = pair()
    for mid, words in enumerate(("STOP", "STOP", SOUP, "START", "1")):
        world.email_in(written(words, str(mid)), world.address(couple))
    contact = world.read(couple).a.contact("email")
    assert contact is not None
    assert contact.state == "stopped"
    assert jar(world, couple) == []
    assert world.answers() == []


@pytest.mark.parametrize("again", ["the same notification", "the same mail, for SES another one"])
def test_it_is_heard_and_answered_once_however_often_it_comes(again: str) -> None:
    world, couple = pair()
    to = world.address(couple)
    for number in range(3):
        ses_id = "ses-1" if again == "the same notification" else f"ses-{number}"
        world.email_in(written(SOUP), to, ses_id)
        world.clock.advance(minutes=1)
    assert len(jar(world, couple)) == 1
    assert len(world.answers()) == 1
    assert world.mail_bucket.mails == {}


def test_two_mails_without_a_message_id_are_two() -> None:
    world, couple = pair()
    bare = written(SOUP).replace(b"Message-ID: <1@mail.example.com>\r\n", b"")
    for _ in range(2):
        world.email_in(bare, world.address(couple))
    assert len(jar(world, couple)) == 2
    world.work()
    assert "In-Reply-To" not in world.email.sent[-1].message.headers


def test_an_answer_that_nobody_waits_for_any_more_is_not_sent() -> None:
    world, couple = pair()
    told = world.told(written(SOUP), world.address(couple))
    world.clock.advance(hours=1)
    world.mail_in.arrived(json.dumps(told), world.clock())
    assert len(jar(world, couple)) == 1
    assert world.answers() == []
