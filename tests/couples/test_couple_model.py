"""Who counts as there, and who can be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.couples.model import Contact, ContactState, Couple, Partner, new_partner

EMAIL = Contact("email", "alex@example.com")
SMS = Contact("sms", "+12025550143")
ALEX = new_partner("Alex", "America/New_York", EMAIL)
SAM = new_partner("Sam", "Europe/Berlin", SMS)
WAITING = replace(SAM, admitted=False)
TWO = Couple(id="1", a=ALEX, b=SAM)


def test_a_new_partner_has_everything_on_the_one_channel_they_gave() -> None:
    assert (SAM.small.channel, SAM.check_in.channel) == ("sms", "sms")
    assert SAM.contacts == (SMS,)
    assert (SAM.paused, SAM.relays, SAM.small.on, SAM.check_in.on) == (False, False, True, True)


def test_a_couple_of_one_is_solo_and_has_no_other() -> None:
    solo = Couple(id="1", a=ALEX)

    assert solo.solo
    assert solo.partners() == (("a", ALEX),)
    assert solo.other("a") is None


def test_both_are_there_once_the_second_is_admitted() -> None:
    assert not TWO.solo
    assert TWO.partners() == (("a", ALEX), ("b", SAM))
    assert (TWO.other("a"), TWO.other("b")) == (SAM, ALEX)


def test_who_waits_to_be_admitted_is_nobodys_partner_yet() -> None:
    couple = replace(TWO, b=WAITING)

    assert couple.solo
    assert couple.partners() == (("a", ALEX),)
    assert couple.other("a") is None
    assert couple.partner("b") == WAITING  # their own page finds them


@pytest.mark.parametrize("state", ["unconfirmed", "stopped", "unreachable"])
def test_only_a_confirmed_contact_can_be_reached(state: ContactState) -> None:
    partner = ALEX.with_contact(replace(EMAIL, state=state))

    assert not partner.reachable("email")
    assert ALEX.reachable("email")
    assert not ALEX.reachable("sms")


def test_a_contact_takes_the_place_of_the_one_on_its_channel() -> None:
    both = ALEX.with_contact(SMS)
    moved = both.with_contact(Contact("email", "new@example.com"))

    assert moved.contact("email") == Contact("email", "new@example.com")
    assert moved.contact("sms") == SMS
    assert len(moved.contacts) == 2


PAUSES: list[tuple[str, Partner, bool]] = [
    ("not paused", ALEX, False),
    ("until they come back", replace(ALEX, paused=True), True),
    ("until tomorrow", replace(ALEX, paused=True, paused_until="2026-11-24"), True),
    ("until today", replace(ALEX, paused=True, paused_until="2026-11-23"), False),
    ("until last year", replace(ALEX, paused=True, paused_until="2025-01-01"), False),
    ("a date left over", replace(ALEX, paused_until="2026-12-24"), False),
]


@pytest.mark.parametrize(
    ("partner", "paused"), [case[1:] for case in PAUSES], ids=[case[0] for case in PAUSES]
)
def test_paused_on_the_23rd(partner: Partner, paused: bool) -> None:
    assert partner.paused_on(date(2026, 11, 23)) is paused


def test_changing_one_partner_leaves_the_other_as_they_are() -> None:
    renamed = replace(ALEX, name="Alexandra")

    assert TWO.with_partner("a", renamed) == replace(TWO, a=renamed)
    assert TWO.with_partner("b", renamed) == replace(TWO, b=renamed)


def test_late_texts_were_agreed_to_for_one_number() -> None:
    both = replace(ALEX.with_contact(SMS), late_texts=True)

    assert both.with_contact(replace(SMS, state="stopped")).late_texts
    assert both.with_contact(Contact("email", "new@example.com")).late_texts
    assert not both.with_contact(Contact("sms", "+12025550199")).late_texts
