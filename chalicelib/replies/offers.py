"""What our last message to somebody was about, and so what their next digit means. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chalicelib.replies.meaning import About

# tell: the other hears it now. private: its author alone has it. back: it is gone.
# release: what was set aside is an appreciation after all. restore, unmove: one's own settings, or
# the meeting, as they were before. lock: what was asked for on the page is not to be.
Act = Literal["tell", "private", "back", "release", "restore", "unmove", "lock"]

ABOUT: Mapping[str, About] = {
    "appreciation": "thanks",
    "gesture": "thanks",
    "kind_word": "thanks",
    "date_night": "date",
    "check_in": "meeting",
}
A_DAY = timedelta(days=1)
GONE_OUT = ("claimed", "in_doubt", "sent", "delivered", "unknown")


@dataclass(frozen=True, slots=True)
class Offer:
    """`facts` is what the digits act on: an appreciation's id, the days as they were, ..."""

    about: About = "nothing"
    digits: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""  # UTC ISO


NOTHING = Offer()


def of_message(delivery: Mapping[str, Any] | None, now: datetime) -> Offer | None:
    """A slot that went out asks for an answer by its channel: about the meeting until that is over,
    a small note for a day."""
    if delivery is None or delivery["state"] not in GONE_OUT:
        return None
    about = ABOUT.get(delivery.get("kind", ""))
    lasts = timedelta(0) if about == "meeting" else A_DAY
    if about is None or now >= datetime.fromisoformat(delivery["good_until"]) + lasts:
        return None
    if delivery.get("channel") == "email":
        return _of_email(about, delivery)
    facts: dict[str, Any] = {name: delivery[name] for name in ("due_at", "good_until")}
    if about != "meeting":
        facts["slot"] = delivery["SK"].split("#")[2]
    return Offer(about, facts=facts, at=delivery["at"])


def _of_email(about: About, delivery: Mapping[str, Any]) -> Offer:
    """A date's ideas count in the order in which they were shown. There is no slot: an email stays
    where it is, so LATER has nothing to bring back."""
    if about != "date" or "ideas" not in delivery:
        return Offer(about, at=delivery["at"])
    day, ideas = delivery["SK"].split("#")[2], delivery["ideas"]
    return Offer(about, ideas_by_digit(ideas), date_facts(day, delivery), delivery["at"])


def ideas_by_digit(ideas: Sequence[str]) -> dict[str, str]:
    """The digits of a date's ideas; 0 is an early bed."""
    return {**{str(number): idea for number, idea in enumerate(ideas, start=1)}, "0": ""}


def date_facts(day: str, record: Mapping[str, Any]) -> dict[str, Any]:
    """What those digits act on."""
    return {"day": day, "ideas": record["ideas"], "until": record["open_until"]}
