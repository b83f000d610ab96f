"""The week's date as a page: a few ideas to pick one from, and then how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chalicelib import keys
from chalicelib.content.dates import evenings_left
from chalicelib.couples.links import reader
from chalicelib.couples.preferences import Gone
from chalicelib.pages.web import Reply, redirect
from chalicelib.replies.picking import EARLY_BED, Asked, other_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.model import Item
    from chalicelib.content.render import Renderer
    from chalicelib.couples.dates import WeekDate
    from chalicelib.couples.links import Links
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.couples.together import Together
    from chalicelib.pages.web import Visit
    from chalicelib.replies.picking import Picking

GONE = 410
BED = "bed"  # the button for an early night
SAID = ("early", "back")  # what the page says after that


@dataclass(frozen=True, slots=True)
class DatePages:
    """A GET shows (mail scanners follow links); only a POST picks."""

    renderer: Renderer
    links: Links
    together: Together
    picking: Picking
    find: Callable[[str], Item | None]
    shown: Callable[[Item, str], dict[str, Any]]  # one idea, for a template
    base_path: str
    clock: Callable[[], datetime]

    def date(self, visit: Visit, token: str) -> Reply:
        """One reader's date of one week."""
        now = self.clock()
        link = self.links.open_for(token, "date", now)
        if link is None:
            return Reply(self.renderer.page("expired"), GONE)
        asked = Asked(link.facts["day"], tuple(link.facts["ideas"]))
        found = self.together.read(link.facts["couple"], [keys.date_sk(asked.week)])
        key: PartnerKey = link.facts["partner"]
        if found is None or reader(link, found.couple) is None:
            return Reply(self.renderer.page("expired"), GONE)
        here = f"{self.base_path}/date/{token}"
        if visit.method != "POST":
            stands = _standing(found.date(asked.week), key, asked)
            return Reply(self._page(found.couple, key, asked, stands, visit, here, now))
        said = self._pick(found.couple, key, asked, visit, now)
        return redirect(f"{here}?said={said}" if said in SAID else here)

    def _pick(
        self, couple: Couple, key: PartnerKey, asked: Asked, visit: Visit, now: datetime
    ) -> str:
        """Do what a button says. One that this page never had does nothing."""
        pick, knows = visit.field("pick"), visit.field("knows")
        if pick != BED and pick not in asked.ideas:
            return ""
        idea = EARLY_BED if pick == BED else pick
        number = int(knows) if knows.isascii() and knows.isdigit() else None
        try:
            return self.picking.pick(couple, key, asked, idea, now, number).became
        except Gone:
            return ""

    def _page(
        self,
        couple: Couple,
        key: PartnerKey,
        asked: Asked,
        stands: WeekDate | None,
        visit: Visit,
        here: str,
        now: datetime,
    ) -> str:
        person, other = couple.partner(key) or couple.a, couple.other(key)
        name = other.name if other else ""
        item = self.find(stands.item) if stands else None
        others = [one for one in map(self.find, asked.ideas) if one and one != item]
        today = now.astimezone(ZoneInfo(person.zone)).date()
        said = visit.query.get("said", "")
        return self.renderer.page(
            "date",
            here=here,
            picked=self.shown(item, name) if item else None,
            picked_by=name if stands and stands.by != key else "",
            partner=name,
            enough=stands is not None and not stands.tells(other_of(key)),
            ideas=[self.shown(one, name) for one in others],
            knows=stands.number if stands else "",
            when=evenings_left(today),
            said=said if said in SAID and not item else "",
        )


def _standing(stands: WeekDate | None, key: PartnerKey, asked: Asked) -> WeekDate | None:
    """What is picked for the week, but not what its reader picked from a note before this."""
    if stands is None or (stands.by == key and stands.asked < asked.day):
        return None
    return stands if stands.item else None
