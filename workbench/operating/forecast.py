"""What this month will have sent when it ends."""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING

from workbench.operating.month import DAY, Month
from workbench.operating.reading import progress
from workbench.operating.upcoming import Ahead
from workbench.operating.usage import Counted

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from workbench.operating.place import Place
    from workbench.operating.usage import Usage


def due_until(place: Place, couples: Collection[str], end: datetime) -> Counted:
    """What is due before `end` (UTC), as `upcoming` shows it."""
    now = place.clock()
    days = ceil((end - now) / DAY) + 1  # local days: some zones are ahead of UTC
    ahead, by = Ahead(place, now, days), Counter[str]()
    with progress(sorted(couples), "Looking ahead") as each:
        for couple_id in each:
            for one in ahead.of(couple_id):
                by.update(slot.channel for slot in one.slots if slot.times.due_at < end)
    return Counted(by["sms"], by["email"])


def forecast(usage: Usage, due: Counted, now: datetime) -> Counted:
    """What was sent so far, what is `due`, and notices at the rate of last month."""
    this = Month.of(now)
    left = (this.end - now) / DAY
    last = usage.notices.get(this.before)
    if last is not None:
        notices = last.scaled(left / this.before.days)
    else:  # its first month: as in its days so far
        so_far = max((now - this.start) / DAY, 1.0)
        notices = usage.notices.get(this, Counted()).scaled(left / so_far)
    return usage.sent(this) + due + notices
