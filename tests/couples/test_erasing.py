"""Erased: sending stops with the first write, and in the end nothing of theirs is in the table."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from chalicelib import keys
from chalicelib.couples.erased import BACKUPS_KEPT, PROOF_KEPT, listed
from chalicelib.delivery.batch import Arrived
from tests.couples.whole_lives import (
    ALEX_WORDS,
    SAM_WORDS,
    TOPICS,
    UNCONFIRMED,
    Lives,
    lived,
)
from tests.delivery.evenings import Crash, die
from tests.pages.stories import ALEX, ALEX_PHONE, SAM_PHONE, invited, joined, signed_up
from tests.racing import RacyWorld
from tests.world import World

if TYPE_CHECKING:
    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Item

OF_ALEX = ("Alex", ALEX, ALEX_PHONE, UNCONFIRMED, *ALEX_WORDS, TOPICS[0])
OF_SAM = ("Sam", SAM_PHONE, *SAM_WORDS, TOPICS[1])
# What cannot be found by couple, and ends by itself: our answers to texts after 30 days, counts of
# a day's relays after three.
ENDS_BY_ITSELF = (keys.INBOUND, keys.LIMIT)


def kept(world: World) -> list[Item]:
    return [one for one in world.items() if not one["PK"].startswith(ENDS_BY_ITSELF)]


def text_of(items: list[Item]) -> str:
    return json.dumps(items, default=str)


def ids_of(lives: Lives, key: PartnerKey) -> set[str]:
    """What only they had: ids of their words, messages, links and addresses."""
    pk = keys.couple_pk(lives.couple.id)
    found: set[str] = set()
    for one in lives.world.table.query(pk):
        parts = one["SK"].split("#")
        if one.get("author") == key:
            found.add(parts[1])
        if parts[0] in {"DELIVERY", "NOTICE"} and parts[1] == key:
            found |= {one["token"]} if "token" in one else set()
    return found


@pytest.mark.parametrize(("who", "of_them"), [("a", OF_ALEX), ("b", OF_SAM)])
def test_no_item_of_the_whole_table_holds_anything_that_was_only_theirs(
    who: PartnerKey, of_them: tuple[str, ...]
) -> None:
    lives = lived()
    before, ids = text_of(kept(lives.world)), ids_of(lives, who)
    assert all(one in before for one in of_them), "or there is nothing to prove"
    assert len(ids) > 5
    goes = lives.alex if who == "a" else lives.sam
    assert goes.act("leave", sure="on").title == "You have left"
    after = text_of(kept(lives.world))
    assert [one for one in of_them if one in after] == []
    assert [one for one in ids if f'"{one}"' in after or f"#{one}" in after] == []


def test_of_the_last_one_only_keyed_hashes_stay() -> None:
    lives = lived()
    couple_id = lives.couple.id
    lives.alex.act("leave", sure="on")
    lives.sam.act("leave", sure="on")
    after = kept(lives.world)
    assert [one for one in (*OF_ALEX, *OF_SAM) if one in text_of(after)] == []
    assert couple_id not in text_of(after)
    assert lives.world.table.query(keys.couple_pk(couple_id)) == []
    of_the_service = {"CONTROL", "PACE", "LEASE", "COUPLE"}  # ADR 16: a write for nobody
    stay = {"CONTACT", "PROOF", "ERASED"}
    assert {one["PK"].split("#")[0] for one in after} - of_the_service == stay
    contacts = [one for one in after if one["PK"].startswith("CONTACT#")]
    assert len(contacts) == 3
    assert all(one.keys() == {"PK", "SK", "state"} for one in contacts)
    assert {one["state"] for one in contacts} == {"stopped"}


def test_a_proof_of_consent_says_when_and_which_words_and_ends_by_itself() -> None:
    lives = lived()
    consents = lives.world.table.query(keys.couple_pk(lives.couple.id), keys.CONSENT)
    texts = [one for one in consents if one["partner"] == "b"]
    lives.sam.act("leave", sure="on")
    proofs = [one for (pk, _), one in lives.world.memory.items.items() if pk.startswith("PROOF#")]
    assert len(proofs) == len(texts) + 1, "and that it was withdrawn by this"
    assert {one["text_version"] for one in proofs} == {one["text_version"] for one in texts} | {""}
    until = lives.world.clock() + PROOF_KEPT
    assert {one["expires_at"] for one in proofs} == {int(until.timestamp())}
    assert "203.0.113.7" not in text_of(proofs)
    assert len({one["digest"] for one in proofs}) == len(proofs)


def test_what_is_queued_already_is_not_sent() -> None:
    lives = lived()
    world = lives.world
    while not any('"partner": "b"' in body for body in world.queue.bodies):
        world.clock.now = max(world.clock.now, world.next_due() or world.clock.now)
        world.tick()
    queued, before = world.queue.take(), len(world.sms.sent)
    world.departures.leave(lives.couple.id, "b", world.clock())
    assert world.send(Arrived(str(n), body) for n, body in enumerate(queued)) == []
    assert SAM_PHONE not in {one.message.to for one in world.sms.sent[before:]}


@pytest.mark.parametrize("who", ["a", "b"])
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("at_write", range(1, 40, 3))
def test_killed_between_any_two_writes_a_tick_goes_on_with_it(
    who: PartnerKey, at_write: int, *, alone: bool
) -> None:
    world = RacyWorld()
    lives = lived(world)
    couple_id = lives.couple.id
    if alone:
        world.departures.leave(couple_id, "b" if who == "a" else "a", world.clock())
    world.memory.before = [*[lambda: None] * at_write, die]
    try:
        world.departures.leave(couple_id, who, world.clock())
    except Crash:
        couple = world.couples.get(couple_id)
        assert couple is None or couple.partner(who) is None, "sending stopped with the first write"
    world.memory.before = []
    heard = len(world.sms.sent), len(world.email.sent)
    world.until(world.clock() + timedelta(minutes=3))
    of_them = OF_ALEX if who == "a" else OF_SAM
    assert [one for one in of_them if one in text_of(kept(world))] == []
    assert not world.table.query(keys.couple_pk(couple_id), keys.ERASURE)
    assert (len(world.sms.sent), len(world.email.sent)) == heard


def test_a_first_write_that_fails_changes_nothing() -> None:
    world = RacyWorld()
    lives = lived(world)
    before = world.everything()
    world.memory.before = [die]
    with pytest.raises(Crash):
        world.departures.leave(lives.couple.id, "b", world.clock())
    assert world.everything() == before


def test_nobody_takes_a_place_that_is_not_empty_yet() -> None:
    world = RacyWorld()
    lives = lived(world)
    world.memory.before = [lambda: None, die]
    with pytest.raises(Crash):
        world.departures.leave(lives.couple.id, "a", world.clock())
    world.memory.before = []
    invitation = invited(lives.sam)
    with pytest.raises(AssertionError):
        joined(world, invitation, "kim@example.com", "Kim")
    world.until(world.clock() + timedelta(minutes=3))
    assert (
        ALEX_WORDS[0]
        not in joined(world, invited(lives.sam), "kim@example.com", "Kim").get("/jar").words
    )


def test_what_somebody_wrote_who_was_turned_away_is_not_for_who_joins_next() -> None:
    world = World()
    alex = signed_up(world)
    joined(world, invited(alex), SAM_PHONE)
    world.text(SAM_PHONE, SAM_WORDS[0])
    alex.act("reject_partner")
    kim = joined(world, invited(alex), "kim@example.com", "Kim")
    assert SAM_WORDS[0] not in kim.get("/jar").body
    assert SAM_WORDS[0] not in world.everything()


def test_the_list_of_the_erased_outlives_every_backup() -> None:
    lives = lived()
    lives.sam.act("leave", sure="on")
    (one,) = lives.world.table.query(keys.ERASED)
    ends = datetime.fromtimestamp(one["expires_at"], lives.world.clock().tzinfo)
    assert ends > lives.world.clock() + BACKUPS_KEPT


def test_whoever_is_on_the_list_leaves_it_when_no_backup_has_them_any_more() -> None:
    lives = lived()
    lives.sam.act("leave", sure="on")
    now = lives.world.clock()
    assert len(listed(lives.world.table, now + BACKUPS_KEPT)) == 1
    assert listed(lives.world.table, now + BACKUPS_KEPT + timedelta(days=6)) == [], "TTL or not"
