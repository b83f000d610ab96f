"""A person's own page, on an ordinary day and on others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalicelib.couples.addresses import masked
from chalicelib.couples.model import Contact, Partner, Small, new_partner
from chalicelib.pages.forms import ConsentForm, zones
from chalicelib.pages.me_lost import lost
from chalicelib.pages.wording import COMFORTS, LATE_TEXTS, LOCK_SCREEN, RELAYS, sms_terms
from tests.pages.sample_settings import SETTINGS

INVITE_URL = "https://after.example/api/join/4fQx9TzL2mVbKw8s"

SHORT = "Half asleep counts, too."
NOTE = (
    "If Sam's phone is lying about half empty, plug it in on your way past. That's the whole job."
)


def contact(
    channel: str, shown: str, state: str = "confirmed", *, shared: bool = False
) -> dict[str, Any]:
    return {"channel": channel, "shown": shown, "state": state, "shared": shared}


def me(about: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A person's own page on an ordinary day; `about` and `changes` replace whole entries."""
    person = {
        "name": "Alex",
        "zone": "America/New_York",
        "contacts": [
            contact("email", "alex@example.com"),
            contact("sms", "+1 202 555 0143"),
        ],
        "small": {
            "days": [0, 2, 4],
            "time": "20:15",
            "channel": "sms",
            "anchored": False,
            "minutes_after": 15,
        },
        "check_in": {"on": True, "channel": "email"},
        "kids_down": "20:00",
        "lights_out": "22:00",
        "kids_down_on": ["", "", "", "", "21:00", "21:00", ""],
        "lights_out_on": ["", "", "", "", "", "23:30", ""],
        "late_texts": False,
        "texts_from": "08:00",
        "texts_until": "21:00",
        "comforts": {"touch": True, "food": True, "alcohol": False, "money": True},
        "relays": True,
        "discreet": False,
        "stages": ["toddler"],
        "born": ["2026-09"],
        "now": ["a newborn", "a toddler"],
        "sick_until": "",
        "rough_until": "",
        "newborn": True,
        "newborn_pace": True,
        "paused_until": "",
    }
    day = {
        "me": person | (about or {}),
        "lost": None,
        "step": None,
        "partner": {"name": "Sam", "state": "joined"},
        "pending": None,
        "invited_until": "",
        "invite_url": "",
        "invite_text": "",
        "upcoming": [
            {"when": "Mon 23 Nov, 8:15 pm", "what": "A thank-you prompt", "channel": "sms"},
            {"when": "Wed 25 Nov, 8:15 pm", "what": "A kind word", "channel": "sms"},
            {"when": "Sun 29 Nov, 12:00 pm", "what": "The agenda", "channel": "email"},
        ],
        "notes": [
            "When the kids are down late, texts come at 8:45 pm.",
            "One note a week is plenty.",
        ],
        "lately": {
            "notes": [
                {"id": "gesture-1", "words": NOTE, "when": "Fri 20 Nov", "less": False},
                {"id": "kind-word-1", "words": SHORT, "when": "Wed 18 Nov", "less": True},
            ],
            "fewer": [{"id": "gesture-2", "words": SHORT}],
        },
        "topic": {"text": "", "longest": 140} if changes.get("partner", True) else None,
        "meeting": {"weekday": 6, "time": "20:30", "minutes": 30},
        "csrf": "csrf-token",
        "saved": False,
        "errors": {},
        "values": {},
        "zones": [],
        "labels": {
            **{field.name: field.label.text for field in ConsentForm(None, SETTINGS)},
            "late_texts": LATE_TEXTS,
            "relays": RELAYS,
            "discreet": LOCK_SCREEN,
        },
        "comforts": COMFORTS,
        "preview": None,
        "sms_terms": sms_terms(SETTINGS),
    }
    return day | changes


def contacts_of(partner: Partner) -> dict[str, Any]:
    return {
        "contacts": [
            contact(one.channel, one.address, one.state, shared=one.shared)
            for one in partner.contacts
        ]
    }


