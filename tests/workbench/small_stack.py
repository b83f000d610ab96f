"""A stack of one small function, to try the deploying with."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

from workbench.by_chalice import Package

if TYPE_CHECKING:
    from pathlib import Path

FUNCTION: dict[str, Any] = {
    "Type": "AWS::Serverless::Function",
    "Properties": {
        "CodeUri": "./deployment.zip",
        "Handler": "app.handler",
        "Runtime": "python3.11",
        "Environment": {"Variables": {"WORD": {"Ref": "Word"}}},
    },
}
ECHO = """
import json

def handler(event, context):
    return {"statusCode": 200, "body": json.dumps(event)}
"""


def saying(word: str) -> str:
    return f"def handler(event, context):\n    return {word!r}\n"


def packaged(folder: Path, code: str, **resources: dict[str, Any]) -> Package:
    """Package this code, with a parameter Word and the outputs that the service's stack has."""
    outputs: dict[str, Any] = dict.fromkeys(
        ("TableName", "SendQueueUrl", "PlanQueueUrl", "InboundQueueUrl", "SesEventsTopic"), "none"
    )
    api = resources.get("Function", {}).get("Properties", {}).get("Events")
    outputs["RestAPIId"] = {"Ref": "ServerlessRestApi"} if api else "none"
    template = {
        "Transform": "AWS::Serverless-2016-10-31",
        "Parameters": {"Word": {"Type": "String"}},
        "Resources": resources,
        "Outputs": {name: {"Value": value} for name, value in outputs.items()},
    }
    (folder / "sam.yaml").write_text(json.dumps(template))  # JSON is YAML too
    with zipfile.ZipFile(folder / "deployment.zip", "w") as archive:
        archive.writestr("app.py", code)
    return Package(folder / "sam.yaml", folder / "deployment.zip")
