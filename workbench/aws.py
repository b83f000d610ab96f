"""Clients of the local AWS, deaf to whatever AWS account this machine is set up for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from collections.abc import Mapping

REGION = "us-east-1"
# Neither a profile nor a file nor a proxy of the person's own may reach the local AWS.
NO_ACCOUNT = {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_DEFAULT_REGION": REGION,
}


def without_account(env: Mapping[str, str]) -> dict[str, str]:
    """Return an environment with nothing in it about anybody's AWS account or Python."""
    kept = {k: v for k, v in env.items() if not k.startswith(("AWS_", "PYTHON"))}
    return kept | NO_ACCOUNT


class Aws:
    """The local AWS at one address."""

    def __init__(self, url: str) -> None:
        self.url = url

    def client(self, service: str) -> Any:
        """Return a boto3 client; like all of them, it may be used from several threads."""
        return boto3.Session().client(
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 (the local AWS accepts any)
            config=Config(proxies={}, retries={"total_max_attempts": 3}, read_timeout=90),
        )
