"""On the local AWS: a domain that leads to a stage, a token that is renewed, a key that is gone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from workbench.deploying.kept_secrets import KeptSecrets, SecretsError
from workbench.deploying.starting_anew import start_anew

if TYPE_CHECKING:
    from tests.workbench.deploying.small_stage import Stage

pytestmark = pytest.mark.service

API: dict[str, Any] = {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "ours"}}
FUNCTION: dict[str, Any] = {
    "Type": "AWS::Lambda::Function",
    "Properties": {
        "Code": {
            "ZipFile": "import time\nborn = str(time.time_ns())\ndef handler(*_): return born"
        },
        "Handler": "index.handler",
        "Environment": {"Variables": {"CHANNELS": "sms"}},
        "Runtime": "python3.11",
        "Role": "arn:aws:iam::000000000000:role/none",
    },
}
LATER = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_domain_stays_when_its_stage_goes_and_leads_to_it_no_more(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.make(Api=API)
    [ours] = stage.formation.resources("AWS::ApiGateway::RestApi").values()
    gateway = stage.account.client("apigateway")
    theirs = gateway.create_rest_api(name="theirs")["id"]
    for domain, api in (("tips.example.org", ours), ("other.example.org", theirs)):
        gateway.create_domain_name(domainName=domain)
        gateway.create_base_path_mapping(domainName=domain, restApiId=api, basePath="(none)")

    assert stage.destroy("dev")

    left = {
        one["domainName"]: gateway.get_base_path_mappings(domainName=one["domainName"])["items"]
        for one in gateway.get_domain_names()["items"]
    }
    assert left["tips.example.org"] == []
    assert [one["restApiId"] for one in left["other.example.org"]] == [theirs]
    assert "The custom domain tips.example.org leads here" in capsys.readouterr().out
    for domain in left:
        gateway.delete_domain_name(domainName=domain)
    gateway.delete_rest_api(restApiId=theirs)


def test_what_a_late_function_logged_anew_goes_as_well(stage: Stage) -> None:
    logs = stage.account.client("logs")
    logs.create_log_group(logGroupName="/after-bedtime/dev/tick")
    logs.create_log_group(logGroupName="/after-bedtime/devil/tick")
    assert stage.destroy("dev")
    left = logs.describe_log_groups(logGroupNamePrefix="/after-bedtime/dev")["logGroups"]
    assert [one["logGroupName"] for one in left] == ["/after-bedtime/devil/tick"]
    logs.delete_log_group(logGroupName="/after-bedtime/devil/tick")


def test_a_key_is_never_made_anew_for_people_who_are_there(stage: Stage) -> None:
    kept = KeptSecrets(stage.account, "dev")
    with pytest.raises(SecretsError, match=r"--name /after-bedtime/dev/secret-key") as error:
        kept.complete(texts=False, twilio=str, say=print, table=True)
    account = stage.account
    assert f"--region {account.region} --endpoint-url {account.endpoint}" in str(error.value)
    assert "--value file:///dev/stdin" in str(error.value)  # whoever lists processes sees no key
    assert kept.names() == set()
    kept.complete(texts=False, twilio=str, say=print)
    kept.complete(texts=False, twilio=str, say=print, table=True)
    assert kept.names() == {"secret-key"}


def test_a_token_is_renewed_and_functions_start_with_it(stage: Stage) -> None:
    kept = KeptSecrets(stage.account, "dev")
    kept.complete(texts=True, twilio=lambda: "the first", say=print)
    stage.make(Function=FUNCTION)
    [function] = stage.formation.resources("AWS::Lambda::Function").values()
    before = (born(stage, function), born(stage, function))
    name = kept.renew_twilio("the second")
    assert start_anew(stage.account, stage.formation, LATER) == 1
    found = stage.account.client("ssm").get_parameter(Name=name, WithDecryption=True)
    assert found["Parameter"]["Value"] == "the second"
    assert found["Parameter"]["Type"] == "SecureString"
    assert before[0] == before[1] != born(stage, function)
    said = stage.account.client("lambda").get_function_configuration(FunctionName=function)
    assert said["Environment"]["Variables"]["CHANNELS"] == "sms"


def born(stage: Stage, function: str) -> str:
    """When the process began that answers."""
    answer = stage.account.client("lambda").invoke(FunctionName=function)
    return str(answer["Payload"].read().decode())
