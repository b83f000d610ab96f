"""Links open one thing, for a while, once; the table alone opens nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.couples.links import LIFETIMES, Links, Purpose
from tests.world import START
from workbench.memory_table import MemoryTable

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def table() -> MemoryTable:
    return MemoryTable()


@pytest.fixture
def links(table: MemoryTable) -> Links:
    return Links(table, "a pretend secret")


def test_a_link_opens_what_it_was_made_for(links: Links) -> None:
    link = links.issue("signup", "id-1", {"name": "Alex", "agreed": {"ip": "192.0.2.1"}}, START)

    opened = links.open(links.token(link), START + HOUR)

    assert opened == link
    assert opened is not None
    assert opened.purpose == "signup"
    assert opened.facts == {"name": "Alex", "agreed": {"ip": "192.0.2.1"}}


# What each may do decides how long it lives: a session's link is the shortest.
@pytest.mark.parametrize(
    ("purpose", "lives"),
    [
        ("signup", 48 * HOUR),
        ("contact", 48 * HOUR),
        ("join", 48 * HOUR),
        ("invite", 14 * 24 * HOUR),
        ("agenda", 8 * 24 * HOUR),
        ("date", 7 * 24 * HOUR),
        ("relay", 30 * 24 * HOUR),
        ("session", HOUR / 2),
    ],
)
def test_a_link_opens_until_its_time_is_up(
    links: Links, purpose: Purpose, lives: timedelta
) -> None:
    token = links.token(links.issue(purpose, "id-1", {}, START))

    assert links.open(token, START + lives - SECOND) is not None
    assert links.open(token, START + lives) is None
    assert len(LIFETIMES) == 8


def test_the_table_drops_a_link_by_itself_when_its_time_is_up(
    links: Links, table: MemoryTable
) -> None:
    links.issue("session", "id-1", {}, START)

    (item,) = table.items.values()
    assert item["expires_at"] == int((START + HOUR / 2).timestamp())


@pytest.mark.parametrize("token", ["", "unknown", "AAAAAAAAAAAAAAAA", "../../etc", "\u2764" * 9])
def test_a_token_that_is_not_ours_opens_nothing(links: Links, token: str) -> None:
    links.issue("session", "id-1", {}, START)

    assert links.open(token, START) is None


def test_a_link_is_used_up_once(links: Links) -> None:
    link = links.issue("session", "id-1", {}, START)

    assert links.spend(link)
    assert not links.spend(link)
    assert links.open(links.token(link), START) is None


def test_of_many_who_tap_at_once_one_gets_in(links: Links) -> None:
    link = links.issue("session", "id-1", {}, START)

    with ThreadPoolExecutor(4) as pool:
        spent = list(pool.map(links.spend, [link] * 4))

    assert sorted(spent) == [False, False, False, True]


def test_using_up_one_link_leaves_the_others(links: Links) -> None:
    first = links.issue("session", "id-1", {"couple": "1"}, START)
    second = links.issue("session", "id-2", {"couple": "1"}, START)

    links.spend(first)

    assert links.open(links.token(second), START) == second


def test_neither_the_table_nor_the_hash_that_the_queue_carries_is_the_token(
    links: Links, table: MemoryTable
) -> None:
    link = links.issue("session", "id-1", {"couple": "1"}, START)
    token = links.token(link)

    assert token not in str(table.items)
    assert links.open(link.hash, START) is None
    assert links.open(link.id, START) is None
    assert links.find(link.hash, START) == link  # what the sender does


def test_another_secret_makes_other_tokens(links: Links, table: MemoryTable) -> None:
    link = links.issue("session", "id-1", {}, START)

    assert Links(table, "another secret").token(link) != links.token(link)


def test_a_token_fits_a_text_and_an_address(links: Links) -> None:
    tokens = {links.token(links.mint("session", f"id-{n}", {}, START)) for n in range(100)}

    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {16}
    assert set("".join(tokens)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


def test_a_link_that_is_only_minted_opens_nothing_yet(links: Links) -> None:
    link = links.mint("invite", "id-1", {}, START)
    assert links.open(links.token(link), START) is None

    links.table.write(links.write(link))

    assert links.open(links.token(link), START) == link
