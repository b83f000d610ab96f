"""Who is told that a check-in moved: by the channel of their agenda, once, never at night."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chalicelib import keys
from tests.delivery.meetings_moved import (
    MEETING,
    NOON,
    calendar_of,
    changes,
    couple_of,
    mail,
    plan,
    save,
    two,
)
from tests.pages.stories import ALEX, ALEX_PHONE, SAM
from tests.world import World, links_in


def test_each_move_is_told_once_and_only_the_last_one_if_it_was_quick() -> None:
    world = World()
    two(world)
    save(world, "a", meeting_time="21:00")
    save(world, "a", meeting_time="21:30")
    queued = list(world.queue.bodies)
    world.work()
    world.queue.bodies.extend(queued)
    world.work()
    for address in (ALEX, SAM):
        assert [one.subject for one in mail(world, address, "moved")] == [
            "Your check-in moved: Sunday 29 Nov at 9:30 pm"
        ]
        (event,) = calendar_of(world, address).shown()
        assert event.sequence == 2


def test_one_who_got_no_agenda_hears_nothing_of_the_move() -> None:
    world = World()
    two(world)
    world.until(MEETING + timedelta(days=1))
    changes(world, "b", check_in_on=None)
    world.until(NOON + timedelta(days=7))
    changes(world, "a", meeting_time="21:00")
    assert len(mail(world, ALEX, "moved")) == 1
    assert mail(world, SAM, "moved") == []


def test_an_agenda_that_comes_after_the_move_says_it_itself() -> None:
    world = World()
    two(world)
    world.until(MEETING + timedelta(days=1))
    couple = world.couples.get(couple_of(world))
    assert couple is not None
    assert couple.b is not None
    late = replace(couple.b, check_in=replace(couple.b.check_in, time="18:00"))
    world.preferences.edit(couple.id, lambda one: replace(one, b=late), world.clock())
    world.until(NOON + timedelta(days=7))
    changes(world, "a", meeting_time="21:00")
    world.until(MEETING + timedelta(days=7))
    assert mail(world, SAM, "moved") == []
    newest = mail(world, SAM, "Your check-in, ")[-1]
    assert newest.subject == "Your check-in, Sunday at 9:00 pm"


def test_who_reads_texts_is_told_by_text_and_not_at_night() -> None:
    world = World()
    two(world, ALEX_PHONE)
    world.until(NOON + timedelta(hours=11))  # 23:00, and the meeting was moved to Monday
    assert plan(world).begins < world.clock()
    world.until(NOON + timedelta(days=7))
    before = len(world.sms.sent)
    world.clock.advance(hours=4)
    changes(world, "b", meeting_day="0")
    texts = [one.message.text for one in world.sms.sent[before:]]
    assert texts[0].startswith("After Bedtime: the check-in is now Monday 7 Dec at 8:30 pm.")
    assert "/agenda/" in links_in(texts[0])[0]


def test_a_text_waits_for_the_morning_and_an_email_only_through_the_night() -> None:
    world = World()
    two(world, ALEX_PHONE)
    changes(world, "b", meeting_time="23:30")
    texts, mails = len(world.sms.sent), len(mail(world, SAM, "moved"))
    world.clock.now = NOON + timedelta(hours=9, minutes=30)  # 21:30 in New York
    changes(world, "b", meeting_day="0", meeting_time="20:30")
    assert (len(world.sms.sent), len(mail(world, SAM, "moved"))) == (texts, mails + 1)
    world.clock.now = NOON + timedelta(hours=10, minutes=30)  # 22:30
    changes(world, "b", meeting_day="0", meeting_time="20:45")
    assert (len(world.sms.sent), len(mail(world, SAM, "moved"))) == (texts, mails + 1)
    world.clock.now = NOON + timedelta(hours=20, minutes=5)  # 8:05
    world.work()
    assert (len(world.sms.sent), len(mail(world, SAM, "moved"))) == (texts + 1, mails + 2)


def test_an_email_about_this_very_night_does_not_wait() -> None:
    world = World()
    two(world)
    changes(world, "b", meeting_time="23:30")
    world.clock.now = NOON + timedelta(hours=10, minutes=30)  # 22:30
    changes(world, "b", meeting_time="23:00")
    assert mail(world, ALEX, "moved")[-1].subject.endswith("11:00 pm")


def test_nothing_of_it_is_told_after_its_time() -> None:
    world = World()
    two(world)
    save(world, "a", meeting_time="20:45")
    world.clock.now = MEETING + timedelta(minutes=45)
    world.work()
    assert mail(world, ALEX, "moved") == []
    notices = world.table.query(keys.couple_pk(couple_of(world)), "NOTICE#a#moved")
    assert [one["state"] for one in notices] == ["expired"]


def test_nothing_of_theirs_is_in_what_waits_on_the_queue() -> None:
    world = World()
    two(world)
    save(world, "a", meeting_time="21:00")
    waiting = " ".join(world.queue.bodies)
    assert '"name": "moved"' in waiting
    for private in (ALEX, SAM, "Alex", "Sam", "agenda/"):
        assert private not in waiting
