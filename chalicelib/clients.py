"""boto3's clients, with the patience that a Lambda has. Imported when first asked for."""

from __future__ import annotations

from typing import Any


def client(service: str, **options: Any) -> Any:
    """A boto3 client with short timeouts: a Lambda must answer within its own."""
    import boto3
    from botocore.config import Config

    patience = {"connect_timeout": 3, "read_timeout": 8, **options}
    config = Config(retries={"mode": "standard"}, **patience)
    return boto3.client(service, config=config)


def ses_client(timeout: float = 10) -> Any:
    """Sends are never retried by botocore: SES has no idempotency token, the queue is the retry."""
    import boto3
    from botocore.config import Config

    once = {"total_max_attempts": 1}
    config = Config(connect_timeout=min(3, timeout), read_timeout=timeout, retries=once)
    return boto3.client("sesv2", config=config)
