"""What a stage leaves behind that was taken away, and what that costs a month."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.deploying.kept_secrets import SECRET_KEY, KeptSecrets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.deploying.account import Account
    from workbench.deploying.last_table import LastTable
    from workbench.stages.settings import StageSettings

GB = 10**9


@dataclass(slots=True)
class Remains:
    """Collected on the way: afterwards the stack cannot say it any more."""

    settings: StageSettings
    account: Account
    role: str | None = None  # by which API Gateway writes logs
    cut_off: list[str] = field(default_factory=list)  # custom domains that led here

    def told(self, table: LastTable | None) -> str:
        """A list to read; `table` if it was kept."""
        lines = [
            *(self._kept(table) if table else self._deleted()),
            *self._secrets(table),
            "backups of the table, if you made any: $0.10 a GB and month",
            *(
                f"the custom domain {name} in API Gateway: it leads nowhere"
                for name in self.cut_off
            ),
            *self._role(),
            "the domain, SES's identities and the phone number: they are not the stack's",
        ]
        return "\n".join(["\nWhat remains:", *(f"  {line}" for line in lines)])

    def _kept(self, table: LastTable) -> Iterator[str]:
        size = table.size()
        if size:
            items, held = size
            dollars = Decimal(held) / GB * self.settings.prices["table_gb_month"]
            yield f"the table {table.name} ({items} items): ${dollars:.2f} a month"

    def _deleted(self) -> Iterator[str]:
        """BackupType SYSTEM in the DynamoDB API reference, BackupDetails."""
        yield "AWS's own backup of the table, if it was deleted just now: free, gone after 35 days"

    def _secrets(self, table: LastTable | None) -> Iterator[str]:
        names = sorted(KeptSecrets(self.account, self.settings.stage).names())
        if names:
            where = "the table" if table else "a backup of the table"
            needed = f". Without the key nobody in {where} can be found"
            yield f"in SSM, free: {', '.join(names)}{needed if SECRET_KEY in names else ''}"

    def _role(self) -> Iterator[str]:
        if self.role:
            yield (
                f"the role {self.role}, free: API Gateway writes the logs of every API in this "
                "account and region by it. Delete it when it has no other"
            )
