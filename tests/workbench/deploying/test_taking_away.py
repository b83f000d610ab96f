"""What stands in the way of taking a stage away, and what stays behind."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from tests.workbench.deploying.pretend import PretendAccount, PretendApiGateway, PretendDynamo
from workbench.deploying.custom_domains import CustomDomains
from workbench.deploying.last_table import BackupError, LastTable
from workbench.deploying.remains import Remains
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import StageSettings

NAME = "after-bedtime-prod"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROD = StageSettings("prod", "us-east-1", None, {}, DEFAULTS)


class SizeOnly(LastTable):
    """A table that was kept."""

    def __init__(self) -> None:
        self.name = NAME

    def size(self) -> tuple[int, int]:
        return 1, 400


def table(dynamo: PretendDynamo) -> LastTable:
    return LastTable(PretendAccount(dynamodb=dynamo), NAME)


def test_the_table_is_deleted_only_once_its_backup_is_there() -> None:
    dynamo = PretendDynamo(looks=5)
    last = table(dynamo)
    assert last.back_up(NOW) == f"{NAME}-last-20261122-120000"
    assert dynamo.backup == "AVAILABLE"
    last.delete()
    assert not dynamo.there


def test_if_the_backup_comes_to_nothing_the_table_stays_protected() -> None:
    dynamo = PretendDynamo(ends="DELETED")
    with pytest.raises(BackupError, match="stays protected"):
        table(dynamo).back_up(NOW)
    assert (dynamo.there, dynamo.protected) == (True, True)


def test_what_leads_to_our_api_is_found_on_every_page_and_nothing_else_is_cut() -> None:
    leads = {
        ("other.example.org", "(none)"): "theirs",
        ("tips.example.org", "(none)"): "ours",
        ("tips.example.org", "v1"): "theirs",
        ("texts.example.org", "tips"): "ours",
    }
    gateway = PretendApiGateway(leads)
    domains = CustomDomains(PretendAccount(apigateway=gateway))
    found = domains.leading_to("ours")
    assert [one.name for one in found] == ["tips.example.org", "texts.example.org"]
    for one in found:
        domains.cut(one)
    assert set(gateway.leads.values()) == {"theirs"}
    assert domains.leading_to("ours") == []


def told(*secrets: str, table: LastTable | None = None, **what: Any) -> str:
    """What remains of a stage with these secrets, whose table was deleted unless it is given."""
    page = {"Parameters": [{"Name": f"/after-bedtime/prod/{name}"} for name in secrets]}
    ssm = SimpleNamespace(get_paginator=lambda _: SimpleNamespace(paginate=lambda **_: [page]))
    return Remains(PROD, PretendAccount(ssm=ssm), **what).told(table)


def test_what_the_key_is_needed_for_is_said_of_what_there_is() -> None:
    gone = told("secret-key", "twilio-auth-token")
    assert "secret-key, twilio-auth-token. Without the key nobody in a backup of the" in gone
    kept = told("secret-key", table=SizeOnly())
    assert "in SSM, free: secret-key. Without the key nobody in the table can" in kept
    assert "Without the key" not in told("twilio-auth-token")
    assert "in SSM" not in told()


def test_the_role_that_writes_logs_is_named_among_what_remains() -> None:
    assert f"the role {NAME}-AccessLogRole-1, free" in told(role=f"{NAME}-AccessLogRole-1")
    assert "the role" not in told()


def test_a_domain_that_led_here_is_named_among_what_remains() -> None:
    assert "the custom domain tips.example.org in API" in told(cut_off=["tips.example.org"])
