"""One stage as the doctor sees it: what its operator decided, and whom one can ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import ClientError

from chalicelib.dynamo import DynamoTable
from workbench.again import command
from workbench.ports import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from workbench.stages.settings import StageSettings

# What the template takes where the stage's file says nothing; a test holds them to it.
DEFAULTS = {"Channels": "email,sms", "SmsCountries": "US,CA"}


class Dns(Protocol):
    """Asks the public DNS. Nothing there is an empty answer."""

    def txt(self, name: str) -> Sequence[str]: ...

    def cname(self, name: str) -> Sequence[str]: ...

    def mx(self, name: str) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Page:
    """One HTTP answer; redirects are not followed."""

    status: int
    headers: Mapping[str, str]  # in any case
    body: str


class Web(Protocol):
    """Visits the service as anybody can. Raises OSError."""

    def get(self, url: str) -> Page: ...

    def post(self, url: str) -> Page:
        """POST an empty form."""
        ...

    def certificate_until(self, host: str, port: int) -> datetime:
        """Until when the certificate is good. Raises OSError if it is not even now."""
        ...


@dataclass(frozen=True)
class Patient:
    """Everything a check may ask."""

    settings: StageSettings
    aws: Callable[[str], Any]  # a boto3 client by its service's name
    twilio: Callable[[str, str], Any]  # a Client of Twilio's SDK, by account and token
    dns: Dns
    web: Web
    now: Callable[[], datetime]  # the real time, aware
    clock: Callable[[], datetime]  # the time that the service lives in
    package: Path  # where the zip and its template are, if it is packaged
    token: str = ""  # Twilio's, from the operator's environment; else it is in SSM
    local: bool = False  # on a local AWS
    port: int = DEFAULT  # of the service on this machine

    def command(self, words: str) -> str:
        """What to type to run another command on this stage."""
        return command(words, self.stage, port=self.port)

    @property
    def stage(self) -> str:
        return self.settings.stage

    def told(self, parameter: str) -> str:
        """What the operator decided; "" if nothing."""
        return self.settings.parameters.get(parameter) or DEFAULTS.get(parameter, "")

    def named(self, what: str) -> str:
        """What the stack calls its things: after-bedtime-<stage>-<what>."""
        return f"{self.settings.stack_name}-{what}"

    @property
    def channels(self) -> set[str]:
        return set(self.told("Channels").replace(" ", "").split(","))

    @property
    def public_url(self) -> str:
        """Who has no domain for it has API Gateway's own address, which the stack was told."""
        asked = self.told("PublicUrl")
        return (asked if asked or self.stack is None else self.has["PublicUrl"]).rstrip("/")

    @property
    def sender_address(self) -> str:
        """The address in EmailFrom, without its name."""
        return self.told("EmailFrom").rpartition("<")[2].rstrip("> ").strip().lower()

    @property
    def sender_domain(self) -> str:
        return self.sender_address.rpartition("@")[2]

    @cached_property
    def table(self) -> DynamoTable:
        return DynamoTable(lambda: self.aws("dynamodb"), self.settings.stack_name)

    @cached_property
    def stack(self) -> Mapping[str, Any] | None:
        """What CloudFormation says of the stack; None: there is none."""
        name = self.settings.stack_name
        try:
            found = self.aws("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as error:
            if error.response["Error"]["Code"] == "ValidationError":  # "does not exist"
                return None
            raise
        return dict(found)

    @property
    def has(self) -> Mapping[str, str]:
        """The parameters that the stack was deployed with."""
        said = (self.stack or {}).get("Parameters", [])
        return {one["ParameterKey"]: one.get("ParameterValue", "") for one in said}

    @cached_property
    def resources(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """By type, what the stack is made of: the template's name and the one it got."""
        found: dict[str, list[tuple[str, str]]] = {}
        asked: dict[str, str] = {"StackName": self.settings.stack_name}
        while True:
            page = self.aws("cloudformation").list_stack_resources(**asked)
            for one in page["StackResourceSummaries"]:
                names = one["LogicalResourceId"], one.get("PhysicalResourceId", "")
                found.setdefault(one["ResourceType"], []).append(names)
            if not page.get("NextToken"):
                return found
            asked["NextToken"] = page["NextToken"]

    @property
    def functions(self) -> Mapping[str, str]:
        """By the template's name, each function's own."""
        return dict(self.resources.get("AWS::Lambda::Function", ()))
