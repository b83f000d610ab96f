"""Whatever somebody is called, it does no harm in emails, texts, headers and calendar files."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.content.sms_text import is_gsm7, safe_name, segments
from chalicelib.couples.names import seen
from chalicelib.delivery.model import Envelope, LedgerKey
from chalicelib.delivery.ses import SesSender
from chalicelib.settings import Email
from tests.content.reading_calendars import READERS, SomebodysCalendar
from tests.hostile_names import HOSTILE, PAIRS
from tests.read_html import read
from tests.world import World
from workbench.preview.cast import Cast
from workbench.preview.story import by
from workbench.ses_mime import compose

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel
    from chalicelib.delivery.model import Message
    from workbench.preview.notebook import Shown

PLAIN = Cast("Zelda", "Quentin")
NAMES_OF_HEADERS = {
    "From", "To", "Subject", "List-Unsubscribe", "List-Unsubscribe-Post", "Message-ID", "Date",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted",
}  # fmt: skip
AT = datetime(2026, 11, 23, tzinfo=UTC)

Names = tuple[str, str]
# Each pair is a story of its own. These break what is most easily broken; the others are long.
OFTEN = {
    "overrides and nothing to see",
    "a sum for Jinja and a block for Jinja",
    "the end of a script and an attribute",
    "a header and lines",
    "Zalgo and German, and wide",
}
hostile = pytest.mark.parametrize(
    "names",
    [
        pytest.param(names, id=what, marks=[] if what in OFTEN else [pytest.mark.long])
        for what, names in PAIRS.items()
    ],
)


@cache
def story(channel: Channel, cast: Cast = PLAIN) -> tuple[Shown, ...]:
    return tuple(by(channel, World().settings, cast))


def told(channel: Channel, names: Names) -> list[tuple[Message, Message]]:
    """Each message to people of these names, beside the one with plain names."""
    pairs = zip(story(channel, Cast(*names)), story(channel), strict=True)
    return [(one.message, plain.message) for one, plain in pairs if one.message.channel == channel]


@hostile
def test_an_email_is_the_same_but_for_the_name(names: Names) -> None:
    for message, plain in told("email", names):
        shown = names if "Re: " not in plain.subject else (in_a_text(names[0]), in_a_text(names[1]))
        assert without_links(message.text) == without_links(called(plain.text, shown))
        assert message.subject == called(plain.subject, names)


def called(text: str, names: Names) -> str:
    """What was said to people with plain names, with these in their place."""
    name, partner = map(seen, names)
    return text.replace(PLAIN.name, "\0").replace(PLAIN.partner, partner).replace("\0", name)


def in_a_text(name: str) -> str:
    """An answer has the words of a text, by email, too."""
    return safe_name(seen(name))


def without_links(text: str) -> list[str]:
    """Links differ by nothing that a name could do: they are signed."""
    return [word for word in text.split() if "https://afterbedtime.test" not in word]


@hostile
def test_a_name_makes_no_element_and_no_attribute_in_an_email(names: Names) -> None:
    for message, plain in told("email", names):
        found, usual = (read(one.html) for one in (message, plain))
        assert [one.tag for one in found.elements] == [one.tag for one in usual.elements]
        assert [set(one.attrs) for one in found.elements] == [
            set(one.attrs) for one in usual.elements
        ]


@hostile
def test_what_goes_over_the_wire_has_our_headers_and_no_others(names: Names) -> None:
    for message, _ in told("email", names):
        email = on_the_wire(message)
        assert set(email.keys()) <= NAMES_OF_HEADERS
        assert email["To"] == "alex@example.com"
        assert email["Subject"] == message.subject
        body = email.get_body(("plain",))
        assert body is not None
        assert str(body.get_content()).split() == message.text.split()


def on_the_wire(message: Message) -> EmailMessage:
    """As SES composes it of our very request."""
    sender = SesSender(Email("After Bedtime <hello@example.org>", "set", "Lane"), lambda: None)
    key = LedgerKey("COUPLE#1", "NOTICE#a#x#1")
    request = sender._request(Envelope(message, key, "0" * 16, 60))
    for file in request["Content"]["Simple"].pop("Attachments", ()):  # botocore's base64
        assert file["FileName"] == "check-in.ics"
    source = compose(request, "1", AT)
    return message_from_bytes(source, EmailMessage, policy=policy.SMTP)


@hostile
def test_a_text_is_one_line_of_one_segment_with_the_name_as_written_or_without_it(
    names: Names,
) -> None:
    said = [message.text for message, _ in told("sms", names)]
    for text in said:
        assert "\n" not in text
        assert is_gsm7(text)
        assert segments(text) == 1
    assert safe_name(seen(names[1])) in " ".join(said)
    assert not [text for text in said if "49" in text.split()]


@hostile
@pytest.mark.parametrize("reader", READERS)
def test_a_calendar_file_has_no_name_in_it_and_opens(names: Names, reader: str) -> None:
    for message, plain in told("email", names):
        for file, usual in zip(message.attachments, plain.attachments, strict=True):
            assert len(file.content.splitlines()) == len(usual.content.splitlines())
            SomebodysCalendar(reader).open(file.content)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (HOSTILE["overrides"], "evil x"),
        (HOSTILE["right-to-left marks"], "Sam"),
        (HOSTILE["nothing to see"], "Zero"),
        (HOSTILE["a header"], "A Bcc: x@y.org"),
        (HOSTILE["controls"], "ABC[1mD"),
        (HOSTILE["a family of emoji"], HOSTILE["a family of emoji"]),
        (HOSTILE["Persian, with a joiner"], HOSTILE["Persian, with a joiner"]),
        (HOSTILE["a script"], HOSTILE["a script"]),
        ("\u200d\u200b \u202e", ""),
        ("", ""),
    ],
)
def test_what_nobody_sees_in_a_name_is_left_out_and_nothing_else(name: str, shown: str) -> None:
    assert seen(name) == shown


@given(st.text())
def test_what_is_left_of_a_name_is_one_line_and_stays_as_it_is(name: str) -> None:
    shown = seen(name)
    assert seen(shown) == shown
    assert shown == " ".join(shown.split())
    assert not {"Cc", "Cf"} & {unicodedata.category(one) for one in shown} or any(
        one in "\u200c\u200d" for one in shown
    )
