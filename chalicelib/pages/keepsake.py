"""The keepsake: a year in the words of the two, without counts. It shows what both have heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.content.words import month_words
from chalicelib.pages.web import Reply, redirect
from chalicelib.replies.jar import by_year
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.pages.own_page import Guest, OwnPage
    from chalicelib.pages.web import Visit
    from chalicelib.replies.jar import Appreciation


@dataclass(frozen=True, slots=True)
class Keepsake:
    """GET of /keepsake, behind a session: it is nobody else's."""

    page: OwnPage

    def keepsake(self, visit: Visit) -> Reply:
        guest = self.page.guest(visit)
        if guest is None:
            return redirect(f"{self.page.settings.base_path}/link")
        years = by_year(self._words(guest), guest.partner.zone)
        asked = visit.query.get("year", "")
        year = int(asked) if asked in map(str, years) else max(years, default=None)
        page = self.page.renderer.page(
            "keepsake",
            year=year,
            others=sorted((one for one in years if one != year), reverse=True),
            months=_months(guest, years[year]) if year is not None else [],
            partner=_other(guest),
        )
        return Reply(page)

    def _words(self, guest: Guest) -> list[Appreciation]:
        """Of two, what both have heard; alone, all one has written and not set aside."""
        words = self.page.jar.all(guest.couple.id)
        if guest.couple.solo:
            own = guest.session.partner
            return [one for one in words if one.author == own and one.state != "held"]
        return [one for one in words if one.state == "heard"]


def _months(guest: Guest, words: Sequence[Appreciation]) -> list[dict[str, Any]]:
    """Month by month, each with what was noticed in it."""
    names = {key: partner.name for key, partner in guest.couple.partners()}
    found: dict[str, list[dict[str, str]]] = {}
    for one in words:
        if one.author in names or guest.couple.solo:
            day = local_date(datetime.fromisoformat(one.at), guest.partner.zone)
            author = names.get(one.author, guest.partner.name)
            found.setdefault(month_words(day), []).append({"author": author, "text": one.text})
    return [{"name": name, "words": quoted} for name, quoted in found.items()]


def _other(guest: Guest) -> str:
    other = guest.couple.other(guest.session.partner)
    return other.name if other else ""
