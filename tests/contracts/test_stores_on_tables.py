"""What the other stores promise on either table, where they lean on its conditions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from chalicelib.couples.contacts import Consent, Contacts, Owner
from chalicelib.couples.dates import Dates, WeekDate
from chalicelib.couples.links import Links
from chalicelib.couples.meetings import MeetingPlan, Meetings
from chalicelib.couples.model import Contact, Couple, new_partner
from chalicelib.couples.preferences import Gone, Preferences
from chalicelib.couples.store import Couples, edited
from chalicelib.limits import HOUR, Limits
from chalicelib.replies.jar import Appreciation, Jar
from chalicelib.replies.offers import Offer
from chalicelib.replies.store import Inbox, Seen
from chalicelib.scheduling.entries import due_entries
from chalicelib.table import Conflict
from tests.world import NEW_YORK, START

if TYPE_CHECKING:
    from chalicelib.table import Table

LATER = START + timedelta(minutes=1)
ALEX = new_partner("Alex", NEW_YORK, Contact("email", "alex@example.com"))
THANKS = Appreciation("20261123T1", "a", "for the dishes ❤️", "sms", "waiting", "2026-11-23T12:00Z")
STOP = Consent(partner="a", channel="email", act="one click", granted=False)
WEEK = MeetingPlan(
    "2026-W48",
    "a",
    "20:30",
    30,
    "opener-1",
    "closer-1",
    "topic-1",
    ("20261123T1",),
    day="2026-11-29",
    zone=NEW_YORK,
)


@pytest.fixture
def couple(table: Table, pk: str) -> Couple:
    """A couple in the table, with its due entries and its contact."""
    couple = Couple(id=pk.removeprefix("COUPLE#"), a=ALEX)
    contacts = Contacts(table, pk)  # a secret of this test's own: other hashes in a shared table
    Couples(table).create(
        couple,
        [
            *due_entries(couple, [], START),
            contacts.confirm(couple.id, "a", ALEX.contacts[0]),
        ],
    )
    return couple


def test_a_couple_is_created_once_and_found_as_it_was(table: Table, couple: Couple) -> None:
    assert Couples(table).get(couple.id, consistent=True) == couple
    assert len(Couples(table).due_entries(couple.id)) == 2

    with pytest.raises(Conflict):
        Couples(table).create(couple, [])


def test_an_edit_of_an_old_version_is_refused(table: Table, couple: Couple) -> None:
    Couples(table).save(edited(couple), [])

    with pytest.raises(Conflict) as conflict:
        Couples(table).save(edited(couple), [])

    assert conflict.value.item is not None
    assert conflict.value.item["version"] == 2


def test_preferences_and_due_entries_change_together(table: Table, couple: Couple) -> None:
    def earlier(one: Couple) -> Couple:
        return replace(one, a=replace(one.a, kids_down="19:00"))

    Preferences(Couples(table), due_entries).edit(couple.id, earlier, START)

    small = Couples(table).due_entries(couple.id)[1]
    assert (small["due_at"], small["plan"]["rev"]) == ("2026-11-24T00:15:00Z", 2)


def test_a_stop_reaches_the_contact_inside_the_couple(
    table: Table, couple: Couple, pk: str
) -> None:
    contacts = Contacts(table, pk)

    contacts.stop("alex@example.com", STOP, START, "nonce")

    found = Couples(table).get(couple.id, consistent=True)
    assert found is not None
    assert (found.a.contacts[0].state, found.version) == ("stopped", 2)
    assert contacts.owner("email", "alex@example.com") == Owner("stopped", couple.id, "a")
    assert len(table.query(pk, "CONSENT#")) == 1


def test_a_stop_of_an_address_the_couple_has_left_reaches_the_stop_list_only(
    table: Table, couple: Couple, pk: str
) -> None:
    contacts = Contacts(table, pk)
    moved = couple.a.with_contact(Contact("email", "alex@new.example.com"))
    Couples(table).save(edited(replace(couple, a=moved)), [])

    contacts.stop("alex@example.com", STOP, START, "nonce")

    found = Couples(table).get(couple.id, consistent=True)
    assert found is not None
    assert found.a.contacts[0].state == "confirmed"
    assert contacts.owner("email", "alex@example.com") == Owner("stopped", couple.id, "a")
    assert table.query(pk, "CONSENT#") == []


def test_a_forgotten_address_is_free_unless_it_was_stopped(
    table: Table, couple: Couple, pk: str
) -> None:
    contacts, address = Contacts(table, pk), ALEX.contacts[0]
    contacts.stop(address.address, STOP, START, "nonce")
    table.transact(contacts.forget(couple.id, "a", address))
    assert contacts.owner("email", address.address) == Owner("stopped", None, None)

    table.write(contacts.confirm(couple.id, "a", address))
    table.transact(contacts.forget(couple.id, "a", address))
    assert contacts.owner("email", address.address) is None


def test_a_link_opens_once(table: Table, pk: str) -> None:
    links = Links(table, pk)
    link = links.issue("session", uuid4().hex, {"couple": "1", "digits": {"1": "x"}}, START)

    assert links.open(links.token(link), LATER) == link
    assert [links.spend(link), links.spend(link)] == [True, False]
    assert links.open(links.token(link), LATER) is None


def test_a_webhook_that_comes_again_gets_its_first_arrival_and_answer(
    table: Table, pk: str
) -> None:
    inbox = Inbox(table)
    assert inbox.find(pk) is None
    assert inbox.arrive(pk, START) == Seen(START, None)
    assert inbox.arrive(pk, LATER) == Seen(START, None)

    inbox.answered(pk, "Kept ❤️", START)

    assert inbox.arrive(pk, LATER) == Seen(START, "Kept ❤️")


def test_a_dates_digits_stand_beside_those_of_an_answer(table: Table, couple: Couple) -> None:
    inbox, until = Inbox(table), (START + timedelta(days=4)).isoformat()
    record = {"ideas": ["x", "y"], "open_from": START.isoformat(), "open_until": until}
    answer = Offer("kept", {"2": "private", "0": "back"}, {"appreciation": "1"}, LATER.isoformat())
    inbox.asked(couple.id, "a", "2026-11-25", record)
    inbox.offer(couple.id, "a", answer, LATER)

    date, kept = sorted(inbox.offers(couple.id, "a", LATER), key=lambda one: one.at)
    assert (date.about, date.digits) == ("date", {"1": "x", "2": "y", "0": ""})
    assert kept == answer
    assert inbox.offers(couple.id, "a", START + timedelta(days=4)) == [answer]
    assert inbox.offers(couple.id, "b", LATER) == []


def test_of_two_picks_at_the_same_time_one_stands(table: Table, couple: Couple) -> None:
    dates = Dates(table)
    picked = WeekDate("2026-W48", "date-night-x", "a", "2026-11-25", "a")
    table.write(dates.change(couple.id, None, picked, START))
    with pytest.raises(Conflict):
        table.write(dates.change(couple.id, None, replace(picked, by="b"), START))
    changed = replace(picked, item="date-night-y", number=2, earlier=("date-night-z",))
    table.write(dates.change(couple.id, picked, changed, START))
    with pytest.raises(Conflict):
        table.write(dates.change(couple.id, picked, replace(picked, number=2), START))

    assert dates.of_week(couple.id, "2026-W48") == changed
    assert dates.of_week(couple.id, "2026-W49") is None
    assert dates.picked(couple.id, START.date()) == {"date-night-y", "date-night-z"}
    assert dates.picked(couple.id, START.date() + timedelta(days=380)) == frozenset()


def test_an_offer_holds_until_the_next_one_or_a_week(table: Table, couple: Couple) -> None:
    inbox = Inbox(table)
    offer = Offer("kept", {"2": "private"}, {"appreciation": "1"}, LATER.isoformat())
    inbox.offer(couple.id, "a", Offer("kept", {"0": "back"}, {"appreciation": "0"}), START)
    inbox.offer(couple.id, "a", offer, LATER)

    assert inbox.offers(couple.id, "a", LATER) == [offer]
    assert inbox.offers(couple.id, "b", LATER) == []
    assert inbox.offers(couple.id, "a", LATER + timedelta(days=7)) == []


def test_an_offer_of_before_never_takes_the_place_of_a_newer_one(
    table: Table, couple: Couple
) -> None:
    inbox, newer = Inbox(table), Offer("kept", {"0": "back"}, {"appreciation": "2"})
    inbox.offer(couple.id, "a", newer, LATER)
    inbox.offer(couple.id, "a", Offer("kept", {"0": "back"}, {"appreciation": "1"}), START)
    assert [one.facts["appreciation"] for one in inbox.offers(couple.id, "a", LATER)] == ["2"]


def test_offers_of_another_kind_stand_beside_each_other(table: Table, couple: Couple) -> None:
    inbox = Inbox(table)
    inbox.offer(couple.id, "a", Offer("kept", {"2": "private"}), START)
    inbox.offer(couple.id, "a", Offer("nothing", {"0": "restore"}), LATER, "settings")
    assert {tuple(one.digits) for one in inbox.offers(couple.id, "a", LATER)} == {("2",), ("0",)}


def test_the_jar_keeps_each_thanks_once_and_lets_its_author_only_take_it_back(
    table: Table, couple: Couple
) -> None:
    jar = Jar(table)
    jar.add(couple, THANKS)
    jar.add(couple, replace(THANKS, text="another"))
    assert jar.all(couple.id) == [THANKS]

    assert not jar.take_back(couple.id, "b", THANKS.id)
    assert jar.set_state(couple.id, "a", THANKS.id, "kept")
    assert jar.take_back(couple.id, "a", THANKS.id)
    assert jar.all(couple.id) == []


def test_the_jar_takes_nothing_from_who_is_not_there_as_they_were_read(
    table: Table, couple: Couple
) -> None:
    jar, couples = Jar(table), Couples(table)
    for other in (replace(ALEX, generation=7), replace(ALEX, left=True)):
        couple = edited(replace(couple, a=other))
        couples.save(couple, [])
        with pytest.raises(Gone):
            jar.add(replace(couple, a=ALEX), THANKS)
    assert jar.all(couple.id) == []
    back = edited(replace(couple, a=ALEX))
    couples.save(back, [])
    jar.add(back, THANKS)
    assert (jar.all(couple.id), couples.get(couple.id)) == ([THANKS], back)


def test_what_was_heard_is_out_of_its_authors_hands(table: Table, couple: Couple) -> None:
    jar = Jar(table)
    jar.add(couple, THANKS)
    jar.hear(couple.id, THANKS.id)

    assert not jar.set_state(couple.id, "a", THANKS.id, "kept")
    assert not jar.take_back(couple.id, "a", THANKS.id)
    assert [one.state for one in jar.some(couple.id, [THANKS.id])] == ["heard"]


def test_both_agendas_of_a_week_are_the_one_that_was_made_first(
    table: Table, couple: Couple
) -> None:
    meetings = Meetings(table)
    assert meetings.latest(couple.id) is None
    assert meetings.freeze(couple.id, WEEK, START) == WEEK
    assert meetings.freeze(couple.id, replace(WEEK, host="b", thanks=()), LATER) == WEEK

    meetings.freeze(couple.id, replace(WEEK, week="2027-W01"), LATER)

    assert meetings.get(couple.id, "2026-W48") == WEEK
    assert meetings.latest(couple.id) == replace(WEEK, week="2027-W01")


def test_a_limit_counts_on(table: Table, pk: str) -> None:
    assert [Limits(table).allow(pk, 2, HOUR, START) for _ in range(3)] == [True, True, False]
