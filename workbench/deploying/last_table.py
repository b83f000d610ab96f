"""The table when its stage is taken away: kept, unless somebody says its name."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.deploying.account import Account

ABSENT = "ResourceNotFoundException"


class BackupError(WorkbenchError):
    """The last backup did not come to be, so the table is not deleted."""


class LastTable:
    """One stage's table."""

    def __init__(self, account: Account, name: str) -> None:
        self.client = account.client("dynamodb")
        self.pause = account.pause
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
        """Make an on-demand backup, which outlives the table, and wait for it; its name.

        DynamoDB deletes no table while a backup of it is being made (developer guide, "Using
        DynamoDB backup and restore"). Raises BackupError if it comes to nothing.
        """
        name = f"{self.name}-last-{now:%Y%m%d-%H%M%S}"
        made = self.client.create_backup(TableName=self.name, BackupName=name)["BackupDetails"]
        while made["BackupStatus"] == "CREATING":
            time.sleep(self.pause)
            described = self.client.describe_backup(BackupArn=made["BackupArn"])
            made = described["BackupDescription"]["BackupDetails"]
        if made["BackupStatus"] != "AVAILABLE":
            raise BackupError(
                f"The backup {name} came to nothing: DynamoDB says {made['BackupStatus']}. The "
                f"table {self.name} stays, and stays protected. Run the same command again."
            )
        return name

    def delete(self) -> None:
        """Switch its protection off and delete it."""
        self.client.update_table(TableName=self.name, DeletionProtectionEnabled=False)
        self.client.get_waiter("table_exists").wait(TableName=self.name)
        self.client.delete_table(TableName=self.name)
