"""The pages that only show something: home, privacy, terms, and one week's agenda."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.model import PARTNER
from chalicelib.pages.web import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.content.library import Library
    from chalicelib.content.render import Renderer
    from chalicelib.couples.links import Links
    from chalicelib.couples.store import Couples
    from chalicelib.delivery.agenda import Agendas

GONE = 410
SAMPLE_NAME = "Sam"
PUBLIC = {"Cache-Control": "public, max-age=300"}


@dataclass(frozen=True, slots=True)
class Reading:
    """Handlers that change nothing."""

    renderer: Renderer
    library: Library
    links: Links
    couples: Couples
    agendas: Agendas
    service_name: str
    clock: Callable[[], datetime]

    def home(self) -> Reply:
        """What it is, with two real ones from the library."""
        text, email = self.library.items("appreciation")[0], self.library.items("gesture")[0]
        examples = [
            {
                "kind": text.kind,
                "channel": "sms",
                "text": f"{self.service_name}: {text.sms.replace(PARTNER, SAMPLE_NAME)}",
            },
            {
                "kind": email.kind,
                "channel": "email",
                "text": email.email.replace(PARTNER, SAMPLE_NAME),
            },
        ]
        return Reply(self.renderer.page("index", examples=examples), headers=PUBLIC)

    def plain(self, name: str) -> Reply:
        """Privacy and terms."""
        return Reply(self.renderer.page(name), headers=PUBLIC)

    def agenda(self, token: str) -> Reply:
        """One reader's agenda of one week; the link shows it and nothing else."""
        now = self.clock()
        link = self.links.open(token, now)
        if link is None or link.purpose != "agenda":
            return Reply(self.renderer.page("expired"), GONE)
        couple = self.couples.get(link.facts["couple"])
        plan = self.agendas.meetings.get(link.facts["couple"], link.facts["week"])
        if couple is None or plan is None:
            return Reply(self.renderer.page("expired"), GONE)
        context = self.agendas.context(couple, plan, link.facts["partner"], now)
        return Reply(self.renderer.page("agenda", **context))
