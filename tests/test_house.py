"""The rules of the house (docs/architecture.md): who may import what, and who may ask the world."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.reading_imports import Import, Source, source, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a folder may import of ours. "" are the files beside the folders.
BASE = {"", "couples"}
BELOW = {
    "": {""},
    "couples": BASE,
    "content": BASE | {"content"},
    "scheduling": BASE | {"content", "scheduling"},
    "delivery": BASE | {"content", "delivery"},
    "replies": BASE | {"content", "scheduling", "replies"},
    "pages": BASE | {"content", "scheduling", "delivery", "replies", "pages"},
    "mail_in": BASE | {"content", "scheduling", "delivery", "replies", "mail_in"},
    "webhooks": BASE | {"content", "scheduling", "delivery", "replies", "webhooks"},
}
# They put the house together: app.py by name, wiring by need, over what sends and its stores.
TOP = {"app", "wiring", "sending", "stores"}
EDGES = {
    "botocore": {"dynamo", "delivery.ses", "mail_in.bucket", "clients", "secret"},
    "twilio": {"delivery.twilio", "webhooks.inbound", "webhooks.signature"},
    "requests": {"delivery.twilio"},  # what Twilio's SDK raises when the network fails
    "urllib3": {"delivery.twilio"},
    "chalice": {"app", "pages.routes", "webhooks.routes"},
    "jinja2": {"content.render"},
    "wtforms": {
        "pages.forms",
        "pages.me_fields",
        "pages.me_form",
        "pages.pause_form",
        "pages.welcome_form",
    },
    "itsdangerous": {"couples.tokens"},
    "mailparser_reply": {"mail_in.own_words"},
    "cattrs": {"couples.document"},
    "phonenumbers": {"couples.addresses"},
    "icalendar": {"content.calendar"},
    "email_validator": {"couples.addresses"},
}
# Pure besides those whose first line says so: named by the rules themselves.
PURE = {"couples.model", "delivery.model", "content.model", "content.choose", "content.sms_text",
        "replies.parse", "scheduling.due"}  # fmt: skip
ONLY_IN = {  # who may read or call it
    "os.environ": {"app", "wiring"},
    "os.getenv": set[str](),
    "datetime.now": {"clock"},
    "datetime.utcnow": set[str](),
    "datetime.today": set[str](),
    "date.today": set[str](),
    "time.time": set[str](),
    "time.sleep": set[str](),
    "secrets.token_hex": {"stores"},
    # Chalice runs a Blueprint's event handler without app.py: its registration never happens.
    "app.schedule": {"app"},
    "pages.schedule": set[str](),
    "webhooks.schedule": set[str](),
    "on_sqs_message": {"app"},
    "on_sns_message": {"app"},
    "on_cw_event": set[str](),
}
# Each exception with its reason. Adding one here is a decision.
ALLOWED = {
    ("pages.routes", "wiring"): "Chalice calls a route: nobody could hand it its collaborators",
    ("webhooks.routes", "wiring"): "the same",
    ("pages.site", "wiring"): "builds the pages from the wiring; the type alone is imported",
    ("pages.routes", "sending"): "where the templates lie",
    ("delivery.build", "sending"): "builds errands from the wiring; the type alone is imported",
    ("mail_in.build", "wiring"): "builds the ear from the wiring; the type alone is imported",
    ("replies.build", "wiring"): "builds the replies from the wiring; the type alone is imported",
    ("pages.me_view", "couples.addresses"): "masked() is text in, text out; parsers stay lazy",
    ("scheduling.schedule", "scheduling.entries"): "next_of() is pure; the writes beside it too",
}


def problems(file: Source) -> list[str]:
    """What this file does that the rules forbid."""
    return [*_imports(file), *_uses(file)]


def _imports(file: Source) -> Iterator[str]:
    for one in file.imports():
        if (file.name, one.module) in ALLOWED or one.standard:
            continue
        if _is_pure(file) and not one.for_types and not (one.ours and one.module in pure()):
            yield f"{file.name} is pure and imports {one.module}"
        if not one.ours and file.name not in EDGES.get(one.top, set()):
            yield f"{file.name} imports {one.top}"
        if one.ours and file.name not in TOP and not _is_below(file, one):
            yield f"{file.name} imports {one.module}, which stands above or beside it"


def _is_below(file: Source, one: Import) -> bool:
    folder = one.module.rpartition(".")[0]
    return one.module not in TOP and folder in BELOW[file.package]


def _uses(file: Source) -> Iterator[str]:
    reads = file.dotted_names()
    for name, may in ONLY_IN.items():
        used = any(f".{one}".endswith(f".{name}") for one in reads)
        if used and file.name not in may:
            yield f"{file.name} uses {name}"


def _is_pure(file: Source) -> bool:
    return file.name in PURE or file.says.split("\n")[0].endswith("Pure.")


@cache
def pure() -> frozenset[str]:
    return frozenset(file.name for file in sources() if _is_pure(file))


@pytest.mark.parametrize("file", sources(), ids=lambda file: file.name)
def test_a_file_keeps_the_rules_of_the_house(file: Source) -> None:
    assert problems(file) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("couples.model", "import boto3"),
        ("couples.model", "from chalicelib import table"),
        ("couples.signup", "from chalicelib.content.library import load"),
        ("content.pick", "from chalicelib.scheduling.due import Plan"),
        ("scheduling.plan", "from chalicelib.delivery.store import Ledger"),
        ("delivery.slots", "from chalicelib.scheduling import due"),
        ("delivery.send", "if TYPE_CHECKING:\n    from chalicelib.scheduling.due import Plan"),
        ("delivery.send", "def send():\n    from chalicelib.replies.jar import Jar"),
        ("delivery.queue", "import boto3"),
        ("delivery.send", "from botocore.exceptions import ClientError"),
        ("delivery.letters", "from twilio.rest import Client"),
        ("replies.handle", "from chalicelib.delivery.send import send_one"),
        ("pages.arrive", "from chalice.app import Response"),
        ("pages.arrive", "from chalicelib.wiring import wiring"),
        ("pages.arrive", "from chalicelib.webhooks.status import apply_status"),
        ("webhooks.inbound", "from chalicelib.pages.web import Visit"),
        ("limits", "from chalicelib.couples.model import Couple"),
        ("couples.signup", "import os\nSECRET = os.environ['SECRET']"),
        ("couples.signup", "import datetime\nNOW = datetime.datetime.now()"),
        ("delivery.send", "from datetime import datetime\ndef now():\n    return datetime.now()"),
        ("limits", "import numpy"),
        ("pages.routes", "@pages.on_sqs_message(queue='q')\ndef send(event): ..."),
        ("couples.links", "from .model import Couple"),
        ("content.anything", '"""Adds up. Pure."""\nimport wtforms'),
    ],
)
def test_a_file_that_breaks_a_rule_is_caught(name: str, text: str) -> None:
    assert problems(source(name, text))


def test_every_folder_has_its_place_and_every_name_in_the_rules_is_a_file() -> None:
    names = {file.name for file in sources()}
    assert {file.package for file in sources()} == BELOW.keys()
    mentioned = PURE | TOP | {name for pair in ALLOWED for name in pair}
    mentioned |= {name for table in (EDGES, ONLY_IN) for may in table.values() for name in may}
    assert mentioned <= names


def test_every_exception_is_still_needed() -> None:
    made = {(file.name, one.module) for file in sources() for one in file.imports()}
    assert ALLOWED.keys() <= made
    others = {(file.name, i.top) for file in sources() for i in file.imports() if not i.ours}
    for top, may in EDGES.items():
        assert {name for name, imported in others if imported == top} == may
