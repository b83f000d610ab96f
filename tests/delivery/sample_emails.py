"""Every email with all that it can be given, for two people with awkward names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from chalicelib.content.agenda import Said, Week, in_short, steps
from chalicelib.content.dates import in_the_agenda

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARED = {
    "service": "After Bedtime",
    "public_url": "https://after.example",
    "operator_name": "Harbour Family Practice",
    "postal_address": "1 Quiet Lane, Portland, ME 04101",
    "contact_email": "hello@example.org",
}
COMMON = {
    "name": "Zoë",
    "partner": "Jo & <Al>",
    "unsubscribe_url": "https://after.example/unsubscribe/a.b-c?x=1&y=2",
    "manage_url": "https://after.example/link",
}
CONFIRM_URL = "https://after.example/confirm/4fQx9TzL2mVbKw8s"
LINK = "https://after.example/link/4fQx9TzL2mVbKw8s"
IDEA = (
    'The hall is full of shoes & "art". When the last door closes, tell Jo & <Al> one thing that '
    "made today lighter. Four words will do."
)
WEEK = Week(
    opener="Show each other one photo you took this week. Blurred ones are welcome.",
    closer="Which moment from tonight would you like to keep?",
    topic="Which job here would you gladly drop, and what would you swap for it?",
    thanks=(
        Said("Jo & <Al>", "Zoë took the night shift, and didn't say a word."),
        Said("Zoë", "The soup <3 was on the table when I came in."),
    ),
)
PARKED = replace(WEEK, parked=(Said("Jo & <Al>", "Whose turn is it to call <school> & co?"),))
LOOK_BACK = replace(
    WEEK,
    look_back=(
        "Each pick one disagreement from the last few months. Take a middling one, and a pen.",
        "A friend of you both saw it all and wants the best for everyone. How would they tell it?",
        "What makes it hard to see it that way while you're in the middle? Write two lines.",
        "Where could that friend's view be of use next week? Read out as much as you like.",
    ),
)


def agenda(week: Week = WEEK, minutes: int = 30, **more: Any) -> dict[str, Any]:
    """What the templates of an agenda are given, as delivery/agenda.py gives it."""
    return {
        "meeting_when": "Sunday at 8:30 pm",
        "meeting_date": "Sunday 29 Nov at 8:30 pm",
        "meeting_at": "8:30 pm",
        "minutes": minutes,
        "host": "Jo & <Al>",
        "steps": steps(minutes, week),
        "shorter": [(length, in_short(length)) for length in (20, 10)],
        "agenda_url": "https://after.example/agenda/4fQx9TzL2mVbKw8s",
        **more,
    }


AGENDA = agenda()
LONG_DATE = in_the_agenda("Front row, lying down!", ahead=False)
QUESTIONS = ["Who would you trust with our key?", "Which of them is most like one of us?", "Why?"]

DATE_URL = "https://after.example/date/4fQx9TzL2mVbKw8s"
TILL = "any night till Sunday"


def idea(title: str, begins: str, plan: str = "", questions: Sequence[str] = ()) -> dict[str, Any]:
    """An idea for a date, as delivery/letters.py gives it."""
    return {
        "id": f"date-night-{title.lower().replace(' ', '-')}",
        "title": title,
        "words": f"{begins} Jo & <Al> may <3 that. Nobody has to get dressed.",
        "begins": begins,
        "minutes": 25,
        "plan": plan,
        "questions": questions,
    }


def plan_of(one: dict[str, Any]) -> dict[str, Any]:
    return {"idea": one, "title": one["title"], "when": TILL, "url": DATE_URL}


IDEAS = [
    idea("Lamp & <two> chairs", "The lamp by the window is on.", "One blanket, one light & tea."),
    idea("Songs of the car", "There was a tape in that car.", questions=QUESTIONS),
    idea("Notes in old coats", "Every coat has a pocket nobody empties.", "Search & tell."),
]

# What is shown: (template, what that email is given besides what every email is given)
EMAILS: dict[str, tuple[str, dict[str, Any]]] = {
    "confirm": ("confirm", {"url": CONFIRM_URL, "unsubscribe_url": ""}),
    "welcome": (
        "welcome",
        {"upcoming": ["Mon at 8:15 pm: a thank-you prompt", "Sun at noon: the agenda"]},
    ),
    "welcome-quiet": ("welcome", {"upcoming": []}),
    "link": ("link", {"url": LINK, "minutes": 30, "page": "me"}),
    "link-export": ("link", {"url": LINK, "minutes": 30, "page": "export"}),
    "joined": ("joined", {"joined": "Jo & <Al>"}),
    "appreciation": ("appreciation", {"item_text": IDEA}),
    "appreciation-alone": ("appreciation", {"item_text": IDEA, "partner": "your partner"}),
    "gesture": ("gesture", {"item_text": IDEA}),
    "kind_word": ("kind_word", {"item_text": IDEA}),
    "date-night": ("date_night", {"ideas": IDEAS, "when": TILL, "url": DATE_URL}),
    "date-night-one": ("date_night", {"ideas": IDEAS[:1], "when": "tonight", "url": DATE_URL}),
    "date-plan": ("date_plan", plan_of(IDEAS[0])),
    "date-plan-questions": ("date_plan", plan_of(IDEAS[1])),
    "date-plan-off": ("date_plan_off", {}),
    "check-in": ("check_in", AGENDA),
    "check-in-45": ("check_in", agenda(minutes=45, host="Zoë")),
    "check-in-parked": ("check_in", agenda(PARKED)),
    "check-in-date": ("check_in", agenda(replace(PARKED, date=LONG_DATE))),
    "check-in-look-back": ("check_in", agenda(LOOK_BACK)),
    "check-in-bare": ("check_in", agenda(Week(), host="")),
    "moved": ("moved", AGENDA),
    "called-off": ("called_off", AGENDA),
    "answer": ("answer", {"words": "Kept for Sunday, Jo & <Al>. 1 tell 2 keep private 0 undo"}),
}
