"""The table when its stage is taken away: kept, unless somebody says its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.deploying.account import Account

ABSENT = "ResourceNotFoundException"


class LastTable:
    """One stage's table."""

    def __init__(self, account: Account, name: str) -> None:
        self.client = account.client("dynamodb")
        self.name = name

    def size(self) -> tuple[int, int] | None:
        """Items and bytes, as of some hours ago; None if there is no such table."""
        try:
            table = self.client.describe_table(TableName=self.name)["Table"]
        except ClientError as error:
            if error.response["Error"]["Code"] == ABSENT:
                return None
            raise
        return int(table["ItemCount"]), int(table["TableSizeBytes"])

    def back_up(self, now: datetime) -> str:
        """Begin an on-demand backup, which outlives the table; its name."""
        name = f"{self.name}-last-{now:%Y%m%d-%H%M%S}"
        self.client.create_backup(TableName=self.name, BackupName=name)
        return name

    def delete(self) -> None:
        """Switch its protection off and delete it."""
        self.client.update_table(TableName=self.name, DeletionProtectionEnabled=False)
        self.client.get_waiter("table_exists").wait(TableName=self.name)
        self.client.delete_table(TableName=self.name)
