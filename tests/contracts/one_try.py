"""A DynamoDB client that tries once (or as often as it is told), and by itself reaches nobody."""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config


def client(endpoint: str = "http://127.0.0.1:1", tries: int = 1) -> Any:
    return boto3.Session().client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(connect_timeout=1, retries={"total_max_attempts": tries}, proxies={}),
    )
