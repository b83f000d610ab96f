"""A reply address says to whom we wrote, in what a mail server leaves as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.couples.reply_address import MAC_BYTES, ReplyAddresses, WroteTo

ADDRESSES = ReplyAddresses("a pretend secret", "reply.example.org")
SOMEBODY = WroteTo("1f0c2e9a77b34d10", "b", 3)
PEOPLE = st.builds(
    WroteTo, st.text("0123456789abcdef", min_size=16, max_size=16), st.sampled_from(["a", "b"]),
    st.integers(0, 9999),
)  # fmt: skip


@given(PEOPLE, st.sampled_from([str.lower, str.upper, str.title]))
def test_it_is_read_back_however_it_is_written(one: WroteTo, case: type[str]) -> None:
    address = ADDRESSES.of(one)
    local = address.partition("@")[0]
    assert len(local) <= 64
    assert re.fullmatch(r"r-[a-z2-7]+", local)
    assert ADDRESSES.read(case(address)) == one


def test_it_is_signed_with_96_bits_or_more() -> None:
    assert MAC_BYTES * 8 >= 96


@given(PEOPLE, st.data())
def test_one_changed_letter_makes_it_nobodys(one: WroteTo, data: st.DataObject) -> None:
    address = ADDRESSES.of(one)
    last = address.index("@") - 1  # the last letter may have bits that say nothing
    at = data.draw(st.integers(2, last - 1))
    other = data.draw(st.sampled_from([c for c in "abcdefghijklmnopqrstuvwxyz234567" if
                                       c != address[at]]))  # fmt: skip
    assert ADDRESSES.read(address[:at] + other + address[at + 1 :]) is None


@pytest.mark.parametrize(
    "address",
    ["", "@", "r-@reply.example.org", "r-abc@reply.example.org", "hello@reply.example.org",
     "r-\u00e9@reply.example.org", "r-a=@reply.example.org", "r-!@reply.example.org"],
)  # fmt: skip
def test_what_is_not_one_is_read_as_nobodys(address: str) -> None:
    assert ADDRESSES.read(address) is None


def test_another_service_or_another_domain_reads_nothing_in_it() -> None:
    address = ADDRESSES.of(SOMEBODY)
    assert ReplyAddresses("another secret", "reply.example.org").read(address) is None
    assert ReplyAddresses("a pretend secret", "other.example.org").read(address) is None
