"""Everything of mine, and nothing of the other's: held by walking living tables."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import keys
from chalicelib.couples.model import (
    other_of,
)
from chalicelib.couples.ownership import kind_of, owner_of
from chalicelib.couples.places import PARTNER
from tests.couples.exported import LONG_ENOUGH, of, undecided
from tests.couples.whole_lives import (
    ALEX_WORDS,
    SAM_WORDS,
    TOPICS,
    lived,
    two_phones,
)
from tests.pages.stories import ALEX, ALEX_PHONE, SAM_PHONE, chosen, reopened
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item


def leaves(value: Any) -> Iterator[str]:
    """The texts in something, whatever holds them."""
    if isinstance(value, dict):
        yield from (leaf for part in value.values() for leaf in leaves(part))
    elif isinstance(value, list | tuple):
        yield from (leaf for part in value for leaf in leaves(part))
    elif isinstance(value, str):
        yield value


def texts_of(items: Iterable[Item], key: PartnerKey) -> set[str]:
    """Every text that is this partner's own, as the table holds it."""
    found: set[str] = set()
    for item in items:
        kind = kind_of(item)
        if item["SK"] == keys.COUPLE:
            own = {n: v for n, v in (item[key] or {}).items() if PARTNER[n]}
            several = [own.pop(name, ()) for name in ("children", "disliked")]
            found |= {*leaves(own), *(part for leaf in leaves(several) for part in leaf.split())}
        elif item["SK"].startswith(keys.MEETING):
            found.add(item.get("parked", {}).get(key, ""))
        elif kind and kind.section and owner_of(item) == key:
            own = {n: v for n, v in item.items() if kind.whose(n) == "own"}
            found |= set(leaves({n: v for n, v in own.items() if n != "state"}))  # of a few words
    return found


def test_the_names_of_the_fields_stay_as_they_are() -> None:
    document = of(lived().world, "b")
    assert list(document) == [
        "format", "made_at", "partner", "you", "settings", "contacts", "pauses", "comforts",
        "children", "less_like", "check_in", "consents", "appreciations", "topics", "dates", "sent",
        "notices",
    ]  # fmt: skip
    assert document["you"] == {"name": "Sam", "zone": "America/New_York"}
    (words, kept) = document["appreciations"]
    assert words == {
        "text": SAM_WORDS[0],
        "source": "sms",
        "at": words["at"],
        "state": "heard",
        "passed": False,
    }
    assert kept["state"] == "kept"
    assert document["topics"] == [{"text": TOPICS[1], "week": "2026-W48"}]
    assert document["settings"]["thanks_at_once"] is True
    assert {one["act"] for one in document["consents"]} >= {"form and confirm button"}


def test_everything_of_mine_is_there_and_nothing_that_is_the_others() -> None:
    lives = lived()
    items = lives.world.items()
    for key in ("a", "b"):
        other = other_of(key)
        written = json.dumps(of(lives.world, key), ensure_ascii=False)
        assert [one for one in texts_of(items, key) if _json(one) not in written] == []
        dates = {part for one in items if owner_of(one) == key for part in one["SK"].split("#")}
        others = texts_of(items, other) - texts_of(items, key) - dates
        private = {one for one in others if len(one) >= LONG_ENOUGH}
        assert {one for one in private if f'"{_json(one)}"' in written} == set()
    assert ALEX not in json.dumps(of(lives.world, "b"))
    for words in (*ALEX_WORDS, ALEX_PHONE):
        assert words not in json.dumps(of(lives.world, "b"))


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def test_that_words_were_passed_on_says_nothing_of_whether_they_were_heard() -> None:
    found = []
    for wants in ("on", None):
        world = World()
        _, sam = two_phones(world)
        by_text = {"small_channel": "sms", "check_in_channel": "sms"}
        sam.act("preferences", **chosen(relays=wants, asked="relays", **by_text))
        world.text(ALEX_PHONE, ALEX_WORDS[0])
        world.text(ALEX_PHONE, "1")
        world.until(world.clock() + timedelta(hours=16))
        world.work()
        found.append(of(world, "a")["appreciations"])
    heard = [one["state"] for one in world.items() if "author" in one]
    assert heard == ["waiting"], "nobody asked to hear it at once"
    assert found[0] == found[1]
    assert [one["state"] for one in found[0]] == ["passed"]


ACTS: dict[str, Callable[[World, str, str], object]] = {
    "words": lambda world, phone, mark: world.text(phone, f"Thank you for the soup {mark}"),
    "pass on": lambda world, phone, _: world.text(phone, "1"),
    "private": lambda world, phone, _: world.text(phone, "2"),
    "question": lambda world, phone, mark: world.text(phone, f"Did you get the milk {mark}?"),
    "topic": lambda world, phone, mark: reopened(world, phone).act("topic", topic=f"It {mark}"),
    "pause": lambda world, phone, _: reopened(world, phone).act("pause", until="2026-12-24"),
    "address": lambda world, phone, mark: reopened(world, phone).act(
        "add_contact", address=f"{mark}@example.com", consent="on"
    ),
    "days": lambda world, *_: world.until(world.clock() + timedelta(days=2, hours=3)),
}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(sorted(ACTS))), max_size=9))
def test_whatever_the_two_have_done_neither_export_holds_the_others(
    acts: list[tuple[PartnerKey, str]],
) -> None:
    world = World()
    two_phones(world)
    phones: dict[PartnerKey, str] = {"a": ALEX_PHONE, "b": SAM_PHONE}
    marks: dict[PartnerKey, list[str]] = {"a": [ALEX_PHONE], "b": [SAM_PHONE]}
    for number, (who, act) in enumerate(acts):
        mark = f"zq{who}{number}"
        marks[who].append(mark)
        ACTS[act](world, phones[who], mark)
        world.work()
    items = world.items()
    assert undecided(items) == set()
    for key in phones:
        written = json.dumps(of(world, key), ensure_ascii=False)
        assert [one for one in marks[other_of(key)] if one in written] == []
        assert [one for one in texts_of(items, key) if _json(one) not in written] == []
