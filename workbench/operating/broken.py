"""Entries that planning set aside as broken: what they were, and the two ways back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from chalicelib import keys
from chalicelib.couples.store import Couples
from chalicelib.scheduling.entries import next_of, shelf
from chalicelib.scheduling.rhythms import plan_of
from chalicelib.scheduling.step import step_of
from chalicelib.table import Change, Conflict, Expect, Put

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple, PartnerKey, Rhythm
    from chalicelib.table import Item, Table, Write

NAMES = ("PK", "SK", "plan", "aside")
CHANGED = "somebody changed it meanwhile; look again"


@dataclass(frozen=True, slots=True)
class Broken:
    """One entry that is aside, as an operator sees it."""

    couple: str
    partner: PartnerKey
    rhythm: Rhythm
    why: str  # the name of the error
    at: datetime  # when it was set aside
    due_at: str  # the slot it stood for

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def broken_of(item: Item) -> Broken:
    _, key, rhythm = item["SK"].split("#")
    aside = item["aside"]
    return Broken(
        couple=item["PK"].removeprefix(keys.couple_pk("")),
        partner=cast("PartnerKey", key),
        rhythm=cast("Rhythm", rhythm),
        why=aside["why"],
        at=datetime.fromisoformat(aside["at"]),
        due_at=aside["due_at"],
    )


def put_back(table: Table, item: Item, now: datetime, shards: int) -> str:
    """Put an entry back as it was, if planning can read it now. Returns why not, "" if done.

    The slot it stood for is then planned, or listed as expired with all that were missed since.
    """
    one = broken_of(item)
    back = {"due_at": one.due_at, "due_shard": keys.due_shard(one.couple, shards)}
    try:
        step_of({**item, **back}, now)
    except Exception as error:  # noqa: BLE001 (the edge: it may be broken in any way)
        return f"{type(error).__name__}: {error}"
    change = Change(item["PK"], item["SK"], set=back, remove=("aside",), expect=_unmoved(item))
    return _written(table, change)


def make_anew(table: Table, item: Item, now: datetime, shards: int) -> str:
    """Make an entry from the couple's preferences. Returns why not, "" if done.

    It goes on from the slot it stood for, so what was missed since is listed, too.
    """
    one = broken_of(item)
    couple = Couples(table).get(one.couple, consistent=True)  # after the entry: an edit conflicts
    if couple is None:
        return "the couple is gone"
    return _written(table, Put(_anew(couple, one, item, now, shards), _unmoved(item)))


def _anew(couple: Couple, one: Broken, item: Item, now: datetime, shards: int) -> Item:
    plan = plan_of(couple, one.partner, one.rhythm)
    last = _last(item)
    since = min(now, datetime.fromisoformat(one.due_at) - timedelta(seconds=1))
    slot = next_of(couple, one.partner, plan, last, since) if plan else None
    key = {"PK": item["PK"], "SK": item["SK"]}
    if plan is None or slot is None:  # switched off or paused: it rests, as after an edit
        return {**key, "plan": {"last": last, "rev": couple.version}}
    shard = keys.due_shard(couple.id, shards)
    return {**key, **shelf(plan, slot, last, couple.version), "due_shard": shard}


def _last(item: Item) -> str | None:
    """The newest local date that had its slot, if the broken plan still tells."""
    last = _plan(item).get("last")
    try:
        return date.fromisoformat(last).isoformat() if isinstance(last, str) else None
    except ValueError:
        return None


def _plan(item: Item) -> Item:
    plan = item.get("plan")
    return plan if isinstance(plan, dict) else {}


def _unmoved(item: Item) -> Expect:
    """It is still the same one that is aside, and nobody has edited the couple."""
    same = {"aside.at": item["aside"]["at"], "plan.rev": _plan(item).get("rev")}
    return Expect(attributes={"due_at": None, **same})


def _written(table: Table, write: Write) -> str:
    try:
        table.write(write)
    except Conflict:
        return CHANGED
    return ""
