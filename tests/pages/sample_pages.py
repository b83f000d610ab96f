"""Every page with all that it can be given: the real forms, and made-up people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalicelib.content.agenda import LENGTHS, steps
from chalicelib.pages.export_words import Section
from chalicelib.pages.forms import JoinForm, LinkForm, SignupForm
from chalicelib.pages.wording import THANKS_HINT, sms_terms
from tests.delivery.sample_emails import AGENDA, IDEAS, TILL, WEEK
from tests.pages.sample_me import ME
from tests.pages.sample_settings import SETTINGS
from tests.pages.sample_welcome import WELCOMES

TERMS = sms_terms(SETTINGS)
BAD = {"name": '<b>"Al"</b>', "address": "sam@", "zone": "Nowhere/Never"}
SIGNUP_FIELDS = ("name", "address", "zone", "consent", "sms_consent")
JOIN_FIELDS = (*SIGNUP_FIELDS, "agenda", "nudges", "thanks", "shared")


class Posted(dict[str, str]):
    """What a browser posted, as WTForms reads it."""

    def getlist(self, name: str) -> list[str]:
        return [self[name]]


def filled(form: type[Any], **posted: str) -> Any:
    """The form after it was posted: validated, so that it carries its errors."""
    made = form(Posted(posted), SETTINGS)
    made.validate()
    return made


def arriving(form: Any, **more: Any) -> dict[str, Any]:
    return {"form": form, "sms_terms": TERMS, **more}


FOLLOWED = {
    "here": "/api/agenda/4fQx9TzL2mVbKw8s",
    "length": 30,
    "lengths": LENGTHS,
    "off": False,
    "public": False,
}
DATE = {
    "here": "/api/date/4fQx9TzL2mVbKw8s",
    "picked": None,
    "picked_by": "",
    "partner": "Jo & <Al>",
    "ideas": IDEAS,
    "knows": "",
    "enough": False,
    "when": TILL,
    "said": "",
}
KEEPSAKE = {
    "year": 2026,
    "others": [2025, 2024],
    "partner": "Jo & <Al>",
    "months": [
        {
            "name": "March",
            "words": [
                {"author": "Alex", "text": "You took both, and I slept till nine."},
                {"author": "Jo & <Al>", "text": "The <soup>."},
            ],
        },
        {"name": "November", "words": [{"author": "Alex", "text": "You laughed with them. " * 9}]},
    ],
}
DELETE = ("delete", "Delete it")
TELL, PRIVATE = ("tell", "Pass it on now"), ("private", "Keep it private")
JAR: dict[str, Any] = {
    "words": [
        {
            "id": "1",
            "text": "Sam did all of bedtime.",
            "fate": "for the check-in",
            "when": "Thu 19 Nov",
            "buttons": [TELL, PRIVATE, DELETE],
        },
        {
            "id": "2",
            "text": "The soup <3",
            "fate": "passed on",
            "when": "Mon 16 Nov",
            "buttons": [DELETE],
        },
    ],
    "pages": {"earlier": 0, "later": 0},
    "by_text": True,
    "said": "",
    "csrf": "csrf-token",
}
EXAMPLES = [
    {
        "kind": "appreciation",
        "channel": "sms",
        "text": "After Bedtime: Once the toys are in the box, tell Sam one thing that made today "
        "lighter. Four words will do.",
    },
    {
        "kind": "kind_word",
        "channel": "email",
        "text": "Supper was toast and everybody is asleep. That is a whole day, done. If there "
        "are ten minutes left, sit down in the same room.",
    },
]

UNSUBSCRIBE = {
    "shown": "Emails to alex@example.com end at once.",
    "by": "email",
    "kinds": ["small", "check_in"],
    "action": "/api/unsubscribe/token",
}
A_YEAR_OF_NOTES = [("a kind word: the photos", "Fri 20 Nov 2026, 8:15 pm, by text, sent")] * 220
EXPORT = {
    "name": "Jo & <Al>",
    "made": "Sun 22 Nov 2026, 9:40 pm",
    "sections": [
        Section("You", [("Jo & <Al>", "your name"), ("America/New_York", "your time zone")]),
        Section("Your words", [("The <soup>.", "Fri 20 Nov 2026, 8:15 pm, passed on")] * 40),
        Section("Your choices", [("Small notes: none", "")]),
        Section("What was sent to you", A_YEAR_OF_NOTES),
    ],
}

# What is shown: (template, what that page is given besides what every page is given)
STATES: dict[str, tuple[str, dict[str, Any]]] = {
    "index": ("index", {"examples": EXAMPLES}),
    "signup": ("signup", arriving(SignupForm(None, SETTINGS))),
    "signup-wrong": ("signup", arriving(filled(SignupForm, **BAD))),
    "signup-texts": ("signup", arriving(filled(SignupForm, address="+12025550143", consent="on"))),
    "join": ("join", arriving(JoinForm(None, SETTINGS), inviter="Alex", thanks_hint=THANKS_HINT)),
    "join-wrong": (
        "join",
        arriving(filled(JoinForm, **BAD), inviter="<i>Al", thanks_hint=THANKS_HINT),
    ),
    **WELCOMES,
    "check-phone": ("check_inbox", {"channel": "sms"}),
    "check-inbox": ("check_inbox", {"channel": "email"}),
    "check-either": ("check_inbox", {"channel": ""}),
    "confirm": (
        "confirm",
        {"name": "Alex", "channel": "sms", "what": "Tap once, and it begins.", "action": "/c/1"},
    ),
    "confirm-csrf": (
        "confirm",
        {"name": "", "channel": "email", "what": "Ready?", "action": "/c/1", "csrf": "x"},
    ),
    "link": ("link", arriving(LinkForm(None, SETTINGS))),
    "link-wrong": ("link", arriving(filled(LinkForm, address="12"))),
    "open-link": ("open_link", {"action": "/api/link/token", "name": "Jo & <Al>"}),
    "expired": ("expired", {}),
    **{state: ("me", context) for state, context in ME.items()},
    "agenda": ("agenda", AGENDA | FOLLOWED),
    "agenda-off": ("agenda", AGENDA | FOLLOWED | {"off": True}),
    "agenda-step": ("agenda_step", AGENDA | FOLLOWED | {"number": 2, "step": AGENDA["steps"][1]}),
    "agenda-last": ("agenda_step", AGENDA | FOLLOWED | {"number": 7, "step": AGENDA["steps"][6]}),
    "tonight-over": (
        "agenda_step",
        AGENDA | FOLLOWED | {"number": 8, "step": None, "public": True},
    ),
    "agenda-over": ("agenda_step", AGENDA | FOLLOWED | {"number": 8, "step": None}),
    "date": ("date", DATE),
    "date-picked": ("date", DATE | {"picked": IDEAS[0], "ideas": IDEAS[1:], "knows": 1}),
    "date-by-other": (
        "date",
        DATE | {"picked": IDEAS[1], "picked_by": "Jo & <Al>", "ideas": IDEAS[:1], "knows": 2},
    ),
    "date-again": ("date", DATE | {"picked": IDEAS[2], "ideas": IDEAS[:2], "enough": True}),
    "date-early": ("date", DATE | {"said": "early"}),
    "date-back": ("date", DATE | {"said": "back", "partner": ""}),
    "date-off": ("date", DATE | {"ideas": []}),
    "tonight": ("tonight", FOLLOWED | {"steps": steps(20, replace(WEEK, thanks=()))}),
    "said": ("said", {"words": "She held the baby <b>all</b> night.", "author": "Jo & <Al>"}),
    "jar": ("jar", JAR | {"said": "Gone."}),
    "jar-long": ("jar", JAR | {"pages": {"earlier": 3, "later": 1}}),
    "jar-empty": ("jar", JAR | {"words": []}),
    "jar-empty-email": ("jar", JAR | {"words": [], "by_text": False}),
    "keepsake": ("keepsake", KEEPSAKE),
    "keepsake-alone": ("keepsake", KEEPSAKE | {"partner": "", "others": []}),
    "keepsake-empty": ("keepsake", KEEPSAKE | {"year": None, "months": [], "others": []}),
    "unsubscribe": ("unsubscribe", UNSUBSCRIBE),
    "unsubscribe-one": ("unsubscribe", UNSUBSCRIBE | {"kinds": []}),
    "unsubscribed": ("unsubscribed", {"only": ""}),
    "unsubscribed-notes": ("unsubscribed", {"only": "small"}),
    "unsubscribed-agenda": ("unsubscribed", {"only": "check_in"}),
    "export": ("export", EXPORT),
    "erase": ("erase", {"csrf": "x", "partner": "Jo & <Al>", "mailbox": False, "error": ""}),
    "erase-alone": ("erase", {"csrf": "x", "partner": "", "mailbox": False, "error": ""}),
    "erase-mailbox": ("erase", {"csrf": "x", "partner": "Sam", "mailbox": True, "error": ""}),
    "erase-wrong": (
        "erase",
        {"csrf": "x", "partner": "Sam", "mailbox": False, "error": "Please tick it."},
    ),
    "erased": ("erased", {}),
    "privacy": ("privacy", {}),
    "terms": ("terms", {}),
    "message": ("message", {"title": "Nothing here", "text": "That page does not exist."}),
    "message-link": (
        "message",
        {"title": "Bye", "text": "All erased.", "link": {"url": "/api/", "label": "Home"}},
    ),
}
