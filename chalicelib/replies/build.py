"""All that answers a text, built from the wiring."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.replies.acts import Acts
from chalicelib.replies.handle import Replies
from chalicelib.replies.stopping import Stopping

if TYPE_CHECKING:
    from chalicelib.replies.asking_in import Menu
    from chalicelib.replies.dates import DateAnswers
    from chalicelib.replies.keeping import Keeping
    from chalicelib.replies.later import Laters
    from chalicelib.replies.meeting_acts import MeetingActs
    from chalicelib.replies.pacing import Pacing
    from chalicelib.replies.pausing import Pausing
    from chalicelib.replies.reading_back import ReadingBack
    from chalicelib.replies.restoring import Restoring
    from chalicelib.wiring import Wiring


def build_replies(wired: Wiring) -> Replies:
    renderer, inbox, limits = wired.renderer, wired.inbox, wired.limits
    contacts, preferences = wired.contacts, wired.preferences
    return Replies(
        couples=wired.couples,
        contacts=contacts,
        inbox=inbox,
        sent=wired.ledger,
        stopping=Stopping(contacts, preferences, inbox, renderer, limits, wired.new_id),
        acts=Acts(EachWired(wired), renderer),
        limits=limits,
        renderer=renderer,
    )


@dataclass(frozen=True)
class EachWired:
    """The acts (acts.Each). Imported when asked for, too: a thank-you picks no date at home."""

    wired: Wiring

    @cached_property
    def keeping(self) -> Keeping:
        from chalicelib.replies.keeping import Keeping

        wired = self.wired
        return Keeping(wired.jar, wired.relays, wired.inbox, wired.agenda_made, wired.renderer)

    @cached_property
    def meeting(self) -> MeetingActs:
        from chalicelib.replies.meeting_acts import MeetingActs

        wired = self.wired
        return MeetingActs(wired.meetings, wired.moving, wired.inbox, wired.renderer)

    @cached_property
    def dates(self) -> DateAnswers:
        from chalicelib.replies.dates import DateAnswers

        wired = self.wired
        links, item = wired.date_links, wired.library.item
        return DateAnswers(wired.picking, wired.inbox, links, item, wired.renderer)

    @cached_property
    def own(self) -> Restoring:
        from chalicelib.replies.restoring import Restoring

        wired = self.wired
        return Restoring(wired.preferences, wired.inbox, wired.renderer)

    @cached_property
    def pausing(self) -> Pausing:
        from chalicelib.replies.pausing import Pausing

        return Pausing(self.own, self.wired.renderer)

    @cached_property
    def pacing(self) -> Pacing:
        from chalicelib.replies.pacing import Pacing

        return Pacing(self.own, self.wired.renderer)

    @cached_property
    def laters(self) -> Laters:
        from chalicelib.replies.later import Laters

        wired = self.wired
        return Laters(wired.inbox, wired.bring_back, wired.renderer)

    @cached_property
    def menu(self) -> Menu:
        from chalicelib.replies.asking_in import Menu

        wired = self.wired
        return Menu(wired.contacts, wired.limits, wired.fresh_links, wired.renderer)

    @cached_property
    def reading(self) -> ReadingBack:
        from chalicelib.replies.reading_back import ReadingBack

        return ReadingBack(self.wired.jar, self.wired.renderer)
