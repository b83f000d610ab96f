"""The Chalice app: pages and webhooks by blueprint, one handler per event."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from chalice.app import Chalice, CloudWatchEvent, SNSEvent, SQSEvent

from chalicelib import edge, logs
from chalicelib.pages.routes import pages
from chalicelib.webhooks.routes import webhooks

if TYPE_CHECKING:
    from collections.abc import Callable

STAGE = os.environ.get("STAGE", "local")  # Chalice sets it while packaging, Lambda at run time

if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:  # elsewhere the log is that of whoever imports us
    logs.set_up(STAGE)

# Chalice's own log would print errors in their own words, which may quote somebody.
app = Chalice(app_name="after-bedtime", configure_logs=False)
app.register_middleware(edge.around, "all")
app.register_middleware(edge.visit, "http")
app.register_blueprint(pages)
app.register_blueprint(webhooks)


@app.schedule("rate(1 minute)")
def tick(event: CloudWatchEvent) -> dict[str, int]:
    """Queue what is due. Retries are off: the next minute is the retry."""
    from chalicelib.figures import tell
    from chalicelib.wiring import wiring

    return tell(wiring().tick(_seconds_left(event)).figures())


@app.on_sqs_message(queue=f"after-bedtime-{STAGE}-plan", batch_size=1)
def plan(event: SQSEvent) -> None:
    """Go on where a tick ran out of time. Lost or repeated, the next tick makes up for it."""
    from chalicelib.figures import tell
    from chalicelib.wiring import wiring

    for record in event:
        tell(wiring().go_on(record.body, _seconds_left(event)).figures())


@app.on_sqs_message(queue=f"after-bedtime-{STAGE}-inbound", batch_size=1)
def inbound(event: SQSEvent) -> None:
    """Act on a text that came while the store was down. While it still is, it comes again."""
    from chalicelib.wiring import wiring

    for record in event:
        wiring().waiting.arrived(record.body, wiring().clock())


@app.on_sqs_message(queue=f"after-bedtime-{STAGE}-mail-in", batch_size=1)
def mail_in(event: SQSEvent) -> None:
    """Hear what somebody answered by email. There is none of it unless it is switched on."""
    from chalicelib.wiring import wiring

    for record in event:
        wiring().mail_in.arrived(record.body, wiring().clock())


@app.on_sqs_message(queue=f"after-bedtime-{STAGE}-send", batch_size=10)
def send(event: SQSEvent) -> dict[str, list[dict[str, str]]]:
    """Send a batch; what failed by our own fault comes again, the rest is done."""
    from chalicelib.delivery.batch import arrived
    from chalicelib.figures import tell
    from chalicelib.wiring import wiring

    messages = [arrived(record.to_dict()) for record in event]
    failed = wiring().send(messages, _seconds_left(event))
    tell(wiring().turned_away())
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}


def _seconds_left(event: CloudWatchEvent | SQSEvent) -> Callable[[], float]:
    context: Any = event.context
    return lambda: context.get_remaining_time_in_millis() / 1000


@app.on_sns_message(topic=f"after-bedtime-{STAGE}-ses-events")
def ses_event(event: SNSEvent) -> None:
    """Move the delivery that a receipt names."""
    from chalicelib.delivery.receipts import from_ses
    from chalicelib.wiring import wiring

    receipt = from_ses(json.loads(event.message))
    if receipt is not None:
        wiring().receipts.apply(receipt, wiring().clock())
