"""A mail that is not as it should be breaks nothing, and tells the log nothing of anybody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.mail_in.mailing import ALEX, SAM, SOUP, pair, sample, written

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: \r\n\r\nhello",
        b"From: =?utf-8?q?=00?= <>\r\n\r\nhello",
        b"From: alex@example.com\r\nContent-Type: multipart/mixed\r\n\r\nno boundary",
        b"From: alex@example.com\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\xff",
        b"From: alex@example.com\r\nContent-Type: text/html\r\n\r\n<div <div <!-- <![CDATA[",
        b"From: alex@example.com, \r\nSubject: =?x?y?z?=\r\nMessage-ID: <\r\n\r\n1",
    ],
)
def test_a_broken_mail_breaks_nothing(source: bytes) -> None:
    world, couple = pair()
    told = world.told(written("x"), world.address(couple), "ses-1")
    world.mail_bucket.mails["ses-1"] = source
    world.mail_in.arrived(json.dumps(told), world.clock())
    assert world.mail_bucket.mails == {}


@pytest.mark.parametrize(
    "text", ["Successfully validated SNS topic", '{"notificationType": "Bounce"}', "[]", "1"]
)
def test_what_tells_of_no_mail_is_passed_over(text: str) -> None:
    world, _ = pair()
    world.mail_in.arrived(text, world.clock())
    assert world.mail_bucket.read == []


def test_who_is_gone_is_written_to_by_nobody(said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    to = world.address(couple)
    for key in [one for one in world.memory.items if one[0] == f"COUPLE#{couple.id}"]:
        del world.memory.items[key]
    world.email_in(written(SOUP), to)
    assert said() == ["email: dropped, old_token"]


def test_nobodys_address_or_words_are_in_the_log(said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    for source in (written(SOUP), written("STOP", "2"), sample("partner"), sample("bounce")):
        world.email_in(source, world.address(couple))
    world.work()
    log = "\n".join(said())
    for secret in (ALEX, SAM, "soup", world.address(couple)[:20], couple.id):
        assert secret not in log
