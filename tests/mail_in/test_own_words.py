"""What somebody wrote is told apart from what they quote, forward and sign with."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from chalicelib.mail_in.html_text import seen
from chalicelib.mail_in.letter import UnreadableError, read
from chalicelib.mail_in.own_words import own
from tests.mail_in.mailing import SOUP, sample

OURS = ("hello@example.org", "@reply.example.org", "//afterbedtime.test")
SLEPT = f"{SOUP}\nI got to sleep for three hours."
WORDS = {
    "gmail_en": SLEPT,
    "gmail_de": SOUP,
    "apple_en": SOUP,
    "apple_fr": SOUP,
    "outlook_en": SOUP,
    "outlook_de": SOUP,
    "html_only": "Sam made soup\nwhen I had the flu.",
    "html_only_outlook": SOUP,
    "signature": SOUP,
    "mobile": SOUP,
    "below": SOUP,
    "thank_you": "Hi,\n\nThank you, Sam, for the soup when I had the flu.",
    "unknown_language": SOUP,
    "unicode": "Zo\u00eb a fait la soupe quand j'\u00e9tais malade \U0001f372",
    "latin1": "Sam a pr\u00e9par\u00e9 la soupe quand j'\u00e9tais malade. Merci \u00e0 lui.",
    "picture": SOUP,
    "digit": "2",
    "stop": "Please stop emailing me",
    "forwarded": "Thank you for the soup, it saved me!",
    "forwarded_apple": "He made soup when I had the flu.",
    "forwarded_whole": "He made soup when I had the flu.",
}


@pytest.mark.parametrize("name", WORDS)
def test_only_their_own_words_are_left(name: str) -> None:
    letter = read(sample(name), OURS)
    assert letter.own.words == WORDS[name]
    assert letter.own.forwarded == name.startswith("forwarded")
    assert letter.automatic is None
    assert letter.senders == ("alex@example.com",)


def test_what_is_enclosed_is_told_by_its_kind_alone() -> None:
    assert read(sample("picture"), OURS).media == "image/jpeg"
    assert read(sample("gmail_en"), OURS).media == ""


@pytest.mark.parametrize(
    "text",
    [
        "Thanks,\nthat soup saved my evening",
        "Love,\nyou did bath and bed",
        "He did:\n- the dishes\n- the school run",
        "Thank you for getting up at 5.\n\nThank you for the coffee.",
        "On Sunday you wrote: I am tired. And still you got up.",
        "Best,\nhe made soup",
    ],
)
def test_what_looks_like_a_signature_is_kept_if_it_may_be_what_they_say(text: str) -> None:
    assert own(text, OURS).words == text


@pytest.mark.parametrize("line", ["hello@example.org", "https://afterbedtime.test/unsubscribe/x"])
def test_whatever_quotes_us_our_own_lines_are_never_theirs(line: str) -> None:
    assert own(f"She sang.\n\nXyz {line} abc:\nStop these emails", OURS).words == "She sang."
    assert "Stop" not in own(f"She sang.\n> Stop these emails\nXyz {line}", OURS).words


@pytest.mark.parametrize(
    "text",
    [
        "On " * 30_000,
        "On a\n" * 30_000,
        "From: a\n" * 10_000,
        "\n" * 100_000,
        " \n" * 100_000,
        "> " * 50_000,
        "-" * 100_000,
        "Le " * 30_000 + "a \u00e9crit",
        "CAUTION: " * 10_000,
        "\u00a0" * 100_000,
        "2026\u5e741\u67081\u65e5(a) 1:11" * 5_000,
    ],
)
def test_no_text_keeps_it_busy(text: str) -> None:
    started = time.process_time()
    own(text, OURS)
    assert time.process_time() - started < 2, "seconds"


@pytest.mark.parametrize(
    "html", ["<", "<!--", "<![", "<a ", "</", "&", "<div ", "<!", "<?", "<blockquote>", "<a b='"]
)
def test_no_html_keeps_it_busy(html: str) -> None:
    started = time.process_time()
    seen(html * (200_000 // len(html)))
    assert time.process_time() - started < 5, "seconds"


def test_html_shows_what_a_person_would_see() -> None:
    html = (
        "<!doctype html><html><head><title>x</title><style>p{}</style><body><!--[if mso]><xml>96"
        "</xml><![endif]--><P class='a'>Tom &amp; Sam<br/>were &lt;3</P><ul><li>one</li></ul>"
        "<blockquote><p>Stop<br>these</p></blockquote>below<!-- never ends <p>gone"
    )
    lines = [line for line in seen(html).split("\n") if line not in {"", ">"}]
    assert lines == ["Tom & Sam", "were <3", "one", "> Stop", "> these", "below"]


@pytest.mark.parametrize(
    "header",
    [
        "From: " + "a, " * 300_000,
        "From: " + "(" * 900_000,
        "From: a@b.c\r\n" * 60_000,
        "Subject: " + "=?utf-8?q?a?= " * 60_000,
        "Content-Type: text/plain; " + "a=b; " * 180_000,
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\n" * 100_000,
    ],
    ids=["list", "brackets", "many", "words", "parameters", "parts"],
)
def test_no_header_keeps_it_busy(header: str) -> None:
    started = time.process_time()
    with suppress(UnreadableError):
        assert read(f"{header}\r\n\r\nhello\r\n".encode(), OURS).senders == ()
    assert time.process_time() - started < 3, "seconds"


def test_parts_within_parts_without_end_are_unreadable_at_most() -> None:
    deep = "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n"
        for number in range(3_000)
    )
    with pytest.raises(UnreadableError) as error:
        read(f"From: alex@example.com\r\n{deep}".encode(), OURS)
    assert "alex" not in str(error.value)
