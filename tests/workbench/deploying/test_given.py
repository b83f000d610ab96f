"""What a stage is deployed with where its file says nothing."""

from __future__ import annotations

import pytest

from tests.workbench.deploying.pretend import PretendAccount
from workbench.deploying.given import NOT_KNOWN_YET, given, without_formulas
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import StageSettings

LOCAL = "http://127.0.0.1:8402"


@pytest.mark.parametrize(
    ("endpoint", "said", "deployed"),
    [
        (LOCAL, {}, "no"),  # a local AWS makes none, and refuses the whole stack
        (LOCAL, {"AlarmsByFormula": "yes"}, "yes"),
        (None, {}, None),
        (None, {"AlarmsByFormula": "no"}, "no"),
    ],
)
def test_a_local_aws_is_asked_for_no_alarm_by_formula_unless_the_file_does(
    endpoint: str | None, said: dict[str, str], deployed: str | None
) -> None:
    settings = StageSettings("dev", "us-east-1", endpoint, said, DEFAULTS)
    found = given(settings, PretendAccount(), {})
    assert found.get("AlarmsByFormula") == deployed
    assert without_formulas(settings) == (endpoint == LOCAL and not said)


def test_without_a_domain_the_pages_are_at_the_apis_own_address_once_there_is_one() -> None:
    settings = StageSettings("dev", "us-east-1", None, {}, DEFAULTS)
    account = PretendAccount()
    account.endpoint = None
    outputs = {"RestAPIId": "abc", "EndpointURL": "https://abc.example.org/api/"}
    assert given(settings, account, {})["PublicUrl"] == NOT_KNOWN_YET
    assert given(settings, account, outputs)["PublicUrl"] == "https://abc.example.org/api"
