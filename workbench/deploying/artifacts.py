"""Versions of the service, kept in a bucket of the stage. Which of them worked: worked.py."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.by_chalice import Package
    from workbench.deploying.account import Account

ZIP = "deployment.zip"
NAMED = '"TableName":{"Fn::Sub":"after-bedtime-${Stage}"}'  # as by_chalice.py writes it
ABSENT = {"404", "NoSuchKey", "NoSuchBucket", "NotFound"}


@dataclass(frozen=True, slots=True)
class Version:
    """A template and the zip that it names, with the parameters that it was deployed with."""

    name: str  # from its content: the same files are the same version
    url: str  # of the template, as CloudFormation wants it
    parameters: Mapping[str, str] = field(default_factory=dict)  # no secret among them
    code: str = field(default="", compare=False)  # what Lambda calls CodeSha256; "": not noted
    worked_at: str = field(default="", compare=False)  # UTC


class Artifacts:
    """The stage's bucket: private, encrypted, with all versions of each file."""

    def __init__(self, account: Account, stage: str, number: str) -> None:
        self.client = account.client("s3")
        self.region = account.region
        self.stage = stage
        self.bucket = f"after-bedtime-{stage}-artifacts-{number}"

    def exists(self) -> bool:
        try:
            self.client.head_bucket(Bucket=self.bucket)
        except ClientError as error:
            if error.response["Error"]["Code"] in ABSENT:
                return False
            raise
        return True

    def make(self) -> bool:
        """Make the bucket if it is not there; whether it was made. It is closed in any case."""
        made = not self.exists()
        if made:
            # us-east-1 is the one region that must not be named (S3 API reference, CreateBucket).
            elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": self.region}}
            self.client.create_bucket(
                Bucket=self.bucket, **({} if self.region == "us-east-1" else elsewhere)
            )
        self._close()
        return made

    def keep(self, package: Package) -> Version:
        """Upload a version, unless it is there."""
        content, template = package.zip.read_bytes(), package.template.read_text()
        name = hashlib.sha256(content + template.encode()).hexdigest()[:16]
        folder = f"versions/{name}"
        if not self.read(f"{folder}/template.yaml"):
            self.client.upload_file(str(package.zip), self.bucket, f"{folder}/{ZIP}")
            # What `aws cloudformation package` does. Last: a version without it is none.
            where = template.replace(f"./{ZIP}", f"s3://{self.bucket}/{folder}/{ZIP}")
            # Written out, for a table that is there already is only known by its very name.
            where = where.replace(NAMED, f'"TableName":"after-bedtime-{self.stage}"')
            self.write(f"{folder}/template.yaml", where)
        url = f"https://s3.{self.region}.amazonaws.com/{self.bucket}/{folder}/template.yaml"
        code = base64.b64encode(hashlib.sha256(content).digest()).decode()
        return Version(name, url, code=code)

    def write(self, key: str, text: str) -> None:
        self.client.put_object(Bucket=self.bucket, Key=key, Body=text.encode())

    def read(self, key: str) -> str | None:
        """None if there is no such file, or no bucket."""
        try:
            answer: Any = self.client.get_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in ABSENT:
                return None
            raise
        return str(answer["Body"].read().decode())

    def _close(self) -> None:
        """Private, encrypted, versioned, and only by TLS."""
        closed = (
            "BlockPublicAcls",
            "IgnorePublicAcls",
            "BlockPublicPolicy",
            "RestrictPublicBuckets",
        )
        sse = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
        self.client.put_public_access_block(
            Bucket=self.bucket, PublicAccessBlockConfiguration=dict.fromkeys(closed, True)
        )
        self.client.put_bucket_encryption(
            Bucket=self.bucket, ServerSideEncryptionConfiguration={"Rules": [sse]}
        )
        self.client.put_bucket_versioning(
            Bucket=self.bucket, VersioningConfiguration={"Status": "Enabled"}
        )
        whole = f"arn:aws:s3:::{self.bucket}"
        refused = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [whole, f"{whole}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        policy = {"Version": "2012-10-17", "Statement": [refused]}
        self.client.put_bucket_policy(Bucket=self.bucket, Policy=json.dumps(policy))
