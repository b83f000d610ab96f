"""The events that Lambda hands to a function, each as its source makes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

URLENCODED = "application/x-www-form-urlencoded"


def web(
    method: str,
    path: str,
    body: str = "",
    *,
    resource: str = "",
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    **parameters: str,
) -> dict[str, Any]:
    """A call of app.app by API Gateway; `resource` is the route where it has parameters."""
    typed = {"content-type": URLENCODED} if method == "POST" else {}
    sent = {"host": "afterbedtime.test", **typed, **(headers or {})}
    several = {name: [value] for name, value in (query or {}).items()}
    event = {
        "resource": resource or path,
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": several or None,
        "pathParameters": parameters or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource or path,
            "httpMethod": method,
            "path": f"/api{path}",
            "stage": "api",
            "identity": {"sourceIp": "203.0.113.7"},
        },
        "body": body or None,
        "isBase64Encoded": False,
    }
    return {"handler": "app", "event": event}


def minute() -> dict[str, Any]:
    """A call of app.tick by the rule of every minute."""
    event = {
        "version": "0",
        "id": "1",
        "account": "000000000000",
        "time": "2026-11-23T12:00:00Z",
        "region": "us-east-1",
        "resources": ["arn:aws:events:us-east-1:000000000000:rule/tick"],
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "detail": {},
    }
    return {"handler": "tick", "event": event}


def batch(*bodies: str) -> dict[str, Any]:
    """A call of app.send by SQS."""
    records = [
        {"messageId": str(number), "receiptHandle": "x", "body": body, "eventSource": "aws:sqs"}
        for number, body in enumerate(bodies)
    ]
    return {"handler": "send", "event": {"Records": records}}


def mail_in(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """A call of app.mail_in by SQS, with what SES said of a mail."""
    return {**batch(json.dumps(receipt)), "handler": "mail_in"}


def ses_event(event: Mapping[str, Any]) -> dict[str, Any]:
    """A call of app.ses_event by SNS."""
    message = {
        "MessageId": "1",
        "Subject": "Amazon SES Email Event Notification",
        "Message": json.dumps(event),
        "MessageAttributes": {},
    }
    record = {"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": message}
    return {"handler": "ses_event", "event": {"Records": [record]}}
