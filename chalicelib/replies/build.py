"""All that answers a text, built from the wiring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.replies.acts import Acts
from chalicelib.replies.asking_in import Menu
from chalicelib.replies.dates import DateAnswers
from chalicelib.replies.handle import Replies
from chalicelib.replies.keeping import Keeping
from chalicelib.replies.later import Laters
from chalicelib.replies.meeting_acts import MeetingActs
from chalicelib.replies.pacing import Pacing
from chalicelib.replies.pausing import Pausing
from chalicelib.replies.reading_back import ReadingBack
from chalicelib.replies.restoring import Restoring
from chalicelib.replies.stopping import Stopping

if TYPE_CHECKING:
    from chalicelib.wiring import Wiring


def build_replies(wired: Wiring) -> Replies:
    renderer, preferences, inbox = wired.renderer, wired.preferences, wired.inbox
    own = Restoring(preferences, inbox, renderer)
    acts = Acts(
        keeping=Keeping(wired.jar, wired.relays, inbox, wired.agenda_made, renderer),
        meeting=MeetingActs(wired.agendas.meetings, wired.moving, inbox, renderer),
        dates=DateAnswers(wired.picking, inbox, wired.date_links, wired.library.item, renderer),
        own=own,
        pausing=Pausing(own, renderer),
        pacing=Pacing(own, renderer),
        laters=Laters(inbox, wired.bring_back, renderer),
        menu=Menu(wired.contacts, wired.limits, wired.fresh_links, renderer),
        reading=ReadingBack(wired.jar, renderer),
        renderer=renderer,
    )
    return Replies(
        couples=wired.couples,
        contacts=wired.contacts,
        inbox=inbox,
        sent=wired.ledger,
        stopping=Stopping(wired.contacts, preferences, inbox, renderer, wired.limits, wired.new_id),
        acts=acts,
        limits=wired.limits,
        renderer=renderer,
    )
