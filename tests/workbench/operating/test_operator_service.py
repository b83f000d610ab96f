"""The commands beside the running service: what they say is what the page says, and what comes."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.workbench.operating.terminal import run, said
from workbench.walk import Browser

if TYPE_CHECKING:
    from tests.local_service import LocalService

pytestmark = pytest.mark.service

TABLE = "after-bedtime-local"
WHEN = re.compile(r"[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}, \d{1,2}:\d\d [ap]m")
ASKED = ("partner", "date", "rhythm", "due_at", "channel", "kind", "item")
TEN_MINUTES = 600


@pytest.fixture(scope="module")
def couple(service: LocalService) -> dict[str, Any]:
    """A sample couple that signed up through the pages."""
    made: dict[str, Any] = service.api("POST", "/api/sample", {})
    return made


def on(service: LocalService, *words: str) -> Any:
    return said(*words, "--port", str(service.ports.workbench))


def account(service: LocalService) -> dict[str, str]:
    """The local AWS as if it were the account one is signed in to."""
    signed_in = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    return {"AWS_ENDPOINT_URL": service.ports.aws_url, **signed_in}


def own_page(service: LocalService, person: dict[str, Any]) -> str:
    """Somebody's own page, by a fresh link."""

    async def visit() -> str:
        async with Browser(service.url) as browser:
            link = service.get(person["manage"]).headers["Location"]
            await browser.submit(await browser.open(link))
            return (await browser.open("/me")).html

    return asyncio.run(visit())


def coming_on(page: str) -> list[str]:
    """When, for each line under "What comes next"."""
    section = page[page.index("What comes next") :]
    words = unescape(re.sub(r"<[^>]+>", " ", section[: section.index("</section>")]))
    return WHEN.findall(" ".join(words.split()))


def ledger_of(service: LocalService, couple_id: str) -> list[tuple[Any, ...]]:
    items = service.api("GET", f"/api/table?pk={quote(f'COUPLE#{couple_id}')}")["items"]
    found = []
    for one in items:
        if one["SK"].startswith("DELIVERY#"):
            _, partner, day, rhythm = one["SK"].split("#")
            what = (one["due_at"], one["channel"], one["kind"], one.get("item"))
            found.append((partner, day, rhythm, *what))
    return sorted(found)


def came(service: LocalService, couple: dict[str, Any]) -> int:
    """Messages that the two have got so far."""
    addresses = [person[kind] for person in couple["people"] for kind in ("phone", "email")]
    found = [service.api("GET", f"/api/messages?to={quote(one)}")["messages"] for one in addresses]
    return sum(len(messages) for messages in found)


def test_what_it_says_is_what_the_page_lists_and_what_is_then_sent(
    service: LocalService, couple: dict[str, Any]
) -> None:
    service.api("POST", "/api/clock", {"advance": 3 * 24 * 3600})  # it follows the moved clock
    slots = on(service, "upcoming", "--couple", couple["couple"])["slots"]
    for partner, person in zip("ab", couple["people"], strict=True):
        theirs = [slot["when"] for slot in slots if slot["partner"] == partner]
        assert coming_on(own_page(service, person)) == theirs
        assert len(theirs) >= 7
    before, known = came(service, couple), ledger_of(service, couple["couple"])

    service.api("POST", "/api/clock", {"now": max(slot["due_at"] for slot in slots)})

    expected = sorted(tuple(slot[name] for name in ASKED) for slot in slots)
    sent = ledger_of(service, couple["couple"])
    assert [one for one in sent if one not in known] == expected
    assert came(service, couple) - before == len(expected)
    found = on(service, "ledger", "--couple", couple["couple"], "--kind", "slot")
    assert set(found["states"]) <= {"sent", "delivered"}
    assert len(found["deliveries"]) == len(sent)


def test_shards_are_raised_on_the_running_service(
    service: LocalService, couple: dict[str, Any]
) -> None:
    before = on(service, "shards")
    to = str(before["read"] * 2)
    assert on(service, "shards", "raise", "--to", to)["step"] == "read"
    assert (
        run("shards", "raise", "--to", to, "--port", f"{service.ports.workbench}").returncode == 1
    )
    service.api("POST", "/api/clock", {"advance": TEN_MINUTES})
    moved = on(service, "shards", "raise", "--to", to)
    after = on(service, "shards")
    assert (after["read"], after["write"], moved["left"]) == (int(to), int(to), 0)
    entries = [sum(one["entries"] for one in each["shards"]) for each in (before, after)]
    assert entries[0] == entries[1] > 0
    assert [one["to_move"] for one in after["shards"]] == [0] * int(to)

    slots = on(service, "upcoming", "--couple", couple["couple"], "--days", "4")["slots"]
    known = ledger_of(service, couple["couple"])
    service.api("POST", "/api/clock", {"now": max(slot["due_at"] for slot in slots)})
    expected = sorted(tuple(slot[name] for name in ASKED) for slot in slots)
    assert [one for one in ledger_of(service, couple["couple"]) if one not in known] == expected


def test_another_stage_is_reached_as_boto3_is_told(
    service: LocalService, couple: dict[str, Any]
) -> None:
    there = ("--stage", "prod", "--table", TABLE)
    found = said("ledger", *there, env=account(service))["deliveries"]
    here = on(service, "ledger")["deliveries"]
    names = [[(one["couple"], one["date"], one["name"]) for one in both] for both in (found, here)]
    assert names[0] == names[1]
    assert couple["couple"] in {one["couple"] for one in found}
    assert said("aside", *there, env=account(service)) == {"aside": []}


def test_a_table_that_is_not_there_is_named(service: LocalService) -> None:
    ran = run("shards", "--stage", "prod", env=account(service))
    assert ran.returncode == 1
    assert "There is no table after-bedtime-prod in us-east-1" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_what_listens_there_but_is_no_local_aws_is_said(service: LocalService) -> None:
    ran = run("upcoming", "--port", str(service.ports.pages - 2))
    assert (ran.returncode, "is not our local AWS" in ran.stderr) == (1, True)


def test_what_is_said_to_run_next_leads_to_the_same_service(service: LocalService) -> None:
    port = service.ports.workbench
    ran = run("hold", "a test", "--port", str(port))
    on(service, "resume")
    assert ran.stdout.endswith(f"python -m workbench resume --stage local --port {port}\n")
