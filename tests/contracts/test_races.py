"""Several writers at once: one wins, and the others learn what stands there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

from chalicelib.table import ABSENT, Change, Conflict, Delete, Expect, Put, Write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chalicelib.table import Item, Table

WRITERS = 6


def race(act: Callable[[int], Any]) -> list[Any]:
    """Let all writers act at once; what each got, or the Conflict it met."""
    start = Barrier(WRITERS)

    def one(number: int) -> Any:
        start.wait()
        try:
            return act(number)
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, range(WRITERS)))


def losers(outcomes: list[Any]) -> list[Conflict]:
    return [one for one in outcomes if isinstance(one, Conflict)]


def test_one_of_many_claims_wins_and_the_others_see_whose_it_is(table: Table, pk: str) -> None:
    outcomes = race(lambda n: table.write(Put({"PK": pk, "SK": "A", "token": n}, ABSENT)))

    standing = table.get(pk, "A", consistent=True)
    assert len(losers(outcomes)) == WRITERS - 1
    assert all(lost.item == standing for lost in losers(outcomes))
    assert standing is not None
    assert outcomes[standing["token"]] is None


def test_one_of_many_edits_of_a_version_wins(table: Table, pk: str) -> None:
    table.write(Put({"PK": pk, "SK": "A", "version": 1, "plan": {"by": -1}}))

    def edit(number: int) -> Item | None:
        expect = Expect(attributes={"version": 1})
        return table.write(Change(pk, "A", {"plan.by": number}, add={"version": 1}, expect=expect))

    outcomes = race(edit)

    (won,) = (one for one in outcomes if not isinstance(one, Conflict))
    assert won["version"] == 2
    assert won == table.get(pk, "A", consistent=True)


def test_one_of_many_transactions_over_the_same_two_items_wins(table: Table, pk: str) -> None:
    for sk in ("A", "B"):
        table.write(Put({"PK": pk, "SK": sk, "version": 1}))

    def edit(number: int) -> None:
        unmoved = Expect(attributes={"version": 1})
        items = [{"PK": pk, "SK": sk, "version": 2, "by": number} for sk in ("A", "B")]
        table.transact([Put(item, unmoved) for item in _turned(items, number)])

    outcomes = race(edit)

    by = [item["by"] for item in table.query(pk, consistent=True)]
    assert len(losers(outcomes)) == WRITERS - 1
    assert by[0] == by[1]
    assert outcomes[by[0]] is None


def test_a_link_is_used_up_by_one_of_many(table: Table, pk: str) -> None:
    table.write(Put({"PK": pk, "SK": "LINK"}))

    outcomes = race(lambda _: table.write(Delete(pk, "LINK", Expect())))

    assert len(losers(outcomes)) == WRITERS - 1
    assert all(lost.item is None for lost in losers(outcomes))


def test_no_count_is_lost_and_no_two_writers_see_the_same_one(table: Table, pk: str) -> None:
    outcomes = race(lambda _: table.write(Change(pk, "A", add={"count": 1}, expect=None)))

    assert sorted(one["count"] for one in outcomes) == list(range(1, WRITERS + 1))


def _turned(items: Sequence[Item], number: int) -> Sequence[Item]:
    """Half of the writers go the other way round: no order of theirs saves the table."""
    return items if number % 2 else list(reversed(items))


def test_writers_of_different_items_do_not_meet(table: Table, pk: str) -> None:
    def write(number: int) -> None:
        writes: list[Write] = [Put({"PK": pk, "SK": f"{number}"}, ABSENT)]
        table.transact(writes)

    assert race(write) == [None] * WRITERS
    assert len(table.query(pk, consistent=True)) == WRITERS
