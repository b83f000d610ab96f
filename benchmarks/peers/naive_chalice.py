"""The first version that anybody would write: each minute, scan the couples and send in a loop.

One scheduled function of a Chalice app: read everybody, build an EmailMessage for whoever is due,
send it, note that in the couple. Nothing is claimed, so a crash sends twice; nothing is queued, so
one that fails is lost. The table is ours in memory, parsed from JSON as an answer would be.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

from chalice.app import Chalice, CloudWatchEvent

from benchmarks.dynamo_units import pages, read_units
from benchmarks.evenings import items
from benchmarks.naive_scan import only_couples, slots_in
from benchmarks.peers.measured import evenings
from benchmarks.pretend_deployment import ENV
from benchmarks.sinks import Sink, mime
from benchmarks.words import Words
from chalicelib.couples.document import from_item
from chalicelib.table import PRESENT, Change
from workbench.indexed_table import IndexedTable

app = Chalice(app_name="naive")
table, sink, words = IndexedTable(items()), Sink(), Words()
# A scan's pages do not change here but for a mark, so their answers are kept as they were.
scanned = list(pages(table.items.values()))
answers = [json.dumps([*only_couples(page)]) for page in scanned]
READS = sum(read_units(page) for page in scanned)


@app.schedule("rate(1 minute)")
def minute(event: CloudWatchEvent) -> int:
    """Send what is due in this very minute."""
    now = datetime.fromisoformat(event.time)
    sent = 0
    for page in answers:
        for item in json.loads(page):
            for slot in slots_in(from_item(item), now):
                message = words.of(item, slot.partner, slot.times.local_date)
                sink.take(message.to, mime(message, ENV["EMAIL_FROM"]))
                mark = {"last_sent": now.isoformat()}
                table.write(Change(item["PK"], item["SK"], set=mark, expect=PRESENT))
                sent += 1
    return sent


def pass_one(now: datetime) -> int:
    event = {
        "version": "0",
        "id": "1",
        "account": "000000000000",
        "time": now.astimezone(UTC).isoformat(),
        "region": "us-east-1",
        "resources": [],
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "detail": {},
    }
    sent: int = minute(event, None)
    return sent


def main() -> None:
    evenings(pass_one, counts=lambda: {"read units": READS, "table calls": float(len(scanned))})


if __name__ == "__main__":
    main()
