"""Whether there is room for a message now: the pace of the account, and the ceilings on texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from chalicelib.delivery.model import Refusal
from chalicelib.delivery.pace import CROWDED, TIGHT, is_tight

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Channel
    from chalicelib.delivery.jobs import Job
    from chalicelib.delivery.tap import Tap

AT_ONCE = timedelta(seconds=1)  # SQS delays whole seconds
KEPT = timedelta(seconds=60)  # how long after its instant a message may still use it
NO_ROOM = Refusal("expired", "no room before it was too late")
TAP_CLOSED = Refusal("skipped", "the ceiling on texts is reached")


class Pacing(Protocol):
    """Gives each message an instant of its own (delivery.pace.Pace)."""

    def instant(self, channel: Channel, now: datetime, good_until: datetime) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class Later:
    """The same job, for its own instant."""

    job: Job
    delay: timedelta


@dataclass(frozen=True, slots=True)
class Room:
    """Asked once a message is composed, before anything is claimed."""

    pace: Pacing
    tap: Tap

    def wait(self, job: Job, now: datetime) -> Later | None:
        """How much longer a job that has its instant must wait for it."""
        if job.not_before is None or now >= job.not_before:
            return None
        return Later(job, job.not_before - now)

    def check(
        self, job: Job, channel: Channel, good_until: datetime, now: datetime
    ) -> Later | Refusal | None:
        """None: go. Otherwise when to come back, or why not at all."""
        paced = self._paced(job, channel, good_until, now)
        if paced is not None:
            return paced
        return None if channel != "sms" or self.tap.take(now) else TAP_CLOSED

    def give_back(self, channel: Channel) -> None:
        """A message that might go did not, for whatever reason: no segment was used."""
        if channel == "sms":
            self.tap.give_back()

    def _paced(
        self, job: Job, channel: Channel, good_until: datetime, now: datetime
    ) -> Later | Refusal | None:
        if job.not_before is not None and now - job.not_before < KEPT:
            return None
        instant = self.pace.instant(channel, now, good_until)
        if instant is None:
            return Later(replace(job, not_before=None), CROWDED)
        at_once = instant <= now + AT_ONCE
        latest = good_until if at_once else good_until - AT_ONCE  # it may come as late as that
        if instant >= latest:
            return self._no_room(job, good_until, now)
        if at_once:
            return None
        return Later(replace(job, not_before=instant), instant - now)

    def _no_room(self, job: Job, good_until: datetime, now: datetime) -> Later | Refusal:
        """A patient message asks once more when it has become urgent: then both lanes are its."""
        if is_tight(good_until, now):
            return NO_ROOM
        return Later(replace(job, not_before=None), good_until - TIGHT - now + AT_ONCE)
