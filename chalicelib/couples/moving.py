"""Moving this week's meeting, or calling it off: one change for both, then everybody is told.

The agenda may have gone out before; what was frozen with it stays, only its time changes. Each
change counts the SEQUENCE up, so that calendars take it for the same event.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from chalicelib.couples.meetings import MeetingPlan, Meetings
    from chalicelib.couples.model import Couple
    from chalicelib.couples.preferences import Preferences
    from chalicelib.table import Write

A_WEEK = 8  # days from today, both ends counted: today's may be over


class Tell(Protocol):
    """Tells both of a couple that a meeting was moved or called off."""

    def __call__(self, couple_id: str, plan: MeetingPlan) -> None: ...


@dataclass(frozen=True, slots=True)
class Change:
    """A frozen meeting and what becomes of it."""

    before: MeetingPlan
    after: MeetingPlan


@dataclass(frozen=True, slots=True)
class Moving:
    """What pages and replies do to the coming meeting. Nothing, if no agenda was made for it."""

    meetings: Meetings
    preferences: Preferences
    tell: Tell

    def to(self, couple_id: str, day: date, clock: str, now: datetime) -> MeetingPlan | None:
        """Move this week's meeting to a date and local time, "20:45". None: there is none, or
        that is over."""

        def moved(plan: MeetingPlan) -> MeetingPlan:
            return replace(plan, day=day.isoformat(), time=clock, state="on")

        return self._change(couple_id, moved, now)

    def shorten(self, couple_id: str, minutes: int, now: datetime) -> MeetingPlan | None:
        """Make this week's meeting a short one."""
        return self._change(couple_id, lambda plan: replace(plan, minutes=minutes), now)

    def put_back(
        self, couple_id: str, week: str, before: Mapping[str, Any], now: datetime
    ) -> MeetingPlan | None:
        """Day, time, length and state of that week's meeting as they were."""

        def back(plan: MeetingPlan) -> MeetingPlan:
            return replace(plan, **before) if plan.week == week else plan

        return self._change(couple_id, back, now)

    def cancel(self, couple_id: str, now: datetime) -> MeetingPlan | None:
        """Call this week's meeting off."""
        return self._change(couple_id, lambda plan: replace(plan, state="off"), now)

    def following(self, before: Couple, after: Couple, now: datetime) -> Change | None:
        """How the coming meeting follows an edit of the couple, None if it stays as it is.

        `writes` of it belong into the transaction of the edit, `told` after that.
        """
        if _asked(before) == _asked(after):
            return None
        plan = self.meetings.coming(after.id, now)
        return _changed(plan, lambda one: _as_asked(one, after, now), now)

    def writes(self, couple_id: str, change: Change | None) -> list[Write]:
        return [self.meetings.change(couple_id, change.before, change.after)] if change else []

    def told(self, couple_id: str, change: Change | None) -> None:
        if change:
            self.tell(couple_id, change.after)

    def _change(
        self, couple_id: str, how: Callable[[MeetingPlan], MeetingPlan], now: datetime
    ) -> MeetingPlan | None:
        """With an edit of the couple that changes nothing else: what is just being sent notices."""
        found: list[Change | None] = []

        def writes(couple: Couple) -> list[Write]:
            found[:] = [_changed(self.meetings.coming(couple.id, now), how, now)]
            return self.writes(couple.id, found[0])

        self.preferences.edit(couple_id, lambda couple: couple, now, writes)
        self.told(couple_id, found[0])
        return found[0].after if found[0] else None


def _changed(
    plan: MeetingPlan | None, how: Callable[[MeetingPlan], MeetingPlan], now: datetime
) -> Change | None:
    """The change, if it is one and its time is still to come."""
    if plan is None:
        return None
    after = how(plan)
    if after == plan or after.begins <= now:
        return None
    return Change(plan, replace(after, sequence=plan.sequence + 1))


def _as_asked(plan: MeetingPlan, couple: Couple, now: datetime) -> MeetingPlan:
    """The meeting as the couple's settings have it: on the first such day that is still ahead."""
    if not _asked(couple)[0]:
        return replace(plan, state="off")
    meeting, zone = couple.meeting, couple.first.zone
    today = now.astimezone(ZoneInfo(zone)).date()
    for ahead in range(A_WEEK):
        day = today + timedelta(days=ahead)
        moved = replace(
            plan,
            day=day.isoformat(),
            time=meeting.time,
            minutes=meeting.minutes,
            zone=zone,
            state="on",
        )
        if day.weekday() == meeting.day and moved.begins > now:
            return moved
    return plan


def _asked(couple: Couple) -> tuple[object, ...]:
    """What a couple says of its meeting; first, whether anybody wants one."""
    wanted = any(partner.check_in.on for _, partner in couple.partners())
    return wanted, couple.meeting, couple.first.zone
