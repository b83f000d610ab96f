"""No loop is possible: nothing that we send is ever answered by us, whoever sends it back."""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.model import Contact
from chalicelib.delivery.model import Envelope, LedgerKey
from chalicelib.delivery.ses import SesSender
from chalicelib.mail_in.hear import ANSWERS_A_DAY
from tests.delivery.sample_emails import COMMON, EMAILS
from tests.mail_in.mailing import ALEX, SOUP, MailWorld, jar, pair, written
from workbench.ses_mime import compose

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple
    from chalicelib.delivery.model import Message


def on_the_wire(world: MailWorld, message: Message) -> bytes:
    """An email of ours as it leaves SES."""
    assert world.settings.email is not None
    sender = SesSender(world.settings.email, lambda: None)
    asked = sender._request(Envelope(message, LedgerKey("COUPLE#1", "NOTICE#a"), "token", 60))
    for one in asked["Content"]["Simple"].get("Attachments", []):
        one["RawContent"] = base64.b64encode(one["RawContent"]).decode()  # as botocore does
    return compose(asked, "0100-1", world.clock())


def come_back(world: MailWorld, couple: Couple, message: Message) -> None:
    """It comes to the reply address: as it is, as if its reader had sent it, and bounced."""
    source = on_the_wire(world, message)
    mail = message_from_bytes(source, policy=policy.compat32)
    del mail["From"]
    mail["From"] = ALEX
    bounced = world.told(source, world.address(couple))
    bounced["mail"]["source"] = ""
    world.email_in(source, world.address(couple))
    world.email_in(mail.as_bytes(), world.address(couple))
    world.mail_in.arrived(json.dumps(bounced), world.clock())


def sent(world: MailWorld) -> int:
    world.work()
    return len(world.email.sent)


@pytest.mark.parametrize("which", EMAILS)
def test_no_email_that_our_templates_make_is_answered(which: str) -> None:
    world, couple = pair()
    template, context = EMAILS[which]
    more = {k: v for k, v in (COMMON | context).items() if k not in {"unsubscribe_url", "name"}}
    more = {k: v for k, v in more.items() if k not in {"manage_url", "partner"}}
    message = world.writer.to_partner(template, couple, "a", Contact("email", ALEX), **more)
    come_back(world, couple, message)
    assert sent(world) == 0
    assert jar(world, couple) == []


def test_nothing_of_a_month_is_answered_not_even_our_answers() -> None:
    world, couple = pair()
    world.email_in(written(SOUP), world.address(couple))
    world.email_in(written("MENU", "2"), world.address(couple))
    world.until(world.clock() + timedelta(days=30))
    world.work()
    messages = [one.message for one in world.email.sent if one.message.to == ALEX]
    assert len(messages) > 10
    kept, before = jar(world, couple), sent(world)
    for message in messages:
        come_back(world, couple, message)
    assert sent(world) == before
    assert jar(world, couple) == kept


def test_a_program_that_answers_and_hides_it_gets_no_further_than_a_day_allows() -> None:
    world, couple = pair()
    for number in range(3 * ANSWERS_A_DAY):
        world.email_in(written(f"Sam sang song {number}", str(number)), world.address(couple))
    assert len(world.answers()) <= ANSWERS_A_DAY


def test_off_an_email_is_as_it_was() -> None:
    world = MailWorld(REPLY_DOMAIN="", REPLY_BUCKET="")
    world.couple()
    world.until(world.clock() + timedelta(days=7))
    messages = [one.message for one in world.email.sent]
    assert messages
    for message in messages:
        assert message.reply_to == ""
        assert "Auto-Submitted" not in message.headers
        assert "Reply-To" not in message_from_bytes(on_the_wire(world, message))


def test_on_an_email_that_asks_says_where_to_answer_and_nobodys_name_or_address() -> None:
    world, couple = pair()
    world.until(world.clock() + timedelta(days=7))
    messages = [one.message for one in world.email.sent if one.message.to == ALEX]
    assert len(messages) >= 3
    for message in messages:
        (address,) = message_from_bytes(on_the_wire(world, message)).get_all("Reply-To", [])
        assert re.fullmatch(r"r-[a-z2-7]{20,62}@reply\.example\.org", address)
        assert address == world.address(couple)
