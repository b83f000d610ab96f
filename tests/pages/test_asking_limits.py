"""What makes us write to somebody is limited, so that nobody can be flooded through our forms."""

from __future__ import annotations

import pytest

from chalicelib.limits import DAY
from chalicelib.pages.asking import PER_ADDRESS_A_DAY, PER_IP_AN_HOUR, TEXTS, TEXTS_A_DAY
from tests.pages.stories import ALEX, ALEX_PHONE, SAM, asked, invited, signed_up
from tests.pages.visitor import Visitor
from tests.world import START, World

TOO_MANY = 429


def ask(visitor: Visitor, path: str, address: str) -> int:
    fields = {"address": address} if path == "/link" else asked(address)
    return visitor.post(path, **fields).status


@pytest.mark.parametrize("path", ["/signup", "/link"])
def test_one_address_can_be_asked_for_a_few_times_a_day(path: str) -> None:
    world = World()
    signed_up(world, ALEX)
    world.clock.advance(days=1)
    heard = [ask(Visitor(world), path, ALEX) for _ in range(PER_ADDRESS_A_DAY + 2)]
    assert heard == [200] * PER_ADDRESS_A_DAY + [TOO_MANY] * 2
    assert len(world.queue.take()) == PER_ADDRESS_A_DAY
    world.clock.advance(days=1)
    assert ask(Visitor(world), path, ALEX) == 200


def test_the_forms_share_one_count() -> None:
    world = World()
    for _ in range(PER_ADDRESS_A_DAY):
        ask(Visitor(world), "/signup", SAM)
    invitation = invited(signed_up(world, ALEX))
    assert ask(Visitor(world), "/link", SAM) == TOO_MANY
    assert ask(Visitor(world), invitation, SAM) == TOO_MANY
    page = signed_up(world, "kim@example.com").act("add_contact", address=SAM, consent="on")
    assert page.status == TOO_MANY


def test_one_place_can_ask_for_so_many_addresses_an_hour_and_others_still_can() -> None:
    world = World()
    flood, other = Visitor(world, ip="198.51.100.1"), Visitor(world, ip="198.51.100.2")
    heard = [ask(flood, "/signup", f"p{n}@example.com") for n in range(PER_IP_AN_HOUR + 1)]
    assert heard == [200] * PER_IP_AN_HOUR + [TOO_MANY]
    assert ask(other, "/signup", ALEX) == 200
    world.clock.advance(hours=1)
    assert ask(flood, "/signup", SAM) == 200


def test_many_places_and_numbers_together_close_the_tap_for_texts_alone() -> None:
    world = World()
    for _ in range(TEXTS_A_DAY):
        assert world.limits.allow(TEXTS, TEXTS_A_DAY, DAY, world.clock())
    assert ask(Visitor(world), "/signup", ALEX_PHONE) == TOO_MANY
    assert world.queue.take() == []
    assert ask(Visitor(world), "/signup", SAM) == 200
    world.clock.advance(days=1)
    assert ask(Visitor(world), "/signup", ALEX_PHONE) == 200


def test_the_limit_says_nothing_about_whether_we_know_the_address() -> None:
    world = World()
    signed_up(world, ALEX)
    world.clock.advance(days=1)
    last = {}
    for address in (ALEX, SAM):
        for _ in range(PER_ADDRESS_A_DAY + 1):
            last[address] = Visitor(world).post("/link", address=address)
    assert last[ALEX].status == TOO_MANY
    assert last[ALEX] == last[SAM]


def test_what_counts_holds_no_address_and_is_forgotten() -> None:
    world = World()
    Visitor(world, ip="198.51.100.1").post("/link", address=ALEX)
    limits = [one for (_, sk), one in world.memory.items.items() if sk == "LIMIT"]
    assert len(limits) == 2
    assert not {ALEX, "198.51.100.1"} & {word for one in limits for word in one["PK"].split("#")}
    assert ALEX not in world.everything()
    assert "198.51.100.1" not in world.everything()
    assert all(0 < one["expires_at"] - START.timestamp() <= 2 * 86400 for one in limits)
