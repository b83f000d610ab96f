"""One local AWS with nothing on it but tables, for what is proved on a real one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from tests.contracts.local_dynamo import create_table, local_dynamo
from tests.workbench.operating.real_world import RealWorld

if TYPE_CHECKING:
    from collections.abc import Iterator

_tables = count()


@pytest.fixture(scope="module")
def dynamo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with local_dynamo(tmp_path_factory.mktemp("dynamo")) as client:
        yield client


@pytest.fixture
def real_world(dynamo: Any) -> RealWorld:
    """With a table of its own."""
    name = f"world-{next(_tables)}"
    create_table(dynamo, name)
    return RealWorld(dynamo, name)
