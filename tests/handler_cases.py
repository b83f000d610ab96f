"""The import budget: for each kind of event, the packages that its function may not import.

Each of them costs a cold start tens of milliseconds, and has nothing to do for that event.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.handler_scene import Scene, twilio_call
from tests.lambda_events import batch, mail_in, minute, ses_event, web
from tests.mail_in.mailing import REPLIES_ON
from tests.pages.stories import SAM, asked
from tests.webhooks.twilio_calls import INBOUND, text_form
from tests.world import form

# Nobody's first event needs these: figures are written with powertools once there are some to tell.
NOBODY = (
    "boto3",
    "s3transfer",
    "pydantic",
    "aws_lambda_powertools",
    "sklearn",
    "workbench",
    "tests",
)
FORMS = ("wtforms", "phonenumbers", "email_validator")
TWILIO = ("twilio", "requests", "aiohttp")
TWILIO_REST = ("twilio.rest", "requests", "aiohttp")
TEMPLATES = ("jinja2", "tomllib")
MAIL_PARSER = "mailparser_reply"
PARSER = "chalicelib.replies.parse"  # with what it reads words by
CALENDAR = "icalendar"


@dataclass(frozen=True)
class Case:
    """A call, what must come of it, and what it must not import."""

    call: dict[str, Any]
    never: tuple[str, ...]
    needs: tuple[str, ...] = ()
    asked: str = ""
    env: dict[str, str] = field(default_factory=dict)
    answer: Any = 200


SCENE = Scene()
SENT = {"batchItemFailures": list[str]()}
ONE_CHANNEL = {"CHANNELS": "email"}
CASES = {
    "a page": Case(web("GET", "/"), (*TWILIO, *FORMS, CALENDAR, PARSER), ("jinja2",)),
    "tonight": Case(web("GET", "/tonight"), (*TWILIO, *FORMS, CALENDAR, "botocore"), ("jinja2",)),
    "a style sheet": Case(
        web("GET", "/static/style.css", resource="/static/{name}", name="style.css"),
        (*TWILIO, *FORMS, *TEMPLATES, "botocore"),
    ),
    "a form": Case(web("GET", "/signup"), TWILIO, ("wtforms",)),
    "a sign-up": Case(
        web("POST", "/signup", form(**asked(SAM))),
        (*TWILIO, "phonenumbers"),
        ("wtforms", "botocore"),
    ),
    "their own page": Case(
        web("GET", "/me", headers={"cookie": SCENE.cookie()}),
        (*TWILIO, CALENDAR),
        ("jinja2",),
        "BatchGetItem",
    ),
    "an email in": Case(
        mail_in(SCENE.mail()),
        (*TWILIO, "wtforms", "phonenumbers", CALENDAR, "chalicelib.pages.site"),
        (MAIL_PARSER, "email_validator"),
        "SendMessage",
        REPLIES_ON,
        None,
    ),
    "an inbound text": Case(
        twilio_call(INBOUND, text_form("Sam sang")),
        (*TWILIO_REST, *FORMS, MAIL_PARSER),
        ("twilio",),
        "PutItem",
    ),
    "a status": Case(
        SCENE.status(), (*TWILIO_REST, *FORMS, *TEMPLATES, MAIL_PARSER), ("twilio",), "GetItem"
    ),
    "a text that waited": Case(
        SCENE.waited(),
        (*TWILIO, *FORMS, MAIL_PARSER, "chalicelib.pages.site"),
        ("botocore",),
        "PutItem",
        answer=None,
    ),
    "the rest of a minute": Case(
        SCENE.rest(),
        (*TWILIO, *FORMS, *TEMPLATES, CALENDAR, MAIL_PARSER, "itsdangerous"),
        ("botocore",),
        "SendMessageBatch",
        answer=None,
    ),
    "a minute": Case(
        minute(),
        (*TWILIO, *FORMS, *TEMPLATES, CALENDAR, "itsdangerous", "chalicelib.pages.site"),
        ("botocore",),
        "SendMessageBatch",
        answer={
            "queued": 2,
            "expired": 0,
            "not_planned": 0,
            "set_aside": 0,
            "handed_on": 0,
            "unknown": 0,
        },
    ),
    "an email": Case(
        batch(SCENE.email_job), (*TWILIO, *FORMS, CALENDAR), ("jinja2",), "email", ONE_CHANNEL, SENT
    ),
    "an agenda": Case(
        batch(SCENE.agenda_job), (*TWILIO, *FORMS), ("jinja2", CALENDAR), "email", ONE_CHANNEL, SENT
    ),
    "a calendar file": Case(SCENE.calendar, (*TWILIO, *FORMS), (CALENDAR,), "BatchGetItem"),
    "a text": Case(
        batch(SCENE.text_job), (*FORMS, CALENDAR), ("twilio.rest",), "text", answer=SENT
    ),
    "a receipt": Case(
        ses_event(SCENE.receipt()), (*TWILIO, *FORMS, *TEMPLATES), (), "GetItem", answer=None
    ),
}


def clock_offset(now: float) -> float:
    """Seconds from `now` (a timestamp) to the scene: what a function's clock file is to hold."""
    return SCENE.world.clock().timestamp() - now
