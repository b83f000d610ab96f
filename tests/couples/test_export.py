"""Everything of mine, and nothing of the other's: held by walking living tables."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import timedelta
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import keys
from chalicelib.couples.export import FORMAT, export_of
from chalicelib.couples.model import (
    CheckIn,
    Child,
    Comforts,
    Contact,
    Couple,
    Disliked,
    Meeting,
    Partner,
    Small,
    new_partner,
    other_of,
)
from chalicelib.couples.ownership import KEY, KINDS, OUTSIDE, as_markdown, kind_of, owner_of
from chalicelib.couples.places import BOTH, LEFT_OUT, MACHINERY, NOBODYS, PARTNER
from chalicelib.pages.export_words import readable
from tests.couples.whole_lives import (
    ALEX_WORDS,
    SAM_WORDS,
    TOPICS,
    couple_of,
    lived,
    two_phones,
)
from tests.pages.stories import ALEX, ALEX_PHONE, SAM_PHONE, chosen, reopened
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item

DOCS = Path(__file__).parents[2] / "docs" / "export.md"
SMS = Contact("sms", ALEX_PHONE)
SMALL, CHECK_IN = Small("sms"), CheckIn("sms")
US = new_partner("Alex", "America/New_York", SMS)
LONG_ENOUGH = 6  # shorter texts than that say nothing of anybody


def of(world: World, key: PartnerKey) -> dict[str, Any]:
    couple = couple_of(world, ALEX_PHONE)
    items = world.table.query(keys.couple_pk(couple.id))
    return export_of(couple, key, items, world.clock().isoformat())


def leaves(value: Any) -> Iterator[str]:
    """The texts in something, whatever holds them."""
    if isinstance(value, dict):
        yield from (leaf for part in value.values() for leaf in leaves(part))
    elif isinstance(value, list | tuple):
        yield from (leaf for part in value for leaf in leaves(part))
    elif isinstance(value, str):
        yield value


def undecided(items: Iterable[Item]) -> set[str]:
    """Attributes of which nobody has said whose they are."""
    found = set()
    for item in items:
        kind = kind_of(item)
        if item["SK"] == keys.COUPLE:
            found |= {
                f"COUPLE {name}" for name in item.keys() - {*KEY, *BOTH, *MACHINERY, "a", "b"}
            }
        elif kind is None:
            found.add(f"{item['PK'].split('#')[0]} {item['SK'].split('#')[0]}")
        else:
            found |= {f"{kind.item} {name}" for name in item if kind.whose(name) is None}
    return found


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


def test_of_every_attribute_in_the_table_somebody_has_said_whose_it_is() -> None:
    lives = lived()
    assert undecided(lives.world.items()) == set()
    lives.sam.act("leave", sure="on")
    assert undecided(lives.world.items()) == set()


def test_a_new_kind_of_item_or_attribute_is_noticed() -> None:
    new: list[Item] = [
        {"PK": "COUPLE#1", "SK": "DIARY#a", "text": "x"},
        {"PK": "COUPLE#1", "SK": "TOPIC#a", "text": "x", "mood": "x"},
        {"PK": "COUPLE#1", "SK": "COUPLE", "a": {}, "secret": "x"},
    ]
    assert undecided(new) == {"COUPLE DIARY", "TOPIC# mood", "COUPLE secret"}


def test_every_choice_of_a_partner_has_its_place_in_the_export() -> None:
    assert {one.name for one in fields(Partner)} == PARTNER.keys()
    assert {one.name for one in fields(Couple)} - {"a", "b"} <= {*BOTH, *MACHINERY}


def test_what_is_left_out_says_why() -> None:
    assert {name for name, place in PARTNER.items() if not place} == LEFT_OUT.keys()
    exported = of(lived().world, "a")
    assert {name for name in BOTH if name not in NOBODYS} == {"meeting"}
    assert exported["check_in"].keys() == {one.name for one in fields(Meeting)}
    for why in (*LEFT_OUT.values(), *NOBODYS.values(), *MACHINERY.values()):
        assert len(why) > LONG_ENOUGH
    for kind in (*KINDS, *OUTSIDE):
        assert kind.own or len(kind.why) > LONG_ENOUGH, kind.item


def made_by_keys() -> set[str]:
    """How each item's SK begins, or outside of a couple its PK: by every function of keys.py."""
    found = set()
    for name, make in vars(keys).items():
        if not name.endswith(("_pk", "_sk")) or name == "couple_pk":
            continue
        made = make(
            *["x" for one in signature(make).parameters.values() if one.default is one.empty]
        )
        found.add(f"{made.split('#')[0]}#")
    return found | {f"{one}#" if one not in WHOLE else one for one in WHOLE}


WHOLE = (keys.ERASED, keys.CONTROL)  # PKs that are one word
FALLBACKS = {"x#"}  # of a key that is another's


def test_of_every_kind_of_item_that_keys_can_make_somebody_has_said_whose_it_is() -> None:
    known = {one.item for one in (*KINDS, *OUTSIDE)}
    assert made_by_keys() - FALLBACKS == known


OTHERWISE: dict[str, list[Any]] = {
    "name": ["Kim"],
    "zone": ["Europe/Berlin"],
    "contacts": [(replace(SMS, shared=True),), (replace(SMS, state="stopped"),),
                 (replace(SMS, address="+12025550177"),)],
    "small": [
        replace(SMALL, channel="email"), replace(SMALL, days=(1,)), replace(SMALL, time="07:40"),
        replace(SMALL, minutes_after=20), replace(SMALL, on=False),
        replace(SMALL, newborn_pace=False),
    ],
    "check_in": [
        replace(CHECK_IN, channel="email"), replace(CHECK_IN, days_before=1),
        replace(CHECK_IN, time="09:10"), replace(CHECK_IN, on=False),
    ],
    "kids_down": ["19:03"],
    "lights_out": ["22:04"],
    "kids_down_on": [("19:05", *(None,) * 6)],
    "lights_out_on": [("21:06", *(None,) * 6)],
    "texts_from": ["08:07"],
    "texts_until": ["20:08"],
    "late_texts": [True],
    "relays": [True],
    "discreet": [True],
    "unlocked_from": ["2026-11-25T10:00:00+00:00"],
    "paused": [True],
    "paused_until": ["2026-12-09"],
    "sick_until": ["2026-12-10"],
    "rough_until": ["2026-12-11"],
    "comforts": [replace(Comforts(), **{one.name: not one.default}) for one in fields(Comforts)],
    "children": [(Child("2026-03"),), (Child("2026-11", "toddler"),)],
    "disliked": [(Disliked("2026-11-20", "gesture-charger", "charger"),)],
}  # fmt: skip


def readable_of(partner: Partner) -> str:
    couple = Couple("1", partner)
    document = export_of(couple, "a", [], "2026-11-23T12:00:00+00:00")
    return str(readable(document, document["you"]["zone"], lambda item: item))


@pytest.mark.parametrize("name", sorted(PARTNER.keys() - LEFT_OUT.keys()))
def test_every_choice_can_be_read_on_the_page_too(name: str) -> None:
    paused = replace(US, paused=True) if name == "paused_until" else US
    as_usual = readable_of(paused)
    for value in OTHERWISE[name]:
        assert readable_of(replace(paused, **{name: value})) != as_usual, value


def test_the_page_of_the_docs_shows_the_very_table() -> None:
    assert as_markdown() in DOCS.read_text()
    assert f"format {FORMAT}" in DOCS.read_text()


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
