"""What is an address, as people type it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.couples.addresses import BadAddress, masked, read_address
from chalicelib.couples.model import Contact

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel

BOTH = ("email", "sms")
AMERICA = frozenset({"US", "CA"})
SMS = "+12025550143"

GOOD = [
    ("sam@example.com", "sam@example.com"),
    ("  Sam.Jones@Example.COM ", "sam.jones@example.com"),
    ("sam+bedtime@example.co.uk", "sam+bedtime@example.co.uk"),
    ("o'neil@example.org", "o'neil@example.org"),
    ("josé@example.com", "josé@example.com"),
    ("sam@bücher.example.com", "sam@bücher.example.com"),
    ("sam@xn--bcher-kva.example.com", "sam@bücher.example.com"),
    ("+1 202 555 0143", SMS),
    ("202-555-0143", SMS),
    ("(202) 555 0143", SMS),
    ("2025550143", SMS),
    ("1 202 555 0143", SMS),
    ("+1.202.555.0143", SMS),
    ("tel:+1-202-555-0143", SMS),
    ("+1 604 555 0143", "+16045550143"),
    ("\u200e+1 202 555 0143", SMS),
]
BAD = [
    ("", "an email address or a mobile number"),
    ("sam", "an email address or a mobile number"),
    ("sam example.com", "an email address or a mobile number"),
    ("sam@", "not complete"),
    ("@example.com", "not complete"),
    ("sam@example", "not complete"),
    ("sam@@example.com", "not complete"),
    ("sam@example..com", "not complete"),
    ("sam jones@example.com", "not complete"),
    ("Sam <sam@example.com>", "not complete"),
    ("sam@example.com, alex@example.com", "not complete"),
    ("sam@example.com\nBcc: x@example.com", "not complete"),
    ("sam@" + "a" * 250 + ".com", "not complete"),
    ("911", "not complete"),
    ("555 0143", "not complete"),
    ("+1 202 555 01433", "not complete"),
    ("+1 000 000 0000", "not complete"),
    ("+999 202 555 0143", "an email address or a mobile number"),
    ("+49 1512 3456789", "CA, US only"),
    ("+44 7400 123456", "CA, US only"),
    ("+1 876 555 0143", "CA, US only"),  # Jamaica: +1 is not only America
    ("+1 900 555 0143", "cannot get texts"),  # somebody earns on every call
    ("+1 800 555 0143", "cannot get texts"),
]


@pytest.mark.parametrize(("typed", "address"), GOOD)
def test_an_address_as_people_type_it_is_understood(typed: str, address: str) -> None:
    channel: Channel = "email" if "@" in address else "sms"

    assert read_address(typed, BOTH, AMERICA) == Contact(channel, address)


@pytest.mark.parametrize(("typed", "says"), BAD)
def test_what_we_cannot_use_is_answered_with_what_to_do(typed: str, says: str) -> None:
    with pytest.raises(BadAddress, match=says):
        read_address(typed, BOTH, AMERICA)


@pytest.mark.parametrize(
    ("channels", "typed", "says"),
    [
        (("email",), "+1 202 555 0143", "email address is not complete"),
        (("email",), "sam", "email address is not complete"),
        (("sms",), "sam@example.com", "Please give a mobile number"),
        (("sms",), "sam", "Please give a mobile number"),
    ],
)
def test_a_service_with_one_channel_asks_for_that_one(
    channels: tuple[str, ...], typed: str, says: str
) -> None:
    with pytest.raises(BadAddress, match=says):
        read_address(typed, channels, AMERICA)


@pytest.mark.parametrize(
    ("countries", "typed", "address"),
    [
        ({"GB"}, "07400 123456", "+447400123456"),
        ({"DE", "AT"}, "+49 1512 3456789", "+4915123456789"),
        ({"AU"}, "0412 345 678", "+61412345678"),
        ({"GB", "US"}, "202 555 0143", SMS),  # America's own, where it is served
    ],
)
def test_a_number_without_its_country_code_is_of_the_country_served(
    countries: set[str], typed: str, address: str
) -> None:
    assert read_address(typed, BOTH, countries) == Contact("sms", address)


@pytest.mark.parametrize("landline", ["+44 20 7946 0958", "+44 909 879 0000"])
def test_a_number_that_no_text_reaches_is_not_texted(landline: str) -> None:
    with pytest.raises(BadAddress, match="cannot get texts"):
        read_address(landline, BOTH, {"GB"})


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        (Contact("sms", SMS), "...0143"),
        (Contact("email", "sam@example.com"), "s...@example.com"),
    ],
)
def test_a_masked_address_is_recognised_by_those_who_know_it(contact: Contact, shown: str) -> None:
    assert masked(contact) == shown
