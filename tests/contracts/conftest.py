"""Every contract is run on both tables in memory and on a real one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from chalicelib.dynamo import DynamoTable
from tests.contracts.local_dynamo import create_table, local_dynamo
from workbench.indexed_table import IndexedTable
from workbench.memory_table import MemoryTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.table import Table

TABLE = "contracts"
_shards = count()


@pytest.fixture(scope="session")
def real_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with local_dynamo(tmp_path_factory.mktemp("dynamo")) as client:
        create_table(client, TABLE)
        yield client


@pytest.fixture(scope="session")
def real_table(real_client: Any) -> DynamoTable:
    return DynamoTable(lambda: real_client, TABLE)


@pytest.fixture(
    params=[
        pytest.param("memory"),
        pytest.param("indexed"),
        pytest.param("dynamo", marks=pytest.mark.service),
    ]
)
def table(request: pytest.FixtureRequest) -> Table:
    if request.param != "dynamo":
        return MemoryTable() if request.param == "memory" else IndexedTable()
    real: DynamoTable = request.getfixturevalue("real_table")
    return real


@pytest.fixture
def pk() -> str:
    """A partition of this test's own: the real table is shared."""
    return f"COUPLE#{uuid4().hex}"


@pytest.fixture
def shard() -> str:
    """A shard of the due index that no other test has."""
    return f"test-{next(_shards)}"