DAILY = [
    {"when": f"Mon {day} Nov, 8:15 pm", "what": "A kind word", "channel": "sms"} for day in range(9)
]
BY_EMAIL_ONLY = {"contacts": [contact("email", "a@b.example")]}
NOTHING_CAME: dict[str, Any] = {"notes": [], "fewer": []}
ALONE: dict[str, Any] = {
    "partner": None,
    "upcoming": [],
    "notes": [],
    "lately": NOTHING_CAME,
}
BAD_PREFERENCES: dict[str, Any] = {
    "zones": zones(),
    "errors": {
        "day": "Please pick days from Monday to Sunday.",
        "time": "That is no time of day. It reads like 20:15.",
        "zone": "Please choose a time zone from the list.",
        "kids_down_2": "Kids down on Wednesday: please give a time like 20:15.",
        "stages": "Please pick from the list.",
        "born": "Please give a month like 2026-03, at most ten months ahead.",
        "meeting_minutes": "Please choose 30 or 45 minutes.",
        "check_in_channel": "Please pick one of your channels.",
    },
    "values": {
        "time": "<25:99>",
        "day": ["1", "3"],
        "zone": "Nowhere/Never",
        "kids_down_2": "8",
        "born": ["soon", ""],
    },
}
BAD_CONTACT: dict[str, Any] = {
    "errors": {"address": "That address is not complete.", "consent": "Please tick this."},
    "values": {"address": "sam@", "sms_consent": "on"},
}
LOST_PHONE = replace(
    new_partner("Alex", "America/New_York", Contact("email", "alex@example.com")),
    contacts=(
        Contact("email", "alex@example.com"),
        Contact("sms", "+12025550143", state="unreachable"),
    ),
    small=Small("sms"),
)
ONLY_EMAIL = Contact("email", "alexandra.longer-name@example.com", state="unreachable")
LOST_ALL = new_partner("Alex", "America/New_York", ONLY_EMAIL)
ME: dict[str, dict[str, Any]] = {
    "me": me(saved=True),
    "me-by-text": me(step={"email": True, "waits": ""}),
    "me-by-phone-alone": me(step={"email": False, "waits": ""}),
    "me-waits": me(step={"email": False, "waits": "Wed 25 Nov, 8:15 pm"}),
    "me-alone": me(BY_EMAIL_ONLY | {"paused_until": "Monday, 30 November"}, **ALONE),
    "me-invite": me(
        partner=None,
        invite_url=INVITE_URL,
        invite_text=f"I found something small for the two of us. Look? {INVITE_URL}",
        saved="Here is your link.",
    ),
    "me-pending": me(
        partner=None, pending={"name": "Sam", "shown": "s...@example.com", "shared": False}
    ),
    "me-pending-shared": me(
        partner=None, pending={"name": "Sam", "shown": "a...@example.com", "shared": True}
    ),
    "me-invited": me(partner=None, invited_until="Sun 6 Dec"),
    "me-shared": me({"contacts": [contact("email", "us@b.example", shared=True)]}),
    "me-daily": me(
        {"newborn": False, "stages": [], "born": [], "now": []},
        upcoming=DAILY,
        lately={"notes": [], "fewer": [{"id": "gesture-2", "words": SHORT}]},
    ),
    "me-hard-time": me({"sick_until": "Mon 30 Nov", "rough_until": "Mon 21 Dec"}),
    "me-waiting": me(partner=None, may_invite=False),
    "me-lost": me(
        contacts_of(LOST_PHONE),
        lost=lost(LOST_PHONE, masked),
        upcoming=[{"when": "Sun 29 Nov, 12:00 pm", "what": "The agenda", "channel": "email"}],
        notes=[],
    ),
    "me-lost-all": me(contacts_of(LOST_ALL), **ALONE, lost=lost(LOST_ALL, masked)),
    "me-nowhere": me({"contacts": [contact("sms", "+1", "stopped")]}),
    "me-wrong": me(**BAD_PREFERENCES),
    "me-zones": me(zones=zones(), values={"time": "21:00", "zone": "Europe/Berlin"}),
    "me-trying": me(
        values={"time": "21:00", "day": ["1"], "asked": ["touch", "food", "alcohol", "money"]},
        preview={
            "upcoming": [
                {"when": "Tue 24 Nov, 9:00 pm", "what": "A kind word", "channel": "email"}
            ],
            "notes": ["One note a week is plenty."],
            "problems": [],
        },
    ),
    "me-trying-nothing": me(preview={"upcoming": [], "notes": [], "problems": []}),
    "me-wrong-one-channel": me(BY_EMAIL_ONLY, **BAD_PREFERENCES),
    "me-wrong-contact": me(**BAD_CONTACT),
    "me-topic": me(topic={"text": "Whose turn is it to call <school> & co?", "longest": 140}),
    "me-wrong-topic": me(
        errors={"topic": "That reads as if you were cross."},
        values={"topic": "The <bins>", "as_it_is": "The <bins>"},
    ),
    "me-wrong-pause": me(errors={"until": "That day is over."}, values={"until": "2020-01-01"}),
}
