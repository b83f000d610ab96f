"""The Chalice app: pages and webhooks by blueprint, one handler per event."""

from __future__ import annotations

import json
import logging
import os

from chalice.app import Chalice, CloudWatchEvent, SNSEvent, SQSEvent

from chalicelib.pages.routes import pages
from chalicelib.webhooks.routes import webhooks

STAGE = os.environ.get("STAGE", "local")  # Chalice sets it while packaging, Lambda at run time

logger = logging.getLogger("chalicelib")
logger.setLevel(logging.INFO)

app = Chalice(app_name="after-bedtime")
app.register_blueprint(pages)
app.register_blueprint(webhooks)


@app.schedule("rate(1 minute)")
def tick(_event: CloudWatchEvent) -> dict[str, int]:
    """Queue what is due. Retries are off: the next minute is the retry."""
    from dataclasses import asdict

    from chalicelib.wiring import wiring

    planned = asdict(wiring().tick())
    logger.info("tick %s", json.dumps(planned))
    return planned


@app.on_sqs_message(queue=f"after-bedtime-{STAGE}-send", batch_size=10)
def send(event: SQSEvent) -> dict[str, list[dict[str, str]]]:
    """Send a batch; what failed by our own fault comes again, the rest is done."""
    from chalicelib.delivery.batch import send_batch
    from chalicelib.wiring import wiring

    messages = [(record.to_dict()["messageId"], record.body) for record in event]
    failed = send_batch(messages, wiring().errand, wiring().desk)
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}


@app.on_sns_message(topic=f"after-bedtime-{STAGE}-ses-events")
def ses_event(event: SNSEvent) -> None:
    """Move the delivery that a receipt names."""
    from chalicelib.delivery.receipts import from_ses
    from chalicelib.wiring import wiring

    receipt = from_ses(json.loads(event.message))
    if receipt is not None:
        wiring().receipts.apply(receipt, wiring().clock())
