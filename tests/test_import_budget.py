"""Cold start is a feature: each handler imports what it needs, and importing the app needs nothing.

Every case runs in a process of its own, with the real boto3 and Twilio SDK against providers on
this machine.
"""

from __future__ import annotations

import sys
import time
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from chalicelib.couples.model import CheckIn, Contact, Meeting
from chalicelib.couples.slot import Slot, SlotTimes
from chalicelib.delivery.jobs import Job, dumps
from chalicelib.delivery.ses import tag_of
from chalicelib.pages.session import Session
from chalicelib.scheduling.due import local_date, local_time
from tests.in_lambda import Home, Ran, checkout, run, unzipped
from tests.lambda_events import batch, mail_in, minute, ses_event, web
from tests.mail_in.mailing import REPLIES_ON, MailWorld, written
from tests.pages.stories import ALEX, ALEX_PHONE, SAM, asked
from tests.pretend_aws import providers
from tests.webhooks.twilio_calls import INBOUND, STATUS, signature, text_form
from tests.world import ENV, form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from chalicelib.couples.model import Couple

FORMS = ("wtforms", "phonenumbers", "email_validator")
TWILIO = ("twilio", "requests", "aiohttp")
TWILIO_REST = ("twilio.rest", "requests", "aiohttp")
TEMPLATES = ("jinja2", "tomllib")
MAIL_PARSER = "mailparser_reply"
SANG = written("Sam sang to them", sender=ALEX)
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


class Scene:
    """A couple by email and one by text, in the minute in which something is due for both."""

    def __init__(self) -> None:
        self.world = MailWorld()
        self.by_email = self.world.couple(Contact("email", ALEX))
        self.by_text = self.world.couple(Contact("sms", ALEX_PHONE))
        self.world.clock.now = self.world.next_due() or self.world.clock.now
        self.items = deepcopy(self.world.memory.items)
        self.world.tick()
        bodies = self.world.queue.take()
        self.email_job, self.text_job = bodies if self.by_email.id in bodies[0] else bodies[::-1]
        self.agenda_job, self.calendar = self.agenda()

    def agenda(self) -> tuple[str, dict[str, Any]]:
        """An agenda by email that is due now, and a call for the calendar file on its page."""
        now, world = self.world.clock(), self.world
        couple = world.couple(Contact("email", SAM))
        today = local_date(now, couple.a.zone)
        meeting = Meeting(today.weekday(), "21:00")
        at = CheckIn("email", time=f"{local_time(now, couple.a.zone):%H:%M}")

        def changed(one: Couple) -> Couple:
            return replace(one, a=replace(one.a, check_in=at), meeting=meeting)

        couple = world.preferences.edit(couple.id, changed, now)
        plan = world.agendas.of_week(couple, today, now)
        token = world.agendas.page(couple, plan, "a", now).rpartition("/")[2]
        theirs = {k: v for k, v in world.memory.items.items() if k not in self.items}
        self.items |= {k: v for k, v in deepcopy(theirs).items() if "due_shard" not in v}
        times = SlotTimes(today, now, now + timedelta(hours=1))
        path, resource = f"/agenda/{token}/check-in.ics", "/agenda/{token}/check-in.ics"
        job = dumps(Job(Slot(couple.id, "a", "check_in", times, couple.version)))
        return job, web("GET", path, resource=resource, token=token)

    def cookie(self) -> str:
        now = int(self.world.clock().timestamp())
        session = Session(self.by_email.id, "a", 0, now)
        return self.world.site.manage.sessions.cookie(session)["Set-Cookie"].split(";")[0]

    def mail(self) -> dict[str, Any]:
        """What SES says of an answer from the one by email."""
        told = self.world.told(SANG, self.world.address(self.by_email), "mail-1")
        told["mail"]["commonHeaders"]["from"] = [ALEX]
        return told

    def receipt(self) -> dict[str, Any]:
        self.world.queue.bodies.append(self.email_job)
        self.world.work()
        envelope = self.world.email.sent[-1]
        tags = {"delivery": [tag_of(envelope.key)], "attempt": [envelope.attempt]}
        return {"eventType": "Delivery", "mail": {"tags": tags}}


def twilio_call(path: str, fields: dict[str, str]) -> dict[str, Any]:
    signed = {"x-twilio-signature": signature(ENV["PUBLIC_URL"] + path, fields)}
    return web("POST", path, urlencode(fields), headers=signed)


