"""An export in plain words: titles, and under each a list of lines. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chalicelib.content.words import DAYS, clock_words, date_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

KINDS = {
    "appreciation": "a thank-you prompt",
    "gesture": "something small to do",
    "date_night": "an idea for the two of you",
    "kind_word": "a kind word",
    "check_in": "the agenda",
}
NOTICES = {
    "welcome": "the welcome", "link": "a fresh link", "joined": "that somebody joined",
    "relay": "thanks, passed on", "later": "a note, brought back", "answer": "an answer",
    "date_plan": "the date that was picked", "unlocking": "that a change was asked for",
    "moved": "that the check-in moved", "called_off": "that the check-in was called off",
}  # fmt: skip
BY = {"sms": "by text", "email": "by email"}
SOURCES = {**BY, "page": "on your page"}
STATES = {
    "kept": "only you see it", "held": "only you see it", "waiting": "for the check-in",
    "heard": "in the agenda", "passed": "passed on",
}  # fmt: skip
COMFORTS = {"touch": "touch", "food": "food", "alcohol": "a drink", "money": "things that cost"}


_DAYS_BEFORE = {0: "on its day", 1: "the day before"}


@dataclass(frozen=True, slots=True)
class Section:
    """`lines`: what, and in soft letters when or how."""

    title: str
    lines: Sequence[tuple[str, str]]


def readable(document: Mapping[str, Any], zone: str, title: Callable[[str], str]) -> list[Section]:
    """The sections of the page. `title`: an idea of the library in words, "" if it is gone."""

    def at(moment: str) -> str:
        local = datetime.fromisoformat(moment).astimezone(ZoneInfo(zone))
        return f"{_day(f'{local:%Y-%m-%d}')}, {clock_words(f'{local:%H:%M}')}"

    sections = [
        Section("You", [(document["you"]["name"], "your name"), (zone, "your time zone")]),
        Section("Where it comes", [(c["address"], _state(c)) for c in document["contacts"]]),
        Section("What you agreed to", [*_consents(document["consents"], at)]),
        Section("Your choices", [*_choices(document, at)]),
        Section("Your children", [*_children(document["children"])]),
        Section("Less like these", [(title(one["item"]) or one["item"], _day(one["on"]))
                                    for one in document["less_like"]]),
        Section("Your words", [(one["text"], f"{at(one['at'])}, {_kept(one)}")
                               for one in document["appreciations"]]),
        Section("Topics for the check-in", [(one["text"], one["week"] or "not shown yet")
                                            for one in document["topics"]]),
        Section("Dates you picked", [(title(one["item"]) or "taken back", f"week {one['week']}")
                                     for one in document["dates"]]),
        Section("What was sent to you", [*_sent(document, at, title)]),
    ]  # fmt: skip
    return [one for one in sections if one.lines]


def _kept(words: Mapping[str, Any]) -> str:
    return f"{SOURCES[words['source']]}, {STATES[words['state']]}"


def _state(contact: Mapping[str, Any]) -> str:
    return f"{contact['state']}, shared by you two" if contact["shared"] else contact["state"]


def _consents(
    consents: Sequence[Mapping[str, Any]], at: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    for one in consents:
        said = "Yes" if one["granted"] else "No more"
        words = f", in the words of {one['text_version']}" if one["text_version"] else ""
        place = " ".join(part for part in (one["page"], one["ip"]) if part)
        yield (
            f"{said} {BY[one['channel']]}: {one['act']}{words}",
            ", ".join(part for part in (at(one["at"]), place) if part),
        )


def _choices(document: Mapping[str, Any], at: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    chosen, pauses = document["settings"], document["pauses"]
    small, agenda, meeting = chosen["small_notes"], chosen["agenda"], document["check_in"]
    days = ", ".join(DAYS[day] for day in small["days"]) if small["on"] else "none"
    after = f"{small['minutes_after']} minutes after the kids are down"
    when = f"at {clock_words(small['time'])}" if small["time"] else after
    slower = ", one a week with a newborn" if small["newborn_pace"] else ""
    yield f"Small notes: {days}", f"{when}, {BY[small['channel']]}{slower}"
    before = _DAYS_BEFORE.get(agenda["days_before"], f"{agenda['days_before']} days before")
    comes = f"{before} at {clock_words(agenda['time'])}, {BY[agenda['channel']]}"
    yield f"The agenda: {'on' if agenda['on'] else 'off'}", comes
    yield (
        f"The check-in: {DAYS[meeting['day']]} at {clock_words(meeting['time'])}",
        f"{meeting['minutes']} minutes; for you both",
    )
    for name, label in (("kids_down", "Kids are down"), ("lights_out", "Lights out")):
        differs = [f"{DAYS[day]} {clock_words(one)}"
                   for day, one in enumerate(chosen[f"{name}_on"]) if one]  # fmt: skip
        yield f"{label}: {clock_words(chosen[name])}", ", ".join(differs)
    hours = f"{clock_words(chosen['texts_from'])} to {clock_words(chosen['texts_until'])}"
    yield f"Texts: {hours}", "later, too" if chosen["texts_after_nine"] else ""
    yield f"Thanks at once: {'yes' if chosen['thanks_at_once'] else 'no'}", ""
    yield f"Neutral first lines, for lock screens: {'yes' if chosen['discreet'] else 'no'}", ""
    if chosen["changes_by_text_from"]:
        yield (
            "Where it comes may be changed with your phone alone",
            (f"from {at(chosen['changes_by_text_from'])}, for a day"),
        )
    fine = [label for name, label in COMFORTS.items() if document["comforts"][name]]
    yield f"Fine with: {', '.join(fine) or 'none of these'}", ""
    yield from _pauses(pauses)


def _pauses(pauses: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if pauses["paused"]:
        until = pauses["paused_until"]
        yield "Paused", f"until {_day(until) if until else 'you come back'}"
    for name, label in (("sick_until", "A sick house"), ("rough_until", "A hard time")):
        if pauses[name]:
            yield label, f"until {_day(pauses[name])}"


def _children(children: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for one in children:
        yield (one["stage"], f"said in {one['month']}") if one["stage"] else (one["month"], "born")


def _sent(
    document: Mapping[str, Any], at: Callable[[str], str], title: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Notes and everything else, the newest first."""
    both = (*document["sent"], *document["notices"])
    for one in sorted(both, key=lambda one: str(one["at"]), reverse=True):
        if "notice" in one:
            what = NOTICES.get(one["notice"], one["notice"])
        else:
            what = KINDS.get(one.get("kind", ""), "a small note")
            picked = title(one.get("item", ""))
            what = f"{what}: {picked}" if picked else what
        why = f" ({one['reason']})" if one.get("reason") else ""
        by = BY.get(one.get("channel", ""), "")
        yield what, ", ".join(part for part in (at(one["at"]), by, one["state"] + why) if part)


def _day(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{date_words(found)} {found.year}"
