"""On the local AWS every call of a function is noted, and one that IAM would refuse is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.policing import Asked, asked_of, not_allowed, policies_of

if TYPE_CHECKING:
    from tests.local_service import LocalService

pytestmark = pytest.mark.service
TABLE, KEY = "table/after-bedtime-local", "parameter/after-bedtime/local/secret-key"


def test_what_functions_did_is_known_and_their_policies_allow_it(service: LocalService) -> None:
    service.api("POST", "/api/sample", {})
    asked, policies = asked_of(service), policies_of(service)
    assert {
        Asked("api", "ssm:GetParameter", KEY),
        Asked("api", "sqs:SendMessage", "after-bedtime-local-send"),
        Asked("send", "dynamodb:PutItem", TABLE),
        Asked("send", "ses:SendEmail", "configuration-set/after-bedtime-local"),
        Asked("send", "ses:GetAccount", "*"),
        Asked("ses_event", "dynamodb:GetItem", TABLE),
    } <= set(asked)
    assert policies.keys() >= {one.who for one in asked}
    assert not_allowed(asked, policies) == []


@pytest.mark.parametrize(
    "more",
    [
        Asked("tick", "ssm:GetParameter", KEY),
        Asked("send", "dynamodb:Scan", TABLE),
        Asked("api", "dynamodb:Query", f"{TABLE}/index/due"),
        Asked("api", "dynamodb:GetItem", "table/after-bedtime-prod"),
        Asked("api", "ses:SendEmail", "identity/example.org"),
        Asked("nobody", "dynamodb:GetItem", TABLE),
    ],
)
def test_what_goes_beyond_them_is_found(service: LocalService, more: Asked) -> None:
    assert not_allowed([more], policies_of(service)) == [more]
