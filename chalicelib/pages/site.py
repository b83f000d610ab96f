"""All pages, built from the wiring."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.pages.agenda_page import AgendaPages
from chalicelib.pages.arrive import Arrivals
from chalicelib.pages.asking import Asking
from chalicelib.pages.date_page import DatePages
from chalicelib.pages.keepsake import Keepsake
from chalicelib.pages.leave import Leaving
from chalicelib.pages.links import LinkPages
from chalicelib.pages.manage import Manage
from chalicelib.pages.me_export import ExportPage
from chalicelib.pages.me_jar import JarPage
from chalicelib.pages.me_leave import LeavePage
from chalicelib.pages.me_liking import Liking
from chalicelib.pages.me_save import Saving
from chalicelib.pages.me_sessions import Ending
from chalicelib.pages.me_topic import ParkedTopic
from chalicelib.pages.me_trying import TryingOut
from chalicelib.pages.own_page import OwnPage
from chalicelib.pages.reading import Reading
from chalicelib.pages.said_page import SaidPage
from chalicelib.pages.session import Sessions
from chalicelib.pages.step_up import StepUp
from chalicelib.pages.welcome import Welcome

if TYPE_CHECKING:
    from chalicelib.wiring import Wiring


@dataclass(frozen=True, slots=True)
class Site:
    """The website's handlers."""

    arrivals: Arrivals
    links: LinkPages
    manage: Manage
    leaving: Leaving
    reading: Reading
    agendas: AgendaPages
    dates: DatePages
    said: SaidPage
    jar: JarPage
    keepsake: Keepsake
    leave: LeavePage
    export: ExportPage
    welcome: Welcome


def build_site(wired: Wiring) -> Site:
    from chalicelib.couples.confirm import Confirmations
    from chalicelib.couples.signup import Signup
    from chalicelib.delivery.store import AT_ONCE
    from chalicelib.pages.one_look import one_look
    from chalicelib.scheduling.preview import Preview

    settings = wired.settings
    sessions = Sessions(
        wired.tokens, settings.base_path, secure=settings.public_url.startswith("https:")
    )
    signup = Signup(wired.couples, wired.links, wired.preferences, wired.new_id)
    confirmations = Confirmations(
        couples=wired.couples,
        contacts=wired.contacts,
        links=wired.links,
        preferences=wired.preferences,
        reschedule=wired.preferences.reschedule,
        new_id=wired.new_id,
    )
    asking = Asking(
        settings=settings,
        renderer=wired.renderer,
        couples=wired.couples,
        contacts=wired.contacts,
        fresh_links=wired.fresh_links,
        limits=wired.limits,
        queue=wired.queue,
        new_id=wired.new_id,
    )
    arrivals = Arrivals(
        settings=settings,
        asking=asking,
        signup=signup,
        links=wired.links,
        couples=wired.couples,
        contacts=wired.contacts,
        clock=wired.clock,
    )
    links = LinkPages(
        settings=settings,
        renderer=wired.renderer,
        asking=asking,
        confirmations=confirmations,
        links=wired.links,
        couples=wired.couples,
        contacts=wired.contacts,
        queue=wired.queue,
        sessions=sessions,
        clock=wired.clock,
    )
    leaving = Leaving(
        base_path=settings.base_path,
        renderer=wired.renderer,
        tokens=wired.tokens,
        couples=wired.couples,
        contacts=wired.contacts,
        preferences=wired.preferences,
        clock=wired.clock,
        new_id=wired.new_id,
    )
    page = OwnPage(
        settings=settings,
        renderer=wired.renderer,
        couples=wired.couples,
        jar=wired.jar,
        sessions=sessions,
        together=wired.together,
        look=partial(one_look, wired.library.items, partial(wired.ledger.newest, depths=AT_ONCE)),
        find=wired.library.item,
        clock=wired.clock,
    )
    step_up = StepUp(
        page=page,
        asking=asking,
        preferences=wired.preferences,
        inbox=wired.inbox,
        queue=wired.queue,
        limits=wired.limits,
        clock=wired.clock,
    )
    leave = LeavePage(page, step_up, leaving, wired.departures, wired.clock)
    export = ExportPage(page, step_up, wired.table, wired.library.item, wired.clock)
    ending = Ending(page, wired.preferences, wired.links, wired.clock)
    manage = Manage(
        settings=settings,
        page=page,
        arrivals=arrivals,
        leaving=leaving,
        saving=Saving(wired.preferences, wired.contacts, wired.moving, wired.clock, wired.new_id),
        topic=ParkedTopic(page, wired.topics, wired.preferences, wired.clock),
        step_up=step_up,
        leave=leave,
        liking=Liking(page, wired.preferences, wired.clock),
        confirmations=confirmations,
        preferences=wired.preferences,
        links=wired.links,
        ending=ending,
        trying=TryingOut(page),
        sessions=sessions,
        clock=wired.clock,
    )
    reading = Reading(
        renderer=wired.renderer,
        library=wired.library,
        service_name=settings.service_name,
    )
    agendas = AgendaPages(
        renderer=wired.renderer,
        library=wired.library,
        links=wired.links,
        together=wired.together,
        agendas=wired.agendas,
        invitations=wired.invitations,
        base_path=settings.base_path,
        public_url=settings.public_url,
        clock=wired.clock,
    )
    dates = DatePages(
        renderer=wired.renderer,
        links=wired.links,
        together=wired.together,
        picking=wired.picking,
        find=wired.library.item,
        shown=wired.writer.idea,
        base_path=settings.base_path,
        clock=wired.clock,
    )
    said = SaidPage(wired.renderer, wired.links, wired.together, wired.clock)
    jar = JarPage(page, wired.jar, wired.relays, wired.clock)
    keepsake = Keepsake(page)
    # Nothing has come yet to somebody who has just arrived: nothing is read to see what did.
    first = Preview(wired.library.items, lambda *_: (), lambda *_: frozenset()).upcoming
    welcome = Welcome(page, arrivals, wired.preferences, wired.links, first)
    reads = reading, agendas, dates, said, jar, keepsake
    return Site(arrivals, links, manage, leaving, *reads, leave, export, welcome)
