"""A stage's secrets in SSM: made or asked for once, never shown. The key is never overwritten."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.deploying.account import Account

NO_KEY = """\
SSM has no {name}, but there is a table: with another key nobody in it would be found, and no link
would open. Put your copy back, then run the same command again:
  read -rs key && printf %s "$key" | aws ssm put-parameter --type SecureString --name {name} \
    --value file:///dev/stdin {where}
Nothing was deployed."""
SECRET_KEY, TWILIO = "secret-key", "twilio-auth-token"


class SecretsError(WorkbenchError):
    """A secret is gone that must not be made anew; the message says what to do."""


class KeptSecrets:
    """SecureString parameters under /after-bedtime/<stage>/."""

    def __init__(self, account: Account, stage: str) -> None:
        self.client = account.client("ssm")
        self.folder = f"/after-bedtime/{stage}"
        at = f" --endpoint-url {account.endpoint}" if account.endpoint else ""
        self.where = f"--region {account.region}{at}"  # for whoever is told an `aws` command

    def names(self) -> set[str]:
        """Those that are there."""
        pages = self.client.get_paginator("get_parameters_by_path").paginate(
            Path=self.folder, WithDecryption=False
        )
        return {one["Name"].rpartition("/")[2] for page in pages for one in page["Parameters"]}

    def complete(
        self,
        *,
        texts: bool,
        twilio: Callable[[], str],
        say: Callable[[str], None],
        table: bool = False,
    ) -> None:
        """Add what is missing; `twilio` gives Twilio's token when it is wanted.

        With `table`, there are people who are only found by the key that was.
        """
        there = self.names()
        if SECRET_KEY not in there and table:
            missing = f"{self.folder}/{SECRET_KEY}"
            raise SecretsError(NO_KEY.format(name=missing, where=self.where))
        if SECRET_KEY not in there:
            self._add(SECRET_KEY, secrets.token_urlsafe(48))
            say(
                f"  {self.folder}/{SECRET_KEY} is new. It signs every link and finds every "
                "address, so it must never change. There is no copy of it: keep one where you keep "
                "your backups."
            )
        if texts and TWILIO not in there:
            self._add(TWILIO, twilio())
            say(f"  {self.folder}/{TWILIO} is new.")

    def renew_twilio(self, token: str) -> str:
        """Twilio's token is another one from now on; the parameter's name."""
        self._add(TWILIO, token, overwrite=True)
        return f"{self.folder}/{TWILIO}"

    def forget(self) -> list[str]:
        """Delete them all; returns their names."""
        names = [f"{self.folder}/{name}" for name in sorted(self.names())]
        for name in names:
            self.client.delete_parameter(Name=name)
        return names

    def _add(self, name: str, value: str, *, overwrite: bool = False) -> None:
        self.client.put_parameter(
            Name=f"{self.folder}/{name}", Value=value, Type="SecureString", Overwrite=overwrite
        )
