"""Passing on: an appreciation goes to the other of the two now, in its author's own words.

What its author is told is the same whatever the other has chosen, paused or stopped: it goes when
the other's texts allow, or is read out at the check-in. Nothing is lost: until heard, it waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from chalicelib.couples.model import other_of
from chalicelib.replies.jar import ANY, UNHEARD
from chalicelib.scheduling.due import local_date
from chalicelib.table import Conflict

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.couples.preferences import Preferences
    from chalicelib.limits import Limits
    from chalicelib.replies.jar import Appreciation, Jar

A_DAY = 3  # for one receiver

# gone: taken back, heard, or not theirs. enough: three went today; it waits for the check-in.
# danger: it speaks of danger, and is gone. unfit: not for passing on alone. solo: to whom?
Passed = Literal["passed", "enough", "gone", "danger", "unfit", "solo"]


class PassOn(Protocol):
    """Sends an appreciation to the other of the two, if they want that (delivery.relay)."""

    def __call__(self, couple_id: str, to: PartnerKey, which: str, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Relays:
    """The use case, for texts and pages alike."""

    jar: Jar
    preferences: Preferences
    limits: Limits
    tell: PassOn

    def pass_on(self, couple: Couple, key: PartnerKey, which: str, now: datetime) -> Passed:
        """Say it to the other now. Doing it again changes nothing."""
        other, words = couple.other(key), self.jar.one(couple.id, which)
        if words is None or words.author != key or words.state not in UNHEARD:
            return "gone"
        if other is None:
            return "solo"
        return self._unfit(couple.id, words) or self._passed(couple.id, words, other, now)

    def _unfit(self, couple_id: str, words: Appreciation) -> Passed | None:
        """The words are judged once more: what judges them may have learnt since they came."""
        from chalicelib.replies.parse import parse  # every page has a Relays, few pass on

        meaning = parse(words.text).meaning
        if meaning == "danger":
            self.jar.remove(couple_id, words.author, words.id)
            return "danger"
        if words.state != "held" and meaning == "appreciation":
            return None
        if words.state != "held":  # its author has released it, for both to read together
            self.jar.set_state(couple_id, words.author, words.id, "waiting")
        return "unfit"

    def _passed(self, couple_id: str, words: Appreciation, other: Partner, now: datetime) -> Passed:
        key, which, to = words.author, words.id, other_of(words.author)
        day = local_date(now, other.zone)
        if not words.passed and not self.limits.allow_on(f"relays-{couple_id}-{to}", day, A_DAY):
            self.jar.set_state(couple_id, key, which, "waiting")
            return "enough"
        if not self.jar.change(couple_id, key, which, {"state": "waiting", "passed": True}):
            return "gone"
        self.tell(couple_id, to, which, now)
        return "passed"

    def take_back(
        self, couple: Couple, key: PartnerKey, which: str, now: datetime, *, heard: bool = False
    ) -> bool:
        """Delete one of the author's own; with `heard`, even then. False: there is none.

        With an edit of the couple that changes nothing else: a relay that is just being sent
        looks again, and finds it gone.
        """
        gone = self.jar.gone(couple.id, key, which, ANY if heard else UNHEARD)
        try:
            self.preferences.edit(couple.id, lambda one: one, now, lambda _: [gone])
        except Conflict:
            return False
        return True
