"""Empties what a stack cannot delete by itself, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from workbench.deploying.account import Account

GONE = {"404", "NoSuchBucket", "NotFound"}


def empty_bucket(account: Account, bucket: str) -> int:
    """Delete every version of everything in it; how many there were."""
    client = account.client("s3")
    deleted = 0
    try:
        for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket):
            every = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
            keys = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in every]
            if keys:  # a page has a thousand at most, which is what one call takes
                client.delete_objects(Bucket=bucket, Delete={"Objects": keys, "Quiet": True})
            deleted += len(keys)
    except ClientError as error:
        if error.response["Error"]["Code"] not in GONE:
            raise
    return deleted


def remove_bucket(account: Account, bucket: str) -> None:
    """Empty it and delete it."""
    empty_bucket(account, bucket)
    try:
        account.client("s3").delete_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] not in GONE:
            raise


def log_groups(account: Account, stage: str) -> list[str]:
    """Those of the stage: its own, and those that Lambda made for its functions by itself."""
    pages = account.client("logs").get_paginator("describe_log_groups")
    prefixes = (f"/after-bedtime/{stage}/", f"/aws/lambda/after-bedtime-{stage}-")
    return [
        group["logGroupName"]
        for prefix in prefixes
        for page in pages.paginate(logGroupNamePrefix=prefix)
        for group in page["logGroups"]
    ]


def delete_log_groups(account: Account, stage: str) -> None:
    """The stack's go with it; these are there all the same, for what still ran may log anew."""
    client = account.client("logs")
    for name in log_groups(account, stage):
        client.delete_log_group(logGroupName=name)
