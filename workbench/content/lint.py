"""Every rule, by the name that a fault carries, and what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.content.fault import Fault
from workbench.content.rules import (
    acts,
    alike,
    counts,
    enough,
    length,
    reading,
    reserved,
    sentences,
    tics,
    tone,
)
from workbench.content.shelf import read_shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from chalicelib.content.model import Item
    from workbench.content.shelf import Shelf

OF_AN_ITEM: Mapping[str, Callable[[Item], Iterator[str]]] = {
    "one segment": length.one_segment,
    "letters": length.plain_letters,
    "email length": length.short_email,
    "sentence": sentences.short_sentences,
    "sentences": sentences.email_of_some_sentences,
    "name in front": sentences.no_name_in_front,
    "minutes": sentences.minutes,
    "reserved word": reserved.reserved,
    "tone": tone.kind_words_only,
    "stage": tone.children_named_by_stage,
    "comfort": tone.comforts_named,
    "grade": reading.readable,
}
# These yield where, an item's id or a list's name, and what.
OF_ALL: Mapping[str, Callable[[Shelf], Iterator[tuple[str, str]]]] = {
    "three titles": length.three_choices,
    "same title": alike.titles_differ,
    "too alike": alike.nothing_twice,
    "sms again": alike.email_of_its_own,
    "tic": tics.no_tics,
    "poster ending": tics.no_poster_endings,
    "opening": tics.no_two_openings_alike,
    "acts": acts.varied_acts,
    "count": counts.enough_of_each,
    "free": counts.free_dates,
    "tags": counts.enough_for_some,
    "too few": enough.enough_for_everybody,
}


def lint(shelf: Shelf) -> list[Fault]:
    """What is wrong with items by themselves, then what is wrong with them together."""
    alone = [
        Fault(shelf.file_of(item.id), item.id, name, says)
        for item in shelf.items
        for name, rule in OF_AN_ITEM.items()
        for says in rule(item)
    ]
    together = [
        Fault(shelf.file_of(where), where, name, says)
        for name, rule in OF_ALL.items()
        for where, says in rule(shelf)
    ]
    return alone + together


def check(folder: Path | None = None, own: Path | None = None) -> tuple[Shelf, list[Fault]]:
    """The library with all its faults, those of the format first."""
    shelf, faults = read_shelf(own=own) if folder is None else read_shelf(folder, own)
    return shelf, faults + lint(shelf)
