"""The service's stack on the local AWS: the template that ships, and the code it runs."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.cloudformation import CloudFormation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbench.aws import Aws
    from workbench.by_chalice import Package

NAME = "after-bedtime-local"
BUCKET = "after-bedtime-local-packages"
ZIP = "deployment.zip"


@dataclass(frozen=True, slots=True)
class Deployed:
    """Where things are, as the stack itself says."""

    api_id: str
    table: str
    send_queue_url: str
    plan_queue_url: str
    inbound_queue_url: str
    ses_events_topic: str
    mails_in: str  # the bucket; "" while answers by email are off
    mail_arrived_topic: str
    mail_in_queue_url: str
    functions: dict[str, str]  # the template's name -> the name it got: {"Tick": "after-..."}


class Stack:
    """One stack and its functions."""

    def __init__(self, aws: Aws, name: str = NAME) -> None:
        self.formation = CloudFormation(aws, name)
        self.functions = aws.client("lambda")
        self.s3 = aws.client("s3")

    def deploy(self, package: Package, parameters: Mapping[str, str]) -> Deployed:
        """Make the stack be what template and parameters say, and its functions run this zip."""
        # What `aws cloudformation package` does: the zip goes to S3, and the template says where.
        template = package.template.read_text().replace(f"./{ZIP}", f"s3://{BUCKET}/{ZIP}")
        url = self._template_url(template)
        asked = self.formation.asked_for(url, parameters)
        digest = hashlib.sha256(json.dumps([template, asked]).encode()).hexdigest()
        if not self.formation.is_made_from(digest):
            self._upload(package.zip)
            self.formation.apply(url, asked, digest)
        self.update_code(package.zip)
        return self.deployed()

    def update_code(self, package: Path) -> int:
        """Let every function run this zip; return how many ran another one before.

        The zip always has the same name in S3, so CloudFormation sees no change in it.
        """
        sha = base64.b64encode(hashlib.sha256(package.read_bytes()).digest()).decode()
        stale = [name for name in self.formation.functions().values() if self._sha(name) != sha]
        if stale:
            self._upload(package)
        for name in stale:
            self.functions.update_function_code(FunctionName=name, S3Bucket=BUCKET, S3Key=ZIP)
        return len(stale)

    def deployed(self) -> Deployed:
        stack = self.formation.described() or {}
        outputs = {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}
        return Deployed(
            api_id=outputs["RestAPIId"],
            table=outputs["TableName"],
            send_queue_url=outputs["SendQueueUrl"],
            plan_queue_url=outputs["PlanQueueUrl"],
            inbound_queue_url=outputs["InboundQueueUrl"],
            ses_events_topic=outputs["SesEventsTopic"],
            mails_in=outputs.get("MailsIn", ""),
            mail_arrived_topic=outputs.get("MailArrivedTopic", ""),
            mail_in_queue_url=outputs.get("MailInQueueUrl", ""),
            functions=self.formation.functions(),
        )

    def _template_url(self, template: str) -> str:
        self.s3.create_bucket(Bucket=BUCKET)
        self.s3.put_object(Bucket=BUCKET, Key=f"{self.formation.name}.yaml", Body=template.encode())
        return f"{self.s3.meta.endpoint_url}/{BUCKET}/{self.formation.name}.yaml"

    def _sha(self, name: str) -> str:
        return str(self.functions.get_function_configuration(FunctionName=name)["CodeSha256"])

    def _upload(self, package: Path) -> None:
        self.s3.upload_file(str(package), BUCKET, ZIP)
