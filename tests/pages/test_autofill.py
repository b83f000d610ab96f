"""A phone can fill in what it knows: names and addresses say what they are (WCAG 2.2, 1.3.5)."""

from __future__ import annotations

import pytest

from tests.each import failing
from tests.pages.sample_pages import STATES
from tests.pages.showing import BOTH, shown

# What is asked for, by the channels that are on: (type, autocomplete, inputmode).
NAME = ("text", "given-name", "")
ADDRESS = {
    BOTH: ("text", "email", "email"),
    ("email",): ("email", "email", "email"),
    ("sms",): ("tel", "tel", "tel"),
}
EVERYWHERE = ("signup", "signup-wrong", "join", "join-wrong", "link", "link-wrong", "me")


@pytest.mark.parametrize("channels", ADDRESS, ids="+".join)
def test_a_name_and_an_address_say_what_they_are(channels: tuple[str, ...]) -> None:
    def says_it(state: str) -> None:
        asked = {
            one.get("name"): (one.get("type"), one.get("autocomplete"), one.get("inputmode"))
            for one in shown(state, channels).all("input")
        }
        assert asked["address"] == ADDRESS[channels]
        assert asked.get("name", NAME) == NAME

    assert failing(EVERYWHERE, says_it) == []


def test_no_address_is_asked_for_that_a_phone_cannot_fill_in() -> None:
    def asks_for_none(state: str) -> None:
        asked = [one for one in shown(state).all("input") if one.get("name") == "address"]
        assert {one.get("autocomplete") for one in asked} <= {"email", "tel"}

    assert failing(STATES, asks_for_none) == []
