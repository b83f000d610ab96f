"""`cost` counts what left in the ledger, and reckons what this month will be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.couples.model import Contact
from chalicelib.delivery.model import SendError
from tests.workbench.operating.asking import answer, ask
from tests.workbench.operating.one_person import ALEX, ALEX_PHONE, SAM, THEIRS
from tests.world import World
from workbench.operating.bill import Prices
from workbench.operating.cost import standing, whose
from workbench.operating.month import Month
from workbench.operating.usage import Counted, gone_out, usage_of
from workbench.sources import ROOT
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import StageSettings

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple

A_DAY = timedelta(days=1)
FIRST = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
FILE = "the prices of .chalice/stages/prod.toml"
NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)


@pytest.fixture
def world() -> World:
    world = World()
    world.clock.now = FIRST
    return world


@pytest.fixture
def couple(world: World) -> Couple:
    """One gets texts, the other emails."""
    return world.couple(ALEX_PHONE, b=SAM)


def counts(bill: dict[str, Any]) -> dict[str, int | None]:
    return {one["what"]: one["count"] for one in bill["lines"]}


@pytest.mark.usefixtures("couple")
def test_the_forecast_on_the_first_is_what_has_left_on_the_last(world: World) -> None:
    forecast = counts(answer(world, "cost")["forecast"])
    world.until(DECEMBER.start)
    past = counts(answer(world, "cost")["past"])
    assert (forecast["texts"], forecast["emails"]) == (past["texts"], past["emails"])
    assert (past["texts"], past["emails"]) == (len(world.sms.sent), len(world.email.sent))
    assert len(world.sms.sent) > 10


@pytest.mark.usefixtures("couple")
def test_in_the_middle_of_a_month_it_is_the_same(world: World) -> None:
    world.until(FIRST + 12 * A_DAY)
    halfway = counts(answer(world, "cost")["forecast"])
    world.until(DECEMBER.start + A_DAY / 2)
    past = counts(answer(world, "cost", "--month", "2026-11")["past"])
    assert (halfway["texts"], halfway["emails"]) == (past["texts"], past["emails"])


@pytest.mark.usefixtures("couple")
def test_notices_go_on_as_last_month_had_them(world: World) -> None:
    for _ in range(3):
        world.clock.advance(days=1)
        world.text(ALEX_PHONE.address, "MENU")
        world.work()
    world.until(DECEMBER.start)
    ledger = answer(world, "ledger", "--kind", "notice")["states"]
    sent = len(world.sms.sent)
    due = counts(answer(world, "cost")["forecast"])["texts"]
    slots = answer(world, "upcoming", "--days", "31")["slots"]
    assert ledger == {"sent": 3}
    assert due == 3 + len([one for one in slots if one["channel"] == "sms"])
    assert counts(answer(world, "cost", "--month", "2026-11")["past"])["texts"] == sent


@pytest.mark.usefixtures("couple")
def test_what_people_text_counts_both_ways(world: World) -> None:
    world.until(FIRST + 20 * A_DAY)
    for _ in range(4):
        world.text(ALEX_PHONE.address, "HELP")
    found = answer(world, "cost")["forecast"]
    assert counts(found)["texts from people, and answers"] == 2 * 4


def test_what_no_provider_took_costs_nothing(world: World, couple: Couple) -> None:
    world.sms.errors = [SendError("opted out", "permanent", code="21610", stops=True)]
    world.until(FIRST + 2 * A_DAY)
    found = answer(world, "cost", "--month", "2026-11")["past"]
    assert counts(found)["texts"] == len(world.sms.sent) == 0
    states = answer(world, "ledger", "--couple", couple.id)["states"]
    assert states["failed"] == 1


@pytest.mark.parametrize(
    ("item", "costs"),
    [
        ({"state": "sent", "channel": "sms", "sent_at": "x"}, True),
        ({"state": "delivered", "channel": "sms"}, True),
        ({"state": "in_doubt", "channel": "sms"}, True),
        ({"state": "unknown", "channel": "email"}, True),
        ({"state": "failed", "channel": "sms", "sent_at": "x"}, True),
        ({"state": "failed", "channel": "sms"}, False),
        ({"state": "claimed", "channel": "sms"}, False),
        ({"state": "skipped"}, False),
        ({"state": "expired", "channel": "email"}, False),
    ],
)
def test_what_costs_is_what_was_handed_over(item: dict[str, str], *, costs: bool) -> None:
    assert gone_out(item) is costs


def test_a_month_is_that_of_sending_in_utc() -> None:
    late = {"PK": "COUPLE#c", "SK": "DELIVERY#a#2026-11-30#small", "state": "sent",
            "channel": "sms", "at": "2026-11-30T23:59:59+00:00",
            "sent_at": "2026-12-01T00:00:01+00:00"}  # fmt: skip
    usage = usage_of([late], FIRST)
    assert (usage.sent(NOVEMBER), usage.sent(DECEMBER)) == (Counted(), Counted(texts=1))


def test_months_follow_each_other_through_a_year() -> None:
    month = Month(2027, 12)
    assert (str(month.next), str(month.before), month.days) == ("2028-01", "2027-11", 31)
    assert Month(2028, 2).days == 29


def test_the_bill_is_number_times_price() -> None:
    prices = Prices(
        {**DEFAULTS, "segment": Decimal("0.02"), "email": Decimal("0.001")}, 4, Decimal(7)
    )
    lines = {one.what: one.dollars for one in prices.bill(Counted(100, 50), 10, 30, 5).lines}
    assert lines["texts"] == Decimal(2)
    assert lines["texts from people, and answers"] == Decimal("0.4")
    assert lines["emails"] == Decimal("0.05")
    assert lines["what stands there: alarms, metrics"] == Decimal(7)


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ({}, "list prices of November 2026"),
        ({"segment": Decimal("0.02")}, f"{FILE}, and else list prices of November 2026"),
        ({name: price + 1 for name, price in DEFAULTS.items()}, FILE),
    ],
    ids=["none", "one", "all"],
)
def test_it_says_whose_prices_they_are(own: dict[str, Decimal], says: str) -> None:
    stage = StageSettings("prod", "us-east-1", None, {}, {**DEFAULTS, **own})
    assert whose(stage) == says


def test_who_sends_no_texts_pays_for_no_number() -> None:
    emails, both = (standing(DEFAULTS, {"Channels": each}) for each in ("email", "email,sms"))
    assert both - emails == DEFAULTS["phone_number_month"] + DEFAULTS["campaign_month"]


def test_what_stands_there_is_what_the_operators_page_says() -> None:
    dollars = standing(DEFAULTS, {"Channels": "email"})
    page = " ".join((ROOT / "docs" / "operating.md").read_text().split())
    assert f"at most ${dollars:.2f} a month for alarms, metrics" in page
    answers = standing(DEFAULTS, {"Channels": "email", "ReplyDomain": "reply.example.org"})
    assert f"${answers - dollars:.2f} more with answers by email" in page
    # Free in an account: ten metrics in alarms, ten of its own, and dashboards; we make one.
    free = (
        10 * DEFAULTS["alarm_month"] + 10 * DEFAULTS["metric_month"] + DEFAULTS["dashboard_month"]
    )
    assert f"what is free leaves ${dollars - free:.2f}" in page


def test_a_thousand_messages_take_cents_of_aws() -> None:
    prices = Prices(DEFAULTS, 4, Decimal(0))
    few, many = (prices.bill(Counted(0, number), 0, 30, 5).lines[-2] for number in (0, 1000))
    assert Decimal("0.005") < many.dollars - few.dollars < Decimal("0.05")
    assert few.dollars < Decimal(2)


@pytest.mark.usefixtures("couple")
def test_for_people_it_is_two_tables_and_what_is_not_in_them(world: World) -> None:
    world.until(FIRST + 40 * A_DAY)
    said = ask(world, "cost").out
    for words in ("2026-11\n", "2026-12, forecast\n", "together", "a couple, of 1 couple",
                  "at list prices of November 2026", "Not in it: samples"):  # fmt: skip
        assert words in said
    assert max(map(len, said.splitlines())) <= 100


def test_a_month_before_the_ledger_has_no_bill_and_nobody_is_there_yet() -> None:
    found = answer(World(), "cost")
    assert found["past"] == {"month": "2026-10"}
    assert (found["forecast"]["couples"], found["forecast"]["dollars_a_couple"]) == (0, None)
    assert counts(found["forecast"])["emails"] == 0
    assert "2026-10\nThe ledger begins later.\n" in ask(World(), "cost").out


@pytest.mark.usefixtures("couple")
def test_a_month_to_come_has_no_bill(world: World) -> None:
    said = ask(world, "cost", "--month", "2027-01")
    assert (said.code, "2027-01 is still to come" in said.err) == (2, True)


@pytest.mark.usefixtures("couple")
def test_nothing_it_reads_or_shows_is_theirs(world: World) -> None:
    world.couple(ALEX, Contact("sms", "+12025550155"))
    world.text(ALEX_PHONE.address, "Sam sang to them")
    world.until(FIRST + 3 * A_DAY)
    said = ask(world, "cost")
    assert [one for one in (*THEIRS, "sang") if one in said.out + said.err] == []
