"""What the typical service does by itself: plan, send, and hear emails."""

from __future__ import annotations

import json
from datetime import timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from models import Couple, DueEntry
from shared import SHARDS, metrics, now, s3, ses, settings, sqs, table, templates, twilio

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from models import ReceivedMail, Rest, SendJob

SOON = timedelta(days=2)


def batch_of(
    event: dict[str, Any], context: Any, work: Callable[[dict[str, Any]], None]
) -> dict[str, Any]:
    """Each message on its own; what failed is reported."""

    def one(record: SQSRecord) -> None:
        work(json.loads(record.body))

    processor = BatchProcessor(event_type=EventType.SQS)
    return process_partial_response(event, one, processor, context)


def plan_shards() -> int:
    until = f"{now():%Y-%m-%dT%H:%M:%SZ}"
    queued = sum(_queued(shard, until) for shard in SHARDS)
    metrics.add_metric(name="queued", unit=MetricUnit.Count, value=queued)
    return queued


def plan_page(rest: Rest) -> None:
    _queued(rest.shard, rest.until, ExclusiveStartKey=rest.start)


def _queued(shard: str, until: str, **options: Any) -> int:
    answer = table.query(
        IndexName="due",
        KeyConditionExpression="due_shard = :shard AND due_at <= :until",
        ExpressionAttributeValues={":shard": shard, ":until": until},
        **options,
    )
    entries = [DueEntry.model_validate(item) for item in answer["Items"]]
    if entries:
        messages = [
            {"Id": str(number), "MessageBody": one.model_dump_json()}
            for number, one in enumerate(entries[:10])
        ]
        sqs.send_message_batch(QueueUrl=settings.send_queue_url, Entries=messages)
    for one in entries:
        table.update_item(
            Key={"PK": one.pk, "SK": one.sk},
            UpdateExpression="SET due_at = :next",
            ExpressionAttributeValues={":next": (one.due_at + SOON).isoformat()},
        )
    return len(entries)


def send_one(job: SendJob) -> None:
    """Read, write, claim, send, record."""
    slot = job.slot
    pk = f"COUPLE#{slot.couple}"
    item = table.get_item(Key={"PK": pk, "SK": "COUPLE"}, ConsistentRead=True)["Item"]
    couple = Couple.model_validate(item)
    person = couple.b if slot.partner == "b" and couple.b else couple.a
    key = {"PK": pk, "SK": f"DELIVERY#{slot.partner}#{slot.day}#{slot.rhythm}"}
    table.put_item(Item={**key, "state": "claimed"}, ConditionExpression="attribute_not_exists(PK)")
    sent = _send(person.contacts[person.small.channel].address, person.small.channel)
    table.update_item(
        Key=key,
        UpdateExpression="SET #state = :sent, provider_id = :id",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues={":sent": "sent", ":id": sent},
    )
    metrics.add_metric(name="sent", unit=MetricUnit.Count, value=1)


def _send(address: str, channel: str) -> str:
    words = {
        "item_text": "Thank Sam for one small thing.",
        "unsubscribe_url": f"{settings.public_url}/unsubscribe/x",
        "manage_url": f"{settings.public_url}/link",
        "preheader": "",
    }
    if channel == "sms":
        text = templates.get_template("sms/nudge.txt").render(words)
        made = twilio.messages.create(to=address, from_=settings.twilio_sender, body=text)
        return str(made.sid)
    body = {
        "Text": {"Data": templates.get_template("email/appreciation.txt").render(words)},
        "Html": {"Data": templates.get_template("email/appreciation.html").render(words)},
    }
    subject = templates.get_template("email/appreciation.subject.txt").render(words)
    answer = ses.send_email(
        FromEmailAddress=settings.email_from,
        Destination={"ToAddresses": [address]},
        Content={"Simple": {"Subject": {"Data": subject}, "Body": body}},
    )
    return str(answer["MessageId"])


def hear(told: ReceivedMail) -> None:
    """Keep the words of an email that somebody answered with."""
    found = s3.get_object(Bucket=settings.reply_bucket, Key=told.mail.message_id)
    mail = message_from_bytes(found["Body"].read(), policy=policy.default)
    body = mail.get_body(("plain",))
    words = body.get_content().strip() if body else ""
    pk = f"INBOUND#{told.mail.message_id}"
    table.put_item(Item={"PK": pk, "SK": "INBOUND", "text": words})
    table.get_item(Key={"PK": "COUPLE#x", "SK": "COUPLE"})
    notice = {"couple": "x", "answer": told.mail.message_id}
    sqs.send_message(QueueUrl=settings.send_queue_url, MessageBody=json.dumps(notice))
