"""Due entries: what the sparse index holds for each rhythm, made anew when preferences change."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.model import RHYTHMS
from chalicelib.couples.slot import Slot, SlotTimes
from chalicelib.keys import utc_text
from chalicelib.scheduling.due import Plan, next_slot, slot_on
from chalicelib.scheduling.rhythms import plan_of
from chalicelib.table import ABSENT, Expect, Put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.couples.model import Couple, PartnerKey, Rhythm
    from chalicelib.table import Item, Write

SLOW = ("slow", "slow_day")  # left out where nothing is slow: the index is read every minute


def due_entries(
    couple: Couple, existing: Sequence[Item], now: datetime, shards: int = keys.SHARDS
) -> list[Write]:
    """The writes that bring a couple's due entries in line with its preferences.

    `existing` are the entries as they stand: a local date that had its slot never gets another,
    and an entry that was advanced meanwhile makes the write conflict, to be tried again.
    `shards` is how many the index is written to.
    """
    standing = {item["SK"]: item for item in existing}
    writes: list[Write] = []
    for key in ("a", "b"):
        for rhythm in RHYTHMS:
            old = standing.get(keys.due_sk(key, rhythm))
            write = _entry(couple, key, rhythm, old, now, shards)
            if write is not None:
                writes.append(write)
    return writes


def _entry(
    couple: Couple, key: PartnerKey, rhythm: Rhythm, old: Item | None, now: datetime, shards: int
) -> Write | None:
    plan = plan_of(couple, key, rhythm, now.date())
    if plan is None and old is None:
        return None
    last = last_of(old)
    item: Item = {
        "PK": keys.couple_pk(couple.id),
        "SK": keys.due_sk(key, rhythm),
        "plan": {"last": last, "rev": couple.version},
    }
    since, had = start_of(old, now)
    slot = next_of(couple, key, plan, had, since) if plan else None
    if plan and slot:
        item |= shelf(plan, slot, last, couple.version)
        item["due_shard"] = keys.due_shard(couple.id, shards)
    return Put(item, _unmoved(old))


def start_of(entry: Item | None, now: datetime) -> tuple[datetime, str | None]:
    """From when on slots are still to come, and the newest local date that has had its slot.

    A date that is due and not planned yet is still to come, whatever its time is now: it must
    survive an edit made in that very minute, in an outage, or after its entry was set aside.
    """
    last = last_of(entry)
    stored = entry or {}
    due_at = stored.get("due_at") or stored.get("aside", {}).get("due_at")
    if due_at is None or datetime.fromisoformat(due_at) > now:
        return now, last
    overdue = datetime.fromisoformat(due_at)
    day = _plan(stored).get("date")
    if day is None:
        return overdue - timedelta(seconds=1), last
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    return overdue - timedelta(days=2), max(last or before, before)


def _unmoved(old: Item | None) -> Expect:
    if old is None:
        return ABSENT
    return Expect(attributes={"due_at": old.get("due_at"), "plan.rev": _plan(old).get("rev")})


def _plan(entry: Item) -> Item:
    """An entry that was set aside as broken may have any: an edit makes it whole again."""
    plan = entry.get("plan")
    return plan if isinstance(plan, dict) else {}


def next_of(
    couple: Couple, key: PartnerKey, plan: Plan, last: str | None, now: datetime
) -> SlotTimes | None:
    partner = couple.partner(key)
    if partner is None or (partner.paused and partner.paused_until is None):
        return None
    resumes = date.fromisoformat(partner.paused_until) if partner.paused_until else None
    return next_slot(plan, now, date.fromisoformat(last) if last else None, resumes)


def entry_of(entries: Sequence[Item], key: PartnerKey, rhythm: Rhythm) -> Item | None:
    """A rhythm's entry among these."""
    sk = keys.due_sk(key, rhythm)
    return next((item for item in entries if item["SK"] == sk), None)


def last_of(entry: Item | None) -> str | None:
    """The newest local date on which a rhythm had its slot, as far as its entry knows."""
    last: str | None = _plan(entry or {}).get("last")
    return last


def unplanned(existing: Sequence[Item], slot: Slot) -> list[Item]:
    """The entries as they stand, but as if this slot's date had not had its slot."""
    sk, day = keys.due_sk(slot.partner, slot.rhythm), slot.times.local_date.isoformat()
    return [
        {**one, "plan": {**_plan(one), "last": None}}
        if one["SK"] == sk and _plan(one).get("last") == day
        else one
        for one in existing
    ]


def shelf(plan: Plan, slot: SlotTimes, last: str | None, rev: int) -> Item:
    """What an entry says of one coming slot. With its `due_shard` it is in the index."""
    projected: dict[str, Any] = {
        **{name: part for name, part in asdict(plan).items() if plan.slow or name not in SLOW},
        "date": slot.local_date.isoformat(),
        "last": last,
        "rev": rev,
    }
    return {"due_at": utc_text(slot.due_at), "plan": projected}


def slot_of(entry: Item) -> tuple[Slot, Plan]:
    """The coming slot that an index entry stands for, and the plan it came from."""
    plan = plan_from(entry["plan"])
    day = date.fromisoformat(entry["plan"]["date"])
    times = slot_on(plan, day)
    if times is None:
        raise ValueError("the entry's date is not in its plan")
    _, couple_id = entry["PK"].split("#")
    _, key, rhythm = entry["SK"].split("#")
    return Slot(couple_id, key, rhythm, times, entry["plan"]["rev"]), plan


def plan_from(stored: Item) -> Plan:
    until = stored["until"]
    by_weekday = (until,) * 7 if isinstance(until, str) else tuple(until)  # a text: the first shape
    slow = tuple((start, end) for start, end in stored.get("slow", ()))
    times, zone, days = tuple(stored["times"]), stored["zone"], stored["until_days"]
    return Plan(times, zone, by_weekday, days, slow, stored.get("slow_day", 0))
