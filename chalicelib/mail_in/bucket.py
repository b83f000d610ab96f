"""Where SES puts what came. Each object is read once, and gone as soon as it was heard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = 2**20  # bytes; what is larger is not even read


class GoneError(Exception):
    """There is no such object: it was heard before."""


class TooLargeError(Exception):
    """Nobody writes a megabyte of thanks."""


@dataclass(frozen=True)
class S3Bucket:
    """The bucket. `connect` makes the client, at the first mail."""

    connect: Callable[[], Any]
    name: str

    def fetch(self, key: str) -> bytes:
        """A mail as it came. Raises GoneError and TooLargeError."""
        from botocore.exceptions import ClientError

        try:
            found = self._client.get_object(Bucket=self.name, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                raise GoneError("gone") from error
            raise
        with found["Body"] as body:
            if found["ContentLength"] > LARGEST:
                raise TooLargeError("too_large")
            content: bytes = body.read()
        return content

    def delete(self, key: str) -> None:
        """Again however often: S3 says yes to what is gone."""
        self._client.delete_object(Bucket=self.name, Key=key)

    @cached_property
    def _client(self) -> Any:
        return self.connect()
