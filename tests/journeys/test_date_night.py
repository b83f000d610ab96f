"""A date as two people live it: a text asks, a digit picks, both get the plan, Sunday has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.post import advance, arrives, messages, text
from tests.read_html import Document

if TYPE_CHECKING:
    from tests.local_service import LocalService

pytestmark = pytest.mark.service

ASKS, MOST_STEPS = "date at home by Sunday?", 60  # steps of the clock: others live here, too
SIX_DAYS = 6 * 24 * 3600  # from whichever evening to past the next Sunday noon


def titles(asked: str) -> list[str]:
    """What stands behind the digits of a date's text."""
    rest, found = asked.partition("? 1 ")[2].partition(". Reply")[0], []
    for digit in (", 2 ", ", 3 "):
        title, _, rest = rest.partition(digit)
        found.append(title)
    return [*found, rest]


def asked(service: LocalService, phone: str) -> str:
    """Live on until a text asks."""
    for _ in range(MOST_STEPS):
        found = [one["text"] for one in messages(service, phone) if ASKS in one["text"]]
        if found:
            return str(found[-1])
        advance(service, to="next")
    raise AssertionError(f"No text said {ASKS!r} in {MOST_STEPS} steps of the clock")


def test_a_text_asks_a_digit_picks_and_it_comes_back_to_both_and_into_the_agenda(
    service: LocalService,
) -> None:
    alex, sam = service.api("POST", "/api/sample", {})["people"]
    first, second, _ = titles(asked(service, alex["phone"]))

    answer = text(service, alex["phone"], "1")
    assert answer.startswith(first)
    assert "Sam gets it too" in answer
    assert (
        f"Alex picked a date, any night till Sunday: {first}"
        in arrives(service, sam["phone"], "picked a date")["text"]
    )

    assert text(service, sam["phone"], "1").startswith(
        f"Alex already picked one for this week: {first}"
    )
    assert text(service, alex["phone"], "2").startswith(second)
    changed = arrives(service, sam["phone"], f"picked a date, any night till Sunday: {second}")
    how = changed["text"].rpartition(f"{second}. ")[2]
    assert how, "how it goes is said in the text, or behind its link when that would be too long"
    if "/date/" in how:
        only_theirs_to_undo(service, how, second)

    advance(service, advance=SIX_DAYS)
    for person in (alex, sam):
        agenda = arrives(service, person["email"], f"Your date, {second}: how was it")
        assert "Your check-in" in agenda["text"]


def only_theirs_to_undo(service: LocalService, page: str, title: str) -> None:
    """The other's page shows the plan; their hand on its button changes nothing."""
    assert Document(service.get(page).text).all("h1")[0].words == title
    assert service.post(page, {"pick": "bed"}).status in {200, 303}
    assert Document(service.get(page).text).all("h1")[0].words == title
