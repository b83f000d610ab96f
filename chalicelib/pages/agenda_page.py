"""The agenda as a page: one week's, behind its reader's link, and tonight's, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.content.agenda import LENGTHS, TONIGHT, Week, nearest, steps
from chalicelib.content.calendar import FILE_NAME
from chalicelib.delivery.agenda import Beside, beside_sks
from chalicelib.pages.web import PUBLIC, Reply
from chalicelib.replies.jar import from_item, still_there

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from chalicelib.content.agenda import Step
    from chalicelib.content.library import Library
    from chalicelib.content.model import Item
    from chalicelib.content.render import Renderer
    from chalicelib.couples.links import Links
    from chalicelib.couples.meetings import MeetingPlan
    from chalicelib.couples.model import Couple, PartnerKey
    from chalicelib.couples.together import Found, Together
    from chalicelib.delivery.agenda import Agendas
    from chalicelib.delivery.invitation import Invitations
    from chalicelib.pages.web import Visit

GONE = 410
CHANGES_AT = timedelta(hours=12)  # UTC: while the west sleeps, and not in the evening of Europe


@dataclass(frozen=True, slots=True)
class AgendaPages:
    """GETs only: they show, and change nothing."""

    renderer: Renderer
    library: Library
    links: Links
    together: Together
    agendas: Agendas
    invitations: Invitations
    base_path: str
    public_url: str
    clock: Callable[[], datetime]

    def agenda(self, visit: Visit, token: str) -> Reply:
        """One reader's agenda of one week: whole, or a step at a time."""
        opened = self._open(token, whole=True)
        if opened is None:
            return Reply(self.renderer.page("expired"), GONE)
        couple, plan, reader, beside = opened
        length = _chosen(visit.query, nearest(plan.minutes))
        week = self.agendas.week(couple, plan, beside)
        context = {
            **self.agendas.shown(couple, plan, reader, week),
            "off": plan.state == "off",
            "public": False,
            "length": length,
            "lengths": LENGTHS,
        }
        here = f"{self.base_path}/agenda/{token}"
        return Reply(self._page("agenda", visit, here, steps(length, week), context))

    def calendar(self, token: str) -> Reply:
        """The same meeting for a calendar."""
        opened = self._open(token)
        if opened is None:
            return Reply(self.renderer.page("expired"), GONE)
        couple, plan, _, _ = opened
        page = f"{self.public_url}/agenda/{token}"
        file = self.invitations.file(couple, plan, page, self.clock())
        headers = {
            "Content-Type": file.content_type,
            # Not as an attachment: a phone then offers to add it, others save it anyway.
            "Content-Disposition": f'inline; filename="{FILE_NAME}"',
        }
        return Reply(file.content, headers=headers)

    def tonight(self, visit: Visit) -> Reply:
        """Twenty minutes for whoever comes by: the same for everybody on one day."""
        day = (self.clock() - CHANGES_AT).date().toordinal()
        week = Week(
            opener=_of_the_day(self.library.openers(), day),
            closer=_of_the_day(self.library.closers(), day),
        )
        here = f"{self.base_path}/tonight"
        context = {"length": TONIGHT, "public": True}
        return Reply(
            self._page("tonight", visit, here, steps(TONIGHT, week), context), headers=PUBLIC
        )

    def _page(
        self, name: str, visit: Visit, here: str, parts: Sequence[Step], context: Mapping[str, Any]
    ) -> str:
        """The whole agenda, or the step that was asked for; after the last one, a good night."""
        number = _number(visit.query.get("step", ""))
        context = {**context, "here": here, "steps": parts}
        if not 1 <= number <= len(parts) + 1:
            return self.renderer.page(name, **context)
        step = parts[number - 1] if number <= len(parts) else None
        return self.renderer.page("agenda_step", **context, number=number, step=step)

    def _open(
        self, token: str, *, whole: bool = False
    ) -> tuple[Couple, MeetingPlan, PartnerKey, Beside | None] | None:
        """What an agenda's link shows, None if it has run out or they are gone.

        `whole`: with what it prints. A link of before says too little of that: then it is None.
        """
        link = self.links.open_for(token, "agenda", self.clock())
        if link is None:
            return None
        whole = whole and "thanks" in link.facts
        facts, meeting = link.facts, keys.meeting_sk(link.facts["week"])
        more = beside_sks(date.fromisoformat(facts["day"]), facts["thanks"]) if whole else ()
        found = self.together.read(facts["couple"], [meeting, *more])
        plan = found.meeting(facts["week"]) if found else None
        reader = found.couple.partner(facts["partner"]) if found else None
        if found is None or plan is None or reader is None:
            return None
        if facts.get("of", reader.generation) != reader.generation:  # somebody before them
            return None
        return found.couple, plan, facts["partner"], _beside(found, plan) if whole else None


def _beside(found: Found, plan: MeetingPlan) -> Beside:
    items = (found.items.get(keys.appreciation_sk(one)) for one in sorted(plan.thanks))
    words = still_there((from_item(item) for item in items if item), plan.thanks)
    return Beside(words, found.topics(), found.dates())


def _chosen(query: Mapping[str, str], usual: int) -> int:
    length = _number(query.get("length", ""))
    return length if length in LENGTHS else usual


def _number(text: str) -> int:
    """A small whole number of an address, 0 if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0  # noqa: PLR2004


def _of_the_day(items: Sequence[Item], day: int) -> str:
    """The line of a day, among those that suit anybody."""
    plain = [item for item in items if not (item.stages or item.season or item.needs or item.mood)]
    return plain[day % len(plain)].email if plain else ""
