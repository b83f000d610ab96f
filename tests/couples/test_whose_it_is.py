"""Of every attribute that is kept somebody has said whose it is, and every choice is exported."""

from __future__ import annotations

from dataclasses import fields, replace
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib import keys, table
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
)
from chalicelib.couples.ownership import KINDS, OUTSIDE, as_markdown
from chalicelib.couples.places import BOTH, LEFT_OUT, MACHINERY, NOBODYS, PARTNER
from chalicelib.pages.export_words import readable
from tests.couples.exported import LONG_ENOUGH, of, undecided
from tests.couples.whole_lives import lived
from tests.pages.stories import ALEX_PHONE
from tests.schema_fixtures import items, kinds

if TYPE_CHECKING:
    from chalicelib.table import Item

DOCS = Path(__file__).parents[2] / "docs" / "export.md"
SMS = Contact("sms", ALEX_PHONE)
SMALL, CHECK_IN = Small("sms"), CheckIn("sms")
US = new_partner("Alex", "America/New_York", SMS)


def test_of_every_attribute_that_a_version_wrote_somebody_has_said_whose_it_is() -> None:
    every = (table.readable(one) for kind in kinds() for one in items(kind))
    assert undecided(every) == set()


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
