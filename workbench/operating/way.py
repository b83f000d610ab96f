"""The way to the AWS that a stage is in: what its file says, as for `deploy` and the doctor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError

from workbench.aws import Aws
from workbench.deploying.account import PATIENT, Account
from workbench.operating.refusals import UnreachableError
from workbench.ports import Ports
from workbench.stages.settings import LOCAL, described

if TYPE_CHECKING:
    from pathlib import Path

    from botocore.config import Config

    from workbench.stages.settings import StageSettings


@dataclass(frozen=True, slots=True)
class Way:
    """To one stage: on this machine, or in one's AWS account."""

    stage: str
    port: int
    settings: StageSettings | None  # None: there is no file, so boto3 says where the account is

    @classmethod
    def to(cls, stage: str, port: int, folder: Path | None = None) -> Way:
        """Raises StageError if the stage has a file that is wrong."""
        return cls(stage, port, None if stage == LOCAL else described(stage, folder))

    def client(self, service: str, config: Config | None = None, url: str | None = None) -> Any:
        """A boto3 client; on a local AWS, of what answers at `url` for this service, if given."""
        if self.stage == LOCAL:
            return Aws(url or Ports(self.port).aws_url).client(service)
        if self.settings is None:
            return _as_boto3_is_told(service, config or PATIENT)
        settings = self.settings
        if settings.endpoint and url:
            settings = replace(settings, endpoint=url)
        return Account(settings).client(service, config)

    @property
    def sign_in(self) -> str:
        if self.stage == LOCAL:
            return "Is `make run` still running, on this --port?"
        if self.settings is None:
            return (
                "Sign in, and say which profile and region to use with AWS_PROFILE and "
                "AWS_DEFAULT_REGION."
            )
        return "Sign in, and say which profile to use with AWS_PROFILE."

    @property
    def look(self) -> str:
        """What to look at if this is not the AWS that was meant."""
        file = f".chalice/stages/{self.stage}.toml"
        if self.stage == LOCAL:
            return "Is `make run` still running, on this --port?"
        if self.settings is None:
            return f"Is it the right region? AWS_DEFAULT_REGION says which, or a {file}."
        if self.settings.endpoint:
            return f"Is it the right AWS? The region and the endpoint in {file} say which."
        return f"Is it the right region? {file} says which."


def _as_boto3_is_told(service: str, config: Config) -> Any:
    try:
        return boto3.Session().client(service, config=config)
    except BotoCoreError:
        raise
    except ValueError as error:  # an address of AWS that is none
        raise UnreachableError(
            f"AWS cannot be reached: {error}. AWS_ENDPOINT_URL, or the profile, says so."
        ) from error
