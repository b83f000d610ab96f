"""The AWS account that a stage lives in, or the local AWS at its endpoint."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.stages.settings import StageSettings

PATIENT = Config(retries={"mode": "standard", "total_max_attempts": 5})
LOCAL = Config(proxies={}, retries={"total_max_attempts": 3}, read_timeout=90)


class AccountError(WorkbenchError):
    """AWS cannot be reached, or refuses; the message says what to do."""


class Account:
    """Makes clients for one region; at an endpoint, with the pretend keys of a local AWS."""

    def __init__(self, settings: StageSettings) -> None:
        self.region = settings.region
        self.endpoint = settings.endpoint

    def client(self, service: str, config: Config | None = None) -> Any:
        """`config` is for whoever must not be patient."""
        session = boto3.Session()
        if self.endpoint is None:
            return session.client(service, region_name=self.region, config=config or PATIENT)
        return session.client(
            service,
            endpoint_url=self.endpoint,
            region_name=self.region,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 (the local AWS accepts any)
            config=LOCAL.merge(config) if config else LOCAL,
        )

    def number(self) -> str:
        """The account's twelve digits."""
        return str(self.client("sts").get_caller_identity()["Account"])

    @property
    def pause(self) -> float:
        """Seconds between two looks at something that takes its time."""
        return 2.0 if self.endpoint is None else 0.05


@contextmanager
def explained() -> Iterator[None]:
    """Tell what AWS refuses as something that a person can put right."""
    try:
        yield
    except BotoCoreError as error:
        raise AccountError(
            f"AWS cannot be reached: {error} Sign in, and say with AWS_PROFILE which profile to "
            "use. The same command goes on where it stopped."
        ) from error
    except ClientError as error:
        said = error.response["Error"]
        raise AccountError(
            f"AWS refuses {error.operation_name}: {said.get('Message') or said['Code']} "
            f"({said['Code']}). Whoever deploys may do what docs/operating.md lists under "
            '"Who may deploy". The same command goes on where it stopped.'
        ) from error
