"""The doctor looks where `deploy` deploys to, with the same keys."""

from __future__ import annotations

import pytest

from workbench.doctor.reach import IMPATIENT, reach
from workbench.ports import DEFAULT
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import StageSettings

LOCAL_AWS = "http://127.0.0.1:9402"


ASKED = {"sqs": "list_queues", "dynamodb": "list_tables", "sts": "get_caller_identity"}


@pytest.mark.parametrize("service", ASKED)
def test_a_local_aws_is_asked_with_its_pretend_keys_whoever_is_signed_in(service: str) -> None:
    client = reach(StageSettings("dev", "us-east-2", LOCAL_AWS, {}, DEFAULTS), DEFAULT).aws(service)
    url = client.generate_presigned_url(ASKED[service])
    assert url.startswith(LOCAL_AWS)
    assert "Credential=test%2F" in url
    assert client.meta.region_name == "us-east-2"


@pytest.mark.parametrize("endpoint", [None, LOCAL_AWS])
def test_it_asks_nobody_for_long(endpoint: str | None) -> None:
    patient = reach(StageSettings("dev", "us-east-2", endpoint, {}, DEFAULTS), DEFAULT)
    config = patient.aws("sqs").meta.config
    assert config.read_timeout == IMPATIENT.read_timeout
    assert config.connect_timeout == IMPATIENT.connect_timeout
