"""Every email with all that it can be given, for two people with awkward names."""

from __future__ import annotations

from typing import Any

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
IDEA = (
    'The hall is full of shoes & "art". When the last door closes, tell Jo & <Al> one thing that '
    "made today lighter. Four words will do."
)
AGENDA: dict[str, Any] = {
    "meeting_when": "Sunday at 8:30 pm",
    "minutes": 30,
    "host": "Jo & <Al>",
    "opener": "Show each other one photo you took this week. Blurred ones are welcome.",
    "closer": "Which moment from tonight would you like to keep?",
    "topic": "Which job here would you gladly drop, and what would you swap for it?",
    "thanks": [
        {"author": "Jo & <Al>", "text": "Zoë took the night shift, and didn't say a word."},
        {"author": "Zoë", "text": "The soup <3 was on the table when I came in."},
    ],
}
QUESTIONS = ["Who would you trust with our key?", "Which of them is most like one of us?", "Why?"]

# What is shown: (template, what that email is given besides what every email is given)
EMAILS: dict[str, tuple[str, dict[str, Any]]] = {
    "confirm": ("confirm", {"url": CONFIRM_URL, "unsubscribe_url": ""}),
    "welcome": (
        "welcome",
        {"upcoming": ["Mon at 8:15 pm: a thank-you prompt", "Sun at noon: the agenda"]},
    ),
    "welcome-quiet": ("welcome", {"upcoming": []}),
    "link": ("link", {"url": "https://after.example/link/4fQx9TzL2mVbKw8s", "minutes": 30}),
    "joined": ("joined", {"joined": "Jo & <Al>"}),
    "appreciation": ("appreciation", {"item_text": IDEA}),
    "appreciation-alone": ("appreciation", {"item_text": IDEA, "partner": "your partner"}),
    "gesture": ("gesture", {"item_text": IDEA}),
    "kind_word": ("kind_word", {"item_text": IDEA}),
    "date-questions": ("date_night", {"item_text": IDEA, "questions": QUESTIONS, "plan": ""}),
    "date-plan": ("date_night", {"item_text": IDEA, "plan": "One blanket, one light. Talk & eat."}),
    "check-in": ("check_in", AGENDA),
    "check-in-45": ("check_in", AGENDA | {"minutes": 45, "host": "Zoë"}),
    "check-in-bare": ("check_in", AGENDA | {"thanks": [], "opener": "", "closer": "", "topic": ""}),
}
