"""The page after the tap, as it comes to different people."""

from __future__ import annotations

from typing import Any

from chalicelib.content.words import clock_words
from chalicelib.pages.welcome_view import BEDTIMES, STAGES_SAID
from chalicelib.pages.wording import EMAIL_TOO, SMS_CONSENT, sms_terms
from tests.pages.sample_settings import SETTINGS

FORTNIGHT = [
    {"when": "Mon 23 Nov, 8:15 pm", "what": "A thank-you prompt", "channel": "email"},
    {"when": "Wed 25 Nov, 8:15 pm", "what": "An idea for the two of you", "channel": "email"},
    {"when": "Sun 29 Nov, 12:00 pm", "what": "The agenda for your check-in", "channel": "email"},
]


def welcome(**changes: Any) -> dict[str, Any]:
    page = {
        "name": "Alex",
        "inviter": "",
        "shared": False,
        "stages": STAGES_SAID,
        "bedtimes": [(at, clock_words(at)) for at in BEDTIMES],
        "question": "What did your partner do today that you were glad of?",
        "upcoming": FORTNIGHT,
        "values": {"stage": "", "kids_down": "20:00", "address": "", "words": ""},
        "texts_ticked": False,
        "wanted": ("sms",),
        "csrf": "csrf-token",
        "said": "",
        "errors": {},
        "sms_consent": SMS_CONSENT,
        "sms_terms": sms_terms(SETTINGS),
        "email_too": EMAIL_TOO,
    }
    return page | changes


WRONG = {
    "values": {"stage": "", "kids_down": "19:00", "address": "12", "words": "Stop <all> of it"},
    "errors": {
        "stage": "Please pick from the list.",
        "kids_down": "Please pick a time from the list.",
        "address": "That number is not complete. With its country code: +1 202 555 0143.",
        "sms_consent": "Tick this to get texts at that number, or leave the number out.",
        "words": "That reads as if you want less of this.",
    },
}
KEPT = {"words": "The <soup>, twice.", "message": "", "asked": False}
WELCOMES: dict[str, tuple[str, dict[str, Any]]] = {
    "welcome": ("welcome", welcome()),
    "welcome-saved": ("welcome", welcome(said="Saved. This is what comes now.", wanted=())),
    "welcome-wrong": ("welcome", welcome(**WRONG)),
    "welcome-joined": (
        "welcome",
        welcome(
            name="Jo & <Al>",
            inviter="Alex",
            wanted=("email",),
            question="What did Alex do today that you were glad of?",
        ),
    ),
    "welcome-shared": (
        "welcome",
        welcome(inviter="Alex", shared=True, wanted=("email", "sms"), upcoming=[]),
    ),
    "welcome-words": (
        "welcome_words",
        KEPT | {"message": "Something I was glad of today: The <soup>, twice."},
    ),
    "welcome-held": ("welcome_words", KEPT | {"asked": True}),
}
