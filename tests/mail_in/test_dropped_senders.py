"""Only the very partner to whom a reply address was given can write to it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import Contact
from tests.mail_in.mailing import ALEX, SOUP, MailWorld, dropped, jar, pair, written

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_token_that_was_changed_cut_or_made_up(said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    good = world.address(couple)
    for bad in (
        good.replace("@", "a@"),
        good[:12] + ("a" if good[12] != "a" else "b") + good[13:],
        "hello@reply.example.org",
    ):
        world.email_in(written(SOUP), bad)
    assert said() == ["email: dropped, token"] * 3
    assert jar(world, couple) == []
    assert world.mail_bucket.read == []


def test_two_tokens_at_once_are_nobodys(said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    told = world.told(written(SOUP), world.address(couple))
    told["receipt"]["recipients"].append(world.address(couple, "b"))
    world.mail_in.arrived(json.dumps(told), world.clock())
    dropped(world, couple, "token", said())


def test_the_token_of_an_older_generation(said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    world.preferences.edit(
        couple.id, lambda one: replace(one, a=replace(one.a, generation=1)), world.clock()
    )
    world.email_in(written(SOUP), world.address(couple))
    dropped(world, couple, "old_token", said())
    world.email_in(written(SOUP), world.address(couple, generation=1))
    assert len(jar(world, couple)) == 1


def test_the_partners_token_does_not_make_one_the_partner(said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    world.email_in(written(SOUP), world.address(couple, "b"))
    dropped(world, couple, "other_sender", said())


def test_the_address_that_they_had_before(said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    moved = Contact("email", "alex@new.example")
    world.preferences.edit(
        couple.id,
        lambda one: replace(one, a=one.a.with_contact(moved)),
        world.clock(),
        lambda _: [world.contacts.confirm(couple.id, "a", moved)],
    )
    world.email_in(written(SOUP), world.address(couple))
    dropped(world, couple, "other_sender", said())


def test_an_address_that_is_not_confirmed(said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    world.contacts.mark(couple.id, "a", Contact("email", ALEX), "unreachable")
    world.email_in(written(SOUP), world.address(couple))
    dropped(world, couple, "not_confirmed", said())


@pytest.mark.parametrize(
    "sender", ["hello@example.org", "HELLO@example.org", "x@reply.example.org"]
)
def test_our_own_mail_even_if_somebody_signed_up_with_our_address(
    sender: str, said: Callable[[], list[str]]
) -> None:
    world = MailWorld()
    couple = world.couple(Contact("email", sender.lower()))
    world.email_in(written(SOUP, sender=sender), world.address(couple))
    dropped(world, couple, "our_own", said())


def test_a_sender_that_ses_reads_as_another_one(said: Callable[[], list[str]]) -> None:
    """Two readers of one header, and only one of them has asked for DMARC."""
    world, couple = pair()
    told = world.told(written(SOUP), world.address(couple))
    told["mail"]["commonHeaders"]["from"] = ["mallory@example.net"]
    world.mail_in.arrived(json.dumps(told), world.clock())
    dropped(world, couple, "senders_differ", said())


def test_a_name_with_a_comma_is_one_sender() -> None:
    world, couple = pair()
    world.email_in(written(SOUP, sender=f'"Doe, Alex" <{ALEX}>'), world.address(couple))
    told = world.told(written("She sang", "2", f'"Doe, Alex" <{ALEX}>'), world.address(couple))
    told["mail"]["commonHeaders"]["from"] = [f"Doe, Alex <{ALEX}>"]
    world.mail_in.arrived(json.dumps(told), world.clock())
    assert len(jar(world, couple)) == 2
