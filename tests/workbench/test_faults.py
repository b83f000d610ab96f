from __future__ import annotations

import asyncio
from html.parser import HTMLParser
from typing import Any

import pytest

from workbench.faults import TABLE, FaultError, Faults, Refuse, Stall
from workbench.server import PAGE


def test_all_is_well_until_told_otherwise() -> None:
    faults = Faults()
    assert faults.as_json() == {
        "twilio": "ok",
        "ses": "ok",
        "left": {"twilio": None, "ses": None},
    }
    assert faults.take("twilio") is None


def test_a_counted_fault_ends_by_itself() -> None:
    faults = Faults()
    faults.set({"twilio": "429", "count": 2})
    taken = [faults.take("twilio") for _ in range(3)]
    assert taken == [TABLE["twilio"]["429"], TABLE["twilio"]["429"], None]
    assert faults.as_json()["twilio"] == "ok"


def test_a_fault_without_a_count_stays() -> None:
    faults = Faults()
    faults.set({"ses": "timeout"})
    assert [faults.take("ses") for _ in range(50)] == [Stall()] * 50


def test_one_provider_fails_while_the_other_works() -> None:
    faults = Faults()
    faults.set({"ses": "throttle", "count": 1})
    assert faults.take("twilio") is None
    assert isinstance(faults.take("ses"), Refuse)


def test_setting_ok_ends_a_fault() -> None:
    faults = Faults()
    faults.set({"twilio": "500"})
    faults.set({"twilio": "ok", "count": 3})
    assert faults.take("twilio") is None
    assert faults.as_json()["left"] == {"twilio": None, "ses": None}


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({}, "Name a provider"),
        ({"count": 3}, "Name a provider"),
        ({"pigeon": "ok"}, "there are twilio, ses"),
        ({"twilio": "throttle"}, "choose one of ok, 429, 401, 500, 21610, 21211, timeout"),
        ({"ses": ["ok"]}, "choose one of ok, throttle, quota, paused"),
        ({"ses": "ok", "count": 0}, "1 or more"),
        ({"ses": "ok", "count": True}, "whole number"),
        ({"ses": "ok", "count": "2"}, "whole number"),
    ],
)
def test_what_the_table_does_not_have_is_refused(wanted: dict[str, Any], says: str) -> None:
    faults = Faults()
    with pytest.raises(FaultError, match=says):
        faults.set(wanted)
    assert faults.as_json() == Faults().as_json()


def test_nothing_is_set_when_part_of_it_is_wrong() -> None:
    faults = Faults()
    with pytest.raises(FaultError):
        faults.set({"twilio": "429", "ses": "no such fault"})
    assert faults.take("twilio") is None


def test_listeners_hear_of_a_fault_and_of_its_end() -> None:
    async def story() -> None:
        faults = Faults()
        with faults.changed.listen() as heard:
            faults.set({"twilio": "429", "count": 1})
            assert heard.is_set()
            heard.clear()
            faults.take("twilio")
            assert heard.is_set()

    asyncio.run(story())


class Radios(HTMLParser):
    """What a page offers to choose from, in its order: name -> values."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("type") == "radio":
            self.values.setdefault(said["name"] or "", []).append(said["value"] or "")


def test_the_page_offers_every_fault_there_is() -> None:
    offered = Radios((PAGE / "index.html").read_text()).values
    assert offered == {provider: list(faults) for provider, faults in TABLE.items()}
