"""Values that nobody may see: given here, or fetched from where they are kept at the first use."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.clients import client

if TYPE_CHECKING:
    from collections.abc import Callable


class SecretError(Exception):
    """A secret is not where it is kept, or may not be read; the message says what to do."""


class Secret:
    """One secret. It is fetched once a process, and never by a process that does not use it."""

    def __init__(self, fetch: Callable[[], str]) -> None:
        self._fetch = fetch

    @cached_property
    def value(self) -> str:
        """Raises what fetching raises; then the next use tries again."""
        return self._fetch()

    def __repr__(self) -> str:
        return "Secret()"


def given(value: str) -> Secret:
    return Secret(lambda: value)


def in_ssm(name: str, connect: Callable[[], Any] | None = None) -> Secret:
    """What SSM keeps under this name, as a SecureString. `connect` makes its client."""

    def fetch() -> str:
        from botocore.exceptions import ClientError

        try:
            answer = (connect or _ssm)().get_parameter(Name=name, WithDecryption=True)
        except ClientError as error:
            if error.response["Error"]["Code"] != "ParameterNotFound":
                raise
            raise SecretError(
                f"SSM has no parameter {name}: `make deploy` puts it there."
            ) from None
        return str(answer["Parameter"]["Value"]).strip()

    return Secret(fetch)


@cache
def _ssm() -> Any:
    return client("ssm")
