"""Nothing begins or ends the way everything else does: what makes a library sound like one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from workbench.content.texts import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chalicelib.content.model import Item
    from workbench.content.shelf import Shelf

SHARE = 0.04  # of a list: on a default rhythm the same two words then come less than once a month
BUT = 3  # so many are nobody's tic, however short the list
OPENING = 4  # words that no two texts begin with
POSTERS = ("counts", "plenty", "enough", "needed", "required")  # "Half a sentence is plenty."


def no_tics(shelf: Shelf) -> Iterator[tuple[str, str]]:
    for name, items in shelf.lists().items():
        most = max(BUT, int(SHARE * len(items)))
        for field, told in _told(items):
            openings = {id_: " ".join(said[:2]) for id_, said in told.items()}
            endings = {id_: " ".join(said[-2:]) for id_, said in told.items()}
            yield from ((name, says) for says in _crowded(field, "begin with", openings, most))
            yield from ((name, says) for says in _crowded(field, "end with", endings, most))


def no_poster_endings(shelf: Shelf) -> Iterator[tuple[str, str]]:
    for name, items in shelf.lists().items():
        for field, told in _told(items):
            ends = {id_: said[-1] for id_, said in told.items() if said[-1] in POSTERS}
            if len(ends) > BUT:
                says = f"{len(ends)} {field} end with one of {', '.join(POSTERS)}; at most {BUT}: "
                yield name, says + ", ".join(ends)


def no_two_openings_alike(shelf: Shelf) -> Iterator[tuple[str, str]]:
    for field, told in _told(shelf.items):
        openings = {id_: " ".join(said[:OPENING]) for id_, said in told.items()}
        for says in _crowded(field, "begin with", openings, 1):
            yield "", says


def _told(items: Sequence[Item]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    yield "texts", {item.id: words(item.sms) for item in items if item.sms}
    yield "emails", {item.id: words(item.email) for item in items}


def _crowded(field: str, do: str, said: dict[str, str], most: int) -> Iterator[str]:
    by_words: dict[str, list[str]] = defaultdict(list)
    for id_, each in said.items():
        by_words[each].append(id_)
    for each, ids in by_words.items():
        if len(ids) > most:
            yield f"{len(ids)} {field} {do} {each!r}; at most {most} may: {', '.join(ids)}"
