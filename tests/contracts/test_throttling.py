"""A table that asks us to slow down: nothing was written, and it is said as it is.

No emulator ever throttles, so the refusal stands between botocore and a real one: botocore signs,
sends, reads and retries as always, and whatever is not refused is really done.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from botocore.awsrequest import AWSResponse

from chalicelib import keys
from chalicelib.delivery.model import LedgerKey
from chalicelib.delivery.store import Ledger
from chalicelib.dynamo import DynamoTable
from chalicelib.table import ABSENT, Change, Delete, Put, Throttled
from tests.contracts.conftest import TABLE
from tests.contracts.one_try import client
from tests.world import START

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.table import Table

pytestmark = pytest.mark.service

CODES = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"]


class Busy:
    """Refuses the next `refusals` requests of a client, and lets the others through."""

    def __init__(self, dynamo: Any, code: str = CODES[0]) -> None:
        self.refusals = 0
        self._code = code
        dynamo.meta.events.register_first("before-send.dynamodb", self._refuse)

    def _refuse(self, request: Any, **_: Any) -> AWSResponse | None:
        if not self.refusals:
            return None
        self.refusals -= 1
        said = json.dumps({"__type": f"com.amazonaws.dynamodb#{self._code}", "message": "slow"})
        return AWSResponse(request.url, 400, {}, _Raw(said.encode()))


class _Raw:
    """A body as urllib3 hands it over."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_: Any, **__: Any) -> list[bytes]:
        return [self._content]


def busy_table(real_client: Any, *, tries: int = 1, code: str = CODES[0]) -> tuple[Table, Busy]:
    dynamo = client(real_client.meta.endpoint_url, tries)
    return DynamoTable(lambda: dynamo, TABLE), Busy(dynamo, code)


CALLS: dict[str, Callable[[Table, str], object]] = {
    "get": lambda table, pk: table.get(pk, "A"),
    "get many": lambda table, pk: table.get_many([(pk, "A")]),
    "query": lambda table, pk: table.query(pk),
    "due": lambda table, pk: table.due(pk, "~", 10),
    "put": lambda table, pk: table.write(Put({"PK": pk, "SK": "B"}, ABSENT)),
    "change": lambda table, pk: table.write(Change(pk, "A", set={"n": 2})),
    "delete": lambda table, pk: table.write(Delete(pk, "A")),
    "transact": lambda table, pk: table.transact([Put({"PK": pk, "SK": "B"}), Delete(pk, "A")]),
    "identity": lambda table, _: table.identity(),
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("call", CALLS)
def test_whatever_is_throttled_says_so_and_wrote_nothing(
    real_client: Any, table_with_a: Callable[[str], None], pk: str, call: str, code: str
) -> None:
    table_with_a(pk)
    table, busy = busy_table(real_client, code=code)
    busy.refusals = 1

    with pytest.raises(Throttled):
        CALLS[call](table, pk)

    assert table.query(pk, consistent=True) == [{"PK": pk, "SK": "A", "n": 1}]


@pytest.mark.parametrize("call", CALLS)
def test_botocore_tries_again_by_itself_and_nobody_notices(
    real_client: Any, table_with_a: Callable[[str], None], pk: str, call: str
) -> None:
    table_with_a(pk)
    table, busy = busy_table(real_client, tries=2)
    busy.refusals = 1

    CALLS[call](table, pk)

    assert busy.refusals == 0


def test_a_throttled_claim_leaves_the_slot_free_for_the_next_try(real_client: Any, pk: str) -> None:
    table, busy = busy_table(real_client)
    ledger, key = Ledger(table), LedgerKey(pk, keys.delivery_sk("a", "2026-11-23", "small"))
    busy.refusals = 1
    with pytest.raises(Throttled):
        ledger.claim(key, "first", {}, START)

    assert ledger.claim(key, "second", {}, START) is None


def test_a_throttled_record_leaves_the_claim_standing_for_a_doubt(
    real_client: Any, pk: str
) -> None:
    """The message was taken; whoever gets it again must not send it."""
    table, busy = busy_table(real_client)
    ledger, key = Ledger(table), LedgerKey(pk, keys.delivery_sk("a", "2026-11-23", "small"))
    ledger.claim(key, "first", {}, START)
    busy.refusals = 1
    with pytest.raises(Throttled):
        ledger.record(key, "first", "sent", {})

    standing = ledger.claim(key, "second", {}, START + timedelta(minutes=3))

    assert standing is not None
    assert (standing["token"], standing["state"]) == ("first", "claimed")


@pytest.fixture
def table_with_a(real_table: DynamoTable) -> Callable[[str], None]:
    """Puts one item under a partition, by a table that is not busy."""

    def put(pk: str) -> None:
        real_table.write(Put({"PK": pk, "SK": "A", "n": 1}))

    return put
