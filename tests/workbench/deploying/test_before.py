"""What is known before anything is made: what it will cost, and whether it could start."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from workbench.deploying.fixed import fixed_costs, told
from workbench.deploying.template import ParametersError, Template
from workbench.doctor.checks.settings import variable
from workbench.sources import ROOT
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import load

if TYPE_CHECKING:
    from pathlib import Path

ALARM = {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Namespace": "AWS/SQS"}}
BY_THE_STACK = (
    "TABLE_NAME",
    "SEND_QUEUE_URL",
    "SEND_DEAD_LETTERS_URL",
    "PLAN_QUEUE_URL",
    "INBOUND_QUEUE_URL",
    "SECRET_KEY_PARAMETER",
    "SES_CONFIGURATION_SET",
)
VARIABLES = {name: {"Fn::Sub": "${Stack}"} for name in BY_THE_STACK} | {
    "CHANNELS": {"Ref": "Channels"},
    "OPERATOR_NAME": {"Ref": "Name"},
    "PUBLIC_URL": {"Ref": "Url"},
    "CONTACT_EMAIL": "hello@example.org",
    "HELP_LINE": "988",
    "EMAIL_FROM": "hello@example.org",
    "POSTAL_ADDRESS": "1 Bedtime Lane",
}
HANDLER = {
    "Type": "AWS::Serverless::Function",
    "Properties": {"Environment": {"Variables": VARIABLES}},
}
TEMPLATE = Template(
    {
        "Parameters": {
            "Channels": {"Default": "email"},
            "Reply": {"Default": ""},
            "Name": {},
            "Url": {},
        },
        "Conditions": {"Replies": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Reply"}, ""]}]}},
        "Resources": {
            "APIHandler": HANDLER,
            "First": ALARM,
            "Second": {**ALARM, "Condition": "Replies"},
        },
    }
)
WRITTEN = Template.written()
GIVEN_BY_DEPLOY = {"Stage": "dev", "PublicUrl": "https://a.org"}
GIVEN = {"Name": "The Practice", "Url": "https://tips.example.org"}


def test_what_stands_still_is_counted_from_what_will_be_made() -> None:
    without = fixed_costs(TEMPLATE, TEMPLATE.values(GIVEN), DEFAULTS)
    with_replies = fixed_costs(TEMPLATE, TEMPLATE.values({**GIVEN, "Reply": "r.org"}), DEFAULTS)
    assert (without[0].count, with_replies[0].count) == (1, 2)
    assert with_replies[0].total == 2 * DEFAULTS["alarm_month"]
    assert not any(one.what == "phone number" for one in without)
    texts = fixed_costs(TEMPLATE, {"Channels": "email,sms", "Reply": ""}, DEFAULTS)
    assert sum(one.total for one in texts) - sum(one.total for one in without) == Decimal("2.65")


def test_a_formula_costs_as_many_alarms_as_it_has_metrics() -> None:
    one = {"MetricStat": {"Metric": {"MetricName": "Errors"}}, "ReturnData": False}
    with_replies = {"Fn::If": ["Replies", one, {"Ref": "AWS::NoValue"}]}
    formula = {"Metrics": [{"Expression": "SUM(METRICS())"}, one, one, with_replies]}
    resources = {"Formula": {"Type": ALARM["Type"], "Properties": formula}, "Plain": ALARM}
    template = Template({**TEMPLATE.document, "Resources": resources})
    found = [
        fixed_costs(template, {"Reply": said}, DEFAULTS)[0].total for said in ("", "r.example.org")
    ]
    assert found == [3 * DEFAULTS["alarm_month"], 4 * DEFAULTS["alarm_month"]]


def test_the_sum_is_said() -> None:
    costs = fixed_costs(TEMPLATE, TEMPLATE.values(GIVEN), DEFAULTS)
    assert f"at most                      $   {sum(one.total for one in costs):.2f}" in told(costs)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"Url": "https://a.org"}, "for email, set Name."),
        ({**GIVEN, "Nmae": "x"}, "Nmae: the template has no such parameter."),
        ({**GIVEN, "Url": "a.org"}, "Url must start with https://"),
        ({**GIVEN, "Name": ""}, "for email, set Name."),
        ({**GIVEN, "Channels": "fax"}, 'Channels must be "email", "sms" or "email,sms"'),
    ],
)
def test_what_the_service_could_not_start_with_is_said_before(
    given: dict[str, str], says: str
) -> None:
    with pytest.raises(ParametersError) as refused:
        TEMPLATE.values(given)
    assert says in str(refused.value)


def test_an_example_that_nobody_filled_in_has_all_that_it_lacks_named_at_once(
    tmp_path: Path,
) -> None:
    example = (ROOT / ".chalice" / "stages" / "example.toml").read_text()
    (tmp_path / "dev.toml").write_text(example)
    stage = load("dev", tmp_path)
    template = Template({**WRITTEN.document, "Resources": {"APIHandler": pages()}})
    with pytest.raises(ParametersError) as refused:
        template.values({**stage.parameters, **GIVEN_BY_DEPLOY}, stage.file)
    assert str(refused.value) == (
        "[parameters] in .chalice/stages/dev.toml:\n"
        "  for email, set OperatorName, ContactEmail, EmailFrom, PostalAddress."
    )


def pages() -> dict[str, Any]:
    """The function of the pages, given each parameter of ours."""
    ours = {variable(name): {"Ref": name} for name in WRITTEN.document["Parameters"]}
    return {"Properties": {"Environment": {"Variables": {**VARIABLES, **ours}}}}


def test_the_page_has_a_domain_mapped_to_the_api_by_the_name_it_has() -> None:
    template = (ROOT / ".chalice" / "resources.yaml").read_text()
    api = template.partition("\n  RestAPI:\n")[2].partition("Name: !Sub ")[2].split('"')[1]
    page = (ROOT / "docs" / "operating.md").read_text()
    assert f"to the API `{api.replace('${Stage}', 'prod')}`" in page
