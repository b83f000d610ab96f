"""AWS's clients, with the patience that a Lambda has. Imported when first asked for.

botocore's own: boto3 makes the same ones, and brings to each cold start what uploads large files.
"""

from __future__ import annotations

from functools import cache
from typing import Any


def client(service: str, **options: Any) -> Any:
    """A client with short timeouts: a Lambda must answer within its own."""
    from botocore.config import Config

    patience = {"connect_timeout": 3, "read_timeout": 8, **options}
    config = Config(retries={"mode": "standard"}, **patience)
    return session().create_client(service, config=config)


def ses_client(timeout: float = 10) -> Any:
    """Sends are never retried by botocore: SES has no idempotency token, the queue is the retry."""
    from botocore.config import Config

    once = {"total_max_attempts": 1}
    config = Config(connect_timeout=min(3, timeout), read_timeout=timeout, retries=once)
    return session().create_client("sesv2", config=config)


@cache
def session() -> Any:
    """One for all clients of a process: what AWS's services look like is read once."""
    from botocore.session import get_session

    return get_session()
