"""What a deployment keeps, and the clock it goes by: a room over the table for each kind of thing.

Made lazily, once a process: a function imports what it uses.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from chalicelib.clients import client
from chalicelib.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.dates import Dates
    from chalicelib.couples.links import Links
    from chalicelib.couples.meetings import Meetings
    from chalicelib.couples.store import Couples
    from chalicelib.couples.together import Together
    from chalicelib.couples.tokens import Tokens
    from chalicelib.couples.topics import Topics
    from chalicelib.delivery.store import Ledger
    from chalicelib.limits import Limits
    from chalicelib.replies.jar import Jar
    from chalicelib.replies.store import Inbox
    from chalicelib.scheduling.shards import Shards
    from chalicelib.settings import Settings
    from chalicelib.table import Table


@dataclass(frozen=True)
class Stores:
    """The first half of the wiring: nothing here sends or answers."""

    settings: Settings

    def new_id(self) -> str:
        return secrets.token_hex(8)

    @cached_property
    def clock(self) -> Callable[[], datetime]:
        return Clock(self.settings.clock_file)

    @cached_property
    def table(self) -> Table:
        from chalicelib.dynamo import DynamoTable

        connect = partial(client, "dynamodb", read_timeout=3)  # three tries in Twilio's 15 s
        return DynamoTable(connect, self.settings.table_name)

    @cached_property
    def couples(self) -> Couples:
        from chalicelib.couples.store import Couples

        return Couples(self.table)

    @cached_property
    def together(self) -> Together:
        from chalicelib.couples.together import Together

        return Together(self.table)

    @cached_property
    def contacts(self) -> Contacts:
        from chalicelib.couples.contacts import Contacts

        return Contacts(self.table, self.settings.secret_key)

    @cached_property
    def links(self) -> Links:
        from chalicelib.couples.links import Links

        return Links(self.table, self.settings.secret_key)

    @cached_property
    def tokens(self) -> Tokens:
        from chalicelib.couples.tokens import Tokens

        return Tokens(self.settings.secret_key)

    @cached_property
    def shards(self) -> Shards:
        from chalicelib.scheduling.shards import Shards

        return Shards(self.table, self.clock)

    @cached_property
    def ledger(self) -> Ledger:
        from chalicelib.delivery.store import Ledger

        return Ledger(self.table)

    @cached_property
    def jar(self) -> Jar:
        from chalicelib.replies.jar import Jar

        return Jar(self.table)

    @cached_property
    def limits(self) -> Limits:
        from chalicelib.limits import Limits

        return Limits(self.table)

    @cached_property
    def topics(self) -> Topics:
        from chalicelib.couples.topics import Topics

        return Topics(self.table)

    @cached_property
    def dates(self) -> Dates:
        from chalicelib.couples.dates import Dates

        return Dates(self.table)

    @cached_property
    def meetings(self) -> Meetings:
        from chalicelib.couples.meetings import Meetings

        return Meetings(self.table)

    @cached_property
    def inbox(self) -> Inbox:
        from chalicelib.replies.store import Inbox

        return Inbox(self.table)
