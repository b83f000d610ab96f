"""What does not count is dropped: no answer, nothing stored, and a word in the log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.mail_in.mailing import ALEX, SOUP, dropped, jar, pair, sample, written

if TYPE_CHECKING:
    from collections.abc import Callable


AUTOMATIC = {
    "out_of_office": "auto_submitted",
    "out_of_office_exchange": "suppress",
    "vacation_bulk": "precedence",
    "list": "list",
    "bounce": "report",
    "calendar_reply": "calendar",
    "two_from": "senders",
    "two_addresses": "senders",
    "somebody_else": "other_sender",
    "partner": "other_sender",
}


@pytest.mark.parametrize("name", AUTOMATIC)
def test_what_a_machine_sent_or_somebody_else(name: str, said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    world.email_in(sample(name), world.address(couple))
    dropped(world, couple, AUTOMATIC[name], said())


@pytest.mark.parametrize(
    ("header", "value", "why"),
    [
        ("Auto-Submitted", "auto-generated; x=1", "auto_submitted"),
        ("Auto-Submitted", "AUTO-REPLIED (vacation)", "auto_submitted"),
        ("Precedence", "Junk", "precedence"),
        ("Precedence", "list", "precedence"),
        ("Precedence", "auto_reply", "precedence"),
        ("List-Unsubscribe", "<https://example.org/u>", "list"),
        ("X-Auto-Response-Suppress", "DR, OOF, AutoReply", "suppress"),
        ("X-Autoreply", "yes", "autoreply"),
        ("X-Loop", "alex@example.com", "autoreply"),
        ("Return-Path", "<>", "null_sender"),
    ],
)
def test_what_says_of_itself_that_nobody_typed_it(
    header: str, value: str, why: str, said: Callable[[], list[str]]
) -> None:
    world, couple = pair()
    source = written(SOUP, **{header: value})
    told = world.told(source, world.address(couple))
    told["mail"]["source"] = ALEX  # the header alone would do
    world.mail_in.arrived(json.dumps(told), world.clock())
    dropped(world, couple, why, said())


@pytest.mark.parametrize("header", ["Auto-Submitted: no", "Precedence: first-class"])
def test_what_says_that_somebody_did_is_heard(header: str) -> None:
    world, couple = pair()
    name, _, value = header.partition(": ")
    world.email_in(written(SOUP, **{name: value}), world.address(couple))
    assert len(jar(world, couple)) == 1


@pytest.mark.parametrize(
    ("verdicts", "why"),
    [
        ({"dmarc": "FAIL"}, "dmarc"),
        ({"dmarc": "GRAY"}, "dmarc"),
        ({"dmarc": "PROCESSING_FAILED"}, "dmarc"),
        ({"dmarc": ""}, "dmarc"),
        ({"spam": "FAIL"}, "spam_or_virus"),
        ({"virus": "FAIL"}, "spam_or_virus"),
    ],
)
def test_what_ses_does_not_vouch_for_is_not_even_read(
    verdicts: dict[str, str], why: str, said: Callable[[], list[str]]
) -> None:
    world, couple = pair()
    forged = b"Authentication-Results: amazonses.com; dmarc=pass\r\nX-SES-Spam-Verdict: PASS\r\n"
    world.email_in(forged + written(SOUP), world.address(couple), **verdicts)
    dropped(world, couple, why, said())
    assert world.mail_bucket.read == []


@pytest.mark.parametrize("source", ["", "<>", "MAILER-DAEMON@amazonses.com"])
def test_a_bounce_has_no_sender(source: str, said: Callable[[], list[str]]) -> None:
    world, couple = pair()
    told = world.told(written(SOUP), world.address(couple))
    told["mail"]["source"] = source
    world.mail_in.arrived(json.dumps(told), world.clock())
    dropped(world, couple, "null_sender", said())