SCENE = Scene()
SENT = {"batchItemFailures": list[str]()}
ONE_CHANNEL = {"CHANNELS": "email"}
CASES = {
    "a page": Case(web("GET", "/"), (*TWILIO, *FORMS, CALENDAR), ("jinja2",)),
    "tonight": Case(web("GET", "/tonight"), (*TWILIO, *FORMS, CALENDAR, "boto3"), ("jinja2",)),
    "a style sheet": Case(
        web("GET", "/static/style.css", resource="/static/{name}", name="style.css"),
        (*TWILIO, *FORMS, *TEMPLATES, "boto3"),
    ),
    "a form": Case(web("GET", "/signup"), TWILIO, ("wtforms",)),
    "a sign-up": Case(
        web("POST", "/signup", form(**asked(SAM))), (*TWILIO, "phonenumbers"), ("wtforms", "boto3")
    ),
    "their own page": Case(
        web("GET", "/me", headers={"cookie": SCENE.cookie()}),
        (*TWILIO, CALENDAR),
        ("jinja2",),
        "GetItem",
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
        twilio_call(STATUS, {"MessageStatus": "sent"}), (*TWILIO_REST, *FORMS, *TEMPLATES)
    ),
    "a minute": Case(
        minute(),
        (*TWILIO, *FORMS, *TEMPLATES, CALENDAR, "itsdangerous", "chalicelib.pages.site"),
        ("boto3",),
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
    "a calendar file": Case(SCENE.calendar, (*TWILIO, *FORMS), (CALENDAR,), "GetItem"),
    "a text": Case(
        batch(SCENE.text_job), (*FORMS, CALENDAR), ("twilio.rest",), "text", answer=SENT
    ),
    "a receipt": Case(
        ses_event(SCENE.receipt()), (*TWILIO, *FORMS, *TEMPLATES), (), "GetItem", answer=None
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return checkout(tmp_path_factory.mktemp("checkout"))


def called(home: Home, folder: Path, *cases: Case, more: Mapping[str, str] = {}) -> Ran:
    """Run these cases in one process at the scene's time; each must give its answer."""
    offset = folder / "clock"
    offset.write_text(str(SCENE.world.clock().timestamp() - time.time()))
    with providers(SCENE.items, {"/mails/mail-1": SANG}) as server:
        env = {**ENV, **server.env(), "CLOCK_FILE": str(offset), **cases[0].env, **more}
        ran = run(home, [case.call for case in cases], env)
        answers = [one.get("statusCode", _timeless(one)) if one else one for one in ran.answers]
        assert answers == [case.answer for case in cases]
        assert {case.asked for case in cases} - {""} <= set(server.asked)
    return ran


def _timeless(figures: dict[str, int]) -> dict[str, int]:
    """Without how late it was: on a slow machine the minute began a while ago."""
    return {name: times for name, times in figures.items() if name != "planning_lag"}


def test_importing_the_app_needs_no_setting_no_network_and_no_package(home: Home) -> None:
    ran = run(home)
    third_party = {one.partition(".")[0] for one in ran.at_import} - sys.stdlib_module_names
    assert third_party == {"app", "chalice", "chalicelib", "__main__"}
    assert not [one for one in ran.at_import if one.startswith("chalicelib.delivery")]
    sys.stdout.write(f"\n{'importing the app':20} {len(ran.at_import)} modules\n")


@pytest.mark.parametrize("name", CASES)
def test_a_handler_imports_what_it_needs(name: str, home: Home, tmp_path: Path) -> None:
    case = CASES[name]
    ran = called(home, tmp_path, case)
    sys.stdout.write(f"\n{name:20} {len(ran.modules)} modules\n")
    assert {package: ran.imported(package) for package in case.never} == {
        package: [] for package in case.never
    }
    assert [package for package in case.needs if not ran.imported(package)] == []


@pytest.mark.service
def test_the_zip_alone_runs_everything_on_a_machine_its_compiled_parts_are_not_for(
    tmp_path: Path,
) -> None:
    home = unzipped(tmp_path / "zip")
    run(home)
    called(home, tmp_path, *(case for case in CASES.values() if not case.env))
    called(home, tmp_path, CASES["an email"])
    called(home, tmp_path, CASES["an email in"])
