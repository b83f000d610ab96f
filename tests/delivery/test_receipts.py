"""What Twilio and SES tell us, in their own shapes, and what it means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.delivery.model import LedgerKey
from chalicelib.delivery.receipts import Receipt, from_ses, from_twilio
from chalicelib.delivery.ses import key_of, tag_of

if TYPE_CHECKING:
    from chalicelib.couples.model import ContactState
    from chalicelib.delivery.receipts import ReceiptState

KEY = LedgerKey("COUPLE#00000001", "DELIVERY#a#2026-11-23#small")
SES_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")


def twilio(status: str, code: str = "") -> Receipt | None:
    form = {"MessageStatus": status, "MessageSid": "SM1", "ErrorCode": code}
    return from_twilio(KEY, "t", {name: value for name, value in form.items() if value})


def ses(kind: str, **detail: Any) -> Receipt | None:
    tags = {"delivery": [tag_of(KEY)], "attempt": ["t"], "ses:configuration-set": ["x"]}
    return from_ses({"eventType": kind, "mail": {"messageId": "1", "tags": tags}, **detail})


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("read", "delivered"),
        ("undelivered", "failed"),
        ("failed", "failed"),
        ("canceled", "failed"),
    ],
)
def test_a_status_of_twilio_moves_the_delivery(status: str, state: str) -> None:
    receipt = twilio(status)
    assert receipt is not None
    assert (receipt.key, receipt.attempt, receipt.state) == (KEY, "t", state)
    assert receipt.contact_becomes is None


@pytest.mark.parametrize("status", ["accepted", "queued", "sending", "scheduled", "", "new one"])
def test_a_status_that_says_nothing_moves_nothing(status: str) -> None:
    assert twilio(status) is None


@pytest.mark.parametrize(
    ("code", "becomes"),
    [
        ("21610", "stopped"),
        ("30005", "unreachable"),
        ("30006", "unreachable"),
        ("21211", "unreachable"),
        ("21614", "unreachable"),
        ("30003", None),
        ("30007", None),
        ("30008", None),
        ("not a code", None),
    ],
)
def test_a_code_says_whether_the_number_is_of_any_use(code: str, becomes: str | None) -> None:
    receipt = twilio("undelivered", code)
    assert receipt is not None
    assert (receipt.code, receipt.contact_becomes) == (code, becomes)


@pytest.mark.parametrize(
    ("status", "code", "ours"),
    [
        ("undelivered", "30034", True),
        ("failed", "30002", True),
        ("undelivered", "30003", False),
        ("delivered", "30034", False),
        ("failed", "", False),
    ],
)
def test_a_code_says_whether_our_own_account_is_why(status: str, code: str, *, ours: bool) -> None:
    receipt = twilio(status, code)
    assert receipt is not None
    assert receipt.ours == ours


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("Send", "sent"),
        ("Delivery", "delivered"),
        ("Reject", "failed"),
        ("Rendering Failure", "failed"),
    ],
)
def test_an_event_of_ses_moves_the_delivery(kind: str, state: ReceiptState) -> None:
    assert ses(kind) == Receipt(KEY, "t", state)


@pytest.mark.parametrize(
    ("bounce_type", "becomes"),
    [("Permanent", "unreachable"), ("Transient", None), ("Undetermined", None)],
)
def test_a_bounce_fails_and_only_a_hard_one_retires(
    bounce_type: str, becomes: ContactState | None
) -> None:
    receipt = ses("Bounce", bounce={"bounceType": bounce_type, "bounceSubType": "General"})
    assert receipt == Receipt(KEY, "t", "failed", f"{bounce_type}/General", becomes)


def test_a_complaint_is_a_no() -> None:
    complaint = {"complaintFeedbackType": "abuse"}
    assert ses("Complaint", complaint=complaint) == Receipt(
        KEY, "t", "failed", "complaint", "stopped"
    )


@pytest.mark.parametrize("kind", ["DeliveryDelay", "Open", "Click", "Subscription", ""])
def test_an_event_that_says_nothing_moves_nothing(kind: str) -> None:
    assert ses(kind) is None


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"eventType": "Send"},
        {"eventType": "Send", "mail": {}},
        {"eventType": "Send", "mail": {"tags": {"delivery": [], "attempt": ["t"]}}},
        {"eventType": "Send", "mail": {"tags": {"delivery": ["!!"], "attempt": ["t"]}}},
        {"eventType": "Send", "mail": {"tags": {"delivery": ["eA"], "attempt": ["t"]}}},
        {"eventType": "Send", "mail": {"tags": {"delivery": [tag_of(KEY)]}}},
        {"eventType": "Send", "mail": {"tags": {"delivery": ["_w"], "attempt": ["t"]}}},
    ],
)
def test_mail_that_is_not_ours_moves_nothing(event: dict[str, Any]) -> None:
    assert from_ses(event) is None


keys = st.text(st.characters(exclude_characters="|", exclude_categories=["Cs"]), min_size=1)


@given(keys, keys)
def test_a_tag_brings_its_key_back(pk: str, sk: str) -> None:
    assert key_of(tag_of(LedgerKey(pk, sk))) == LedgerKey(pk, sk)


def test_the_longest_key_is_a_tag_that_ses_takes() -> None:
    sha = "f" * 64
    longest = tag_of(LedgerKey(f"LINK#{sha}", f"NOTICE#a#confirm#{sha}"))
    assert SES_TAG.fullmatch(longest)
