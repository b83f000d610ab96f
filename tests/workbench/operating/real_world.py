"""A World on a real table; its clock, queue and senders are pretended, as ever."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from chalicelib.dynamo import DynamoTable
from tests.world import World


class RealWorld(World):
    """`name` is that of a table made as the template defines it."""

    def __init__(self, client: Any, name: str) -> None:
        super().__init__()
        self.__dict__["real"] = DynamoTable(lambda: client, name)

    @cached_property
    def table(self) -> DynamoTable:
        real: DynamoTable = self.__dict__["real"]
        return real
