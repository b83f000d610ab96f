"""What was true when: every couple, contact, jar and hold, by the step at which it became so."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from chalicelib import keys
from chalicelib.couples.document import from_item
from chalicelib.delivery.model import LedgerKey
from workbench.simulate_faults.people.doing import MARK
from workbench.simulate_faults.world.process import Looked

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Couple
    from workbench.simulate_faults.world.stage import Stage
    from workbench.simulate_faults.world.watched_table import Commit

Value = TypeVar("Value")


@dataclass(slots=True)
class History(Generic[Value]):
    """Values by the step from which they were so."""

    steps: list[int] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def note(self, stage: Stage, value: Value) -> None:
        self.steps.append(stage.step)
        self.times.append(stage.now)
        self.values.append(value)

    def before(self, step: int) -> Value | None:
        """As somebody saw it who looked at that step."""
        place = bisect_left(self.steps, step)
        return self.values[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Word:
    """An appreciation, as far as it may be seen: `state` None means taken back."""

    couple_id: str
    author: str
    state: str | None


@dataclass(slots=True)
class Chronicle:
    """Told by the table, at every commit."""

    stage: Stage
    couples: dict[str, History[Couple | None]] = field(default_factory=dict)
    contacts: dict[str, History[str | None]] = field(default_factory=dict)
    words: dict[str, History[Word]] = field(default_factory=dict)
    hold: History[bool] = field(default_factory=History)
    claims: dict[tuple[LedgerKey, str], Looked] = field(default_factory=dict)
    ledger: dict[LedgerKey, History[str]] = field(default_factory=dict)  # "" when it is gone
    through: dict[LedgerKey, str] = field(default_factory=dict)  # expired: the last one missed

    def committed(self, commit: Commit) -> None:
        pk, sk = commit.key
        if sk == keys.COUPLE:
            couple = from_item(commit.after) if commit.after else None
            couples: History[Couple | None] = self.couples.setdefault(_id(pk), History())
            couples.note(self.stage, couple)
        elif sk == keys.CONTACT:
            state = commit.after["state"] if commit.after else None
            self.contacts.setdefault(pk, History()).note(self.stage, state)
        elif sk.startswith(keys.APPRECIATION):
            self._word(pk, commit)
        elif commit.key == (keys.CONTROL, keys.HOLD):
            self.hold.note(self.stage, bool(commit.after and commit.after["held"]))
        elif sk.startswith((keys.DELIVERY, "NOTICE#")):
            self._delivery(LedgerKey(pk, sk), commit)

    def couple(self, couple_id: str, step: int) -> Couple | None:
        history = self.couples.get(couple_id)
        return history.before(step) if history else None

    def held(self, step: int) -> bool:
        return bool(self.hold.before(step))

    def _word(self, pk: str, commit: Commit) -> None:
        item = commit.after or commit.before or {}
        state = commit.after["state"] if commit.after else None
        for mark in MARK.findall(item["text"]):
            word = Word(_id(pk), item["author"], state)
            self.words.setdefault(mark, History()).note(self.stage, word)

    def _delivery(self, key: LedgerKey, commit: Commit) -> None:
        item = commit.after
        state = item["state"] if item else ""
        self.ledger.setdefault(key, History()).note(self.stage, state)
        if item and state == "claimed":
            self.claims[key, item["token"]] = Looked(self.stage.step, self.stage.now)
        if item and "through" in item:
            self.through[key] = item["through"]


def _id(pk: str) -> str:
    return pk.partition("#")[2]
