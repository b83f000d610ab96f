"""From the name of a stage to all that can be asked about it."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from workbench.aws import Aws
from workbench.cloudformation import CloudFormation
from workbench.deploying.account import Account
from workbench.doctor.internet import Internet, PublicDns
from workbench.doctor.patient import Patient
from workbench.operating.reach import reach as reach_table
from workbench.ports import Ports
from workbench.sources import ROOT
from workbench.stack import NAME
from workbench.stages.settings import LOCAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.stages.settings import StageSettings

# A doctor who waits long for one answer is not asked twice.
IMPATIENT = Config(connect_timeout=5, read_timeout=15, retries={"total_max_attempts": 2})
TOKEN = "TWILIO_AUTH_TOKEN"  # noqa: S105 (its name)
SINK = "SesEndpointUrl"


def reach(settings: StageSettings, port: int) -> Patient:
    """Everything real. Raises UnreachableError if it is the local service and does not run."""
    if settings.stage == LOCAL:
        return _on_this_machine(settings, port)

    def now() -> datetime:
        return datetime.now(UTC)

    return Patient(
        settings=settings,
        aws=_in_the_account(settings),
        twilio=_twilio,
        dns=PublicDns(),
        web=Internet(),
        now=now,
        clock=now,
        package=ROOT / "build" / settings.stage / "deployment.zip",
        token=os.environ.get(TOKEN, ""),
        local=settings.endpoint is not None,
    )


def _on_this_machine(settings: StageSettings, port: int) -> Patient:
    """The running service, with the parameters that it was deployed with."""
    place = reach_table(LOCAL, None, port)
    aws = Aws(Ports(port).aws_url)
    stack = CloudFormation(aws, NAME).described() or {}
    told = {one["ParameterKey"]: one["ParameterValue"] for one in stack.get("Parameters", [])}

    @cache
    def client(service: str) -> Any:
        # Emails go to a sink of ours, which the functions alone are told of.
        at = Aws(told[SINK]) if service == "sesv2" and told.get(SINK) else aws
        return at.client(service)

    return Patient(
        settings=replace(settings, endpoint=aws.url, parameters=MappingProxyType(told)),
        aws=client,
        twilio=_twilio,
        dns=PublicDns(),
        web=Internet(),
        now=lambda: datetime.now(UTC),
        clock=place.clock,
        package=ROOT / "build" / LOCAL / "deployment.zip",
        local=True,
        port=port,
    )


def _in_the_account(settings: StageSettings) -> Callable[[str], Any]:
    account = Account(settings)

    @cache
    def client(service: str) -> Any:
        return account.client(service, IMPATIENT)

    return client


def _twilio(account: str, token: str) -> Any:
    from twilio.http.http_client import TwilioHttpClient
    from twilio.rest import Client

    return Client(account, token, http_client=TwilioHttpClient(timeout=15))
