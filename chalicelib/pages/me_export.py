"""Everything that is mine: as a page to read or print, and as a file for a machine."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.content.words import clock_words, date_words
from chalicelib.couples.export import export_of
from chalicelib.pages.export_words import readable
from chalicelib.pages.web import Reply, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.content.model import Item as ContentItem
    from chalicelib.pages.own_page import Guest, OwnPage
    from chalicelib.pages.step_up import StepUp
    from chalicelib.pages.web import Visit
    from chalicelib.table import Table

FILE = "everything-of-mine.json"


@dataclass(frozen=True, slots=True)
class ExportPage:
    """Two GETs behind a session that may do everything; two reads of the table each."""

    page: OwnPage
    step_up: StepUp
    table: Table
    find: Callable[[str], ContentItem | None]
    clock: Callable[[], datetime]

    def read(self, visit: Visit) -> Reply:
        """The page."""
        guest = self._guest(visit)
        if isinstance(guest, Reply):
            return guest
        document = self._document(guest)
        made = datetime.fromisoformat(document["made_at"])
        local = made.astimezone(ZoneInfo(guest.partner.zone))
        page = self.page.renderer.page(
            "export",
            name=guest.partner.name,
            made=f"{date_words(local)} {local.year}, {clock_words(f'{local:%H:%M}')}",
            sections=readable(document, guest.partner.zone, self._title),
        )
        return Reply(page)

    def download(self, visit: Visit) -> Reply:
        """The file."""
        guest = self._guest(visit)
        if isinstance(guest, Reply):
            return guest
        body = json.dumps(self._document(guest), indent=2, ensure_ascii=False, default=int)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Content-Disposition": f'attachment; filename="{FILE}"',
        }
        return Reply(body + "\n", headers=headers)

    def _guest(self, visit: Visit) -> Guest | Reply:
        guest = self.page.guest(visit)
        if guest is None:
            return redirect(f"{self.page.settings.base_path}/link")
        return guest if self.step_up.holds(guest) else self.step_up.no()

    def _document(self, guest: Guest) -> dict[str, Any]:
        items = self.table.query(keys.couple_pk(guest.couple.id), consistent=True)
        made_at = self.clock().isoformat()
        return export_of(guest.couple, guest.session.partner, items, made_at)

    def _title(self, item_id: str) -> str:
        item = self.find(item_id)
        return item.title or item.act if item else ""
