"""The commands: python -m workbench erasures list, and replay, after a table was restored."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import click

from chalicelib import keys
from chalicelib.couples.contacts import Contacts
from chalicelib.couples.departure import Departures
from chalicelib.couples.erased import Erased, named, replay, since_backup
from chalicelib.couples.erasure import Erasure
from chalicelib.couples.links import Links
from chalicelib.couples.preferences import Preferences
from chalicelib.couples.store import Couples
from chalicelib.scheduling.entries import due_entries
from chalicelib.scheduling.shards import Shards
from workbench.errors import WorkbenchError
from workbench.operating.columns import count, minute, table
from workbench.operating.options import on_a_stage, show
from workbench.operating.place import Place
from workbench.operating.post import reach_settings
from workbench.operating.reach import reach
from workbench.operating.reading import whole_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chalicelib.couples.model import PartnerKey
    from chalicelib.table import Table

HEAD = ("couple", "erased (UTC)")


class SameTableError(WorkbenchError):
    """There is nothing to hold the list against."""


@dataclass(frozen=True, slots=True)
class PlaceAfterRestore(Place):
    """The restored table, and beside it the one that was lived with."""

    lived: Table
    secret: str


@click.group()
def erasures() -> None:
    """List who was erased since a backup, and erase them again in the table made from it."""


@erasures.command("list")
@on_a_stage
def list_(place: Place, as_json: bool) -> None:
    """List couples of the restored table (--table) of which somebody was erased since its backup.

    The list of the erased is that of the stage's own table. The whole restored table is read. Of
    each it says the couple and when, and nothing else.
    """
    again = Again(_after_restore(place))
    if as_json:
        found = [{"couple": one, "at": erased.at} for one, erased in again.known]
        show({"erasures": found, "not_here": again.unknown})
        return
    if again.known:
        rows = [(one, minute(erased.at)) for one, erased in again.known]
        click.echo(f"{table(HEAD, rows)}\n")
    click.echo(f"{count(len(again.known), 'erasure')} to replay. {_others(again.unknown)}")


@erasures.command("replay")
@on_a_stage
def replay_(place: Place, as_json: bool) -> None:
    """Erase them again, in the restored table (--table). It can be run again, and then does
    nothing: begin with it before anybody uses that table."""
    again = Again(_after_restore(place))
    gone = again.replay()
    if as_json:
        show({"erased": gone, "not_here": again.unknown})
        return
    click.echo(f"{count(gone, 'person', 'people')} erased again. {_others(again.unknown)}")


@dataclass(frozen=True)
class Again:
    """What is to be done again in one restored table."""

    place: PlaceAfterRestore

    @cached_property
    def erased(self) -> Sequence[Erased]:
        return since_backup(self.place.lived, self.place.table, self.place.clock())

    @cached_property
    def names(self) -> Mapping[str, tuple[str, PartnerKey]]:
        items = whole_table(self.place.scan, [keys.COUPLE], ["PK"]) if self.erased else ()
        ids = sorted(item["PK"].removeprefix(keys.couple_pk("")) for item in items)
        return named(self.place.secret, ids)

    @cached_property
    def known(self) -> Sequence[tuple[str, Erased]]:
        found = ((self.names.get(one.name), one) for one in self.erased)
        return [(name[0], one) for name, one in found if name]

    @property
    def unknown(self) -> int:
        """Of couples that were not there yet when the backup was made, or have ended."""
        return len(self.erased) - len(self.known)

    def replay(self) -> int:
        where, leave = self.place.table, _departures(self.place).leave
        return replay(self.erased, where, self.names, leave, self.place.clock())


def _departures(place: PlaceAfterRestore) -> Departures:
    couples, links = Couples(place.table), Links(place.table, place.secret)
    shards = Shards(place.table, place.clock).write()
    edits = Preferences(couples, partial(due_entries, shards=shards))
    contacts = Contacts(place.table, place.secret)
    erasure = Erasure(place.table, links)
    return Departures(place.table, couples, contacts, edits, erasure, lambda: secrets.token_hex(8))


def _after_restore(place: Place) -> PlaceAfterRestore:
    if isinstance(place, PlaceAfterRestore):
        return place
    port = click.get_current_context().params["port"]
    lived = reach(place.stage, None, port)
    if lived.name == place.name:
        raise SameTableError(
            f"Say --table with the name of the restored table: {place.name} is the one that was "
            "lived with, and has erased them itself."
        )
    secret = reach_settings(lived, port).secret_key
    return PlaceAfterRestore(
        place.stage,
        place.name,
        place.table,
        place.scan,
        place.clock,
        lived.table,
        secret,
        port=place.port,
    )


def _others(unknown: int) -> str:
    if not unknown:
        return "Nobody else is on the list."
    return f"{count(unknown, 'other')} on the list: of couples that this table has not got."
