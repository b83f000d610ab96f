"""A phone can fill in what it knows: names and addresses say what they are (WCAG 2.2, 1.3.5)."""

from __future__ import annotations

import pytest

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
@pytest.mark.parametrize("state", EVERYWHERE)
def test_a_name_and_an_address_say_what_they_are(state: str, channels: tuple[str, ...]) -> None:
    asked = {
        one.get("name"): (one.get("type"), one.get("autocomplete"), one.get("inputmode"))
        for one in shown(state, channels).all("input")
    }
    assert asked["address"] == ADDRESS[channels]
    assert asked.get("name", NAME) == NAME


@pytest.mark.parametrize("state", STATES)
def test_no_address_is_asked_for_that_a_phone_cannot_fill_in(state: str) -> None:
    asked = [one for one in shown(state).all("input") if one.get("name") == "address"]
    assert {one.get("autocomplete") for one in asked} <= {"email", "tel"}
