"""Every provider error we know has a fate; one we do not know is judged by its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.delivery.errors import (
    BAD_NUMBERS,
    OURS_AT_SES,
    SES,
    TWILIO,
    ses_error,
    twilio_error,
)

if TYPE_CHECKING:
    from chalicelib.delivery.model import Fate

# facts.md, "Error codes": what Twilio itself says they are.
GOOD_BYE = (21610,)
NOBODY_THERE = (21211, 21614, 21612, 30005, 30006)
CONTENT = (30007, 30004)
OURS = (21408, 21606, 30032, 30034, 30002, 63038)  # the last one is the account's daily limit
BUSY = (30003, 30008, 20429, 30022, 30017, 21611, 30001, 30026, 30027, 30036)


@pytest.mark.parametrize("code", GOOD_BYE + NOBODY_THERE + CONTENT)
def test_a_no_is_never_tried_again(code: int) -> None:
    error = twilio_error(code, 400)
    assert error.fate == "permanent"
    assert error.code == str(code)
    assert error.stops == (code in GOOD_BYE)
    assert error.bad_address == (code in NOBODY_THERE)
    assert not error.ours


@pytest.mark.parametrize("code", OURS + BUSY)
def test_what_was_not_processed_is_tried_later(code: int) -> None:
    error = twilio_error(code, 400)
    assert error.fate == "later"
    assert (error.stops, error.bad_address) == (False, False)
    assert error.ours == (code in OURS), "somebody must mend it: an alarm tells them"


def test_every_code_in_the_table_is_judged_here() -> None:
    assert set(TWILIO) == {*GOOD_BYE, *NOBODY_THERE, *CONTENT, *OURS, *BUSY}
    assert set(NOBODY_THERE) == BAD_NUMBERS


@pytest.mark.parametrize(
    ("code", "status", "fate"),
    [
        (20003, 401, "later"),
        (None, 403, "later"),
        (None, 429, "later"),
        (99999, 429, "later"),
        (20500, 500, "unknown"),
        (None, 502, "unknown"),
        (None, 503, "unknown"),
        (None, 504, "unknown"),
        (21602, 400, "permanent"),
        (None, 400, "permanent"),
    ],
)
def test_an_unknown_answer_of_twilio_is_judged_by_its_status(
    code: int | None, status: int, fate: Fate
) -> None:
    error = twilio_error(code, status)
    assert error.fate == fate
    assert error.code == str(code or status)
    assert (error.stops, error.bad_address) == (False, False)
    assert error.ours == (status in {401, 403})


@pytest.mark.parametrize(
    ("code", "fate"),
    [
        ("MessageRejected", "permanent"),
        ("BadRequestException", "permanent"),
        ("TooManyRequestsException", "later"),
        ("ThrottlingException", "later"),
        ("LimitExceededException", "later"),
        ("AccountSuspendedException", "later"),
        ("SendingPausedException", "later"),
        ("MailFromDomainNotVerifiedException", "later"),
        ("NotFoundException", "later"),
    ],
)
def test_every_error_of_ses_has_its_fate(code: str, fate: Fate) -> None:
    assert ses_error(code, 400).fate == fate
    assert ses_error(code, 400).code == code
    assert code in SES


NOT_VERIFIED = "Email address is not verified. The following identities failed the check: a@b.c"


@pytest.mark.parametrize(
    ("code", "status", "words", "ours"),
    [
        ("AccountSuspendedException", 400, "", True),
        ("SendingPausedException", 400, "", True),
        ("MailFromDomainNotVerifiedException", 400, "", True),
        ("LimitExceededException", 400, "", True),
        ("NotFoundException", 404, "", True),
        ("AccessDeniedException", 403, "", True),
        ("MessageRejected", 400, NOT_VERIFIED, True),
        ("MessageRejected", 400, "Message failed: virus", False),
        ("TooManyRequestsException", 429, "", False),
        ("BadRequestException", 400, NOT_VERIFIED, False),
    ],
)
def test_what_our_own_account_at_ses_is_to_blame_for_waits_until_it_is_mended(
    code: str, status: int, words: str, *, ours: bool
) -> None:
    error = ses_error(code, status, words)
    assert error.ours == ours
    assert error.fate == "later" or not ours
    assert "@" not in error.reason
    assert SES.keys() >= OURS_AT_SES


@pytest.mark.parametrize(
    ("status", "fate"), [(500, "unknown"), (503, "unknown"), (400, "permanent"), (404, "permanent")]
)
def test_an_unknown_error_of_ses_is_judged_by_its_status(status: int, fate: Fate) -> None:
    assert ses_error("SomethingNew", status).fate == fate


def test_no_refusal_of_ses_retires_an_address_by_itself() -> None:
    """A rejection may be about the words; a bounce or a complaint says it of the address."""
    assert not any(ses_error(code, 400).stops or ses_error(code, 400).bad_address for code in SES)
