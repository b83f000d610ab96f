"""The pages that only show something: home, privacy and terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.model import PARTNER
from chalicelib.pages.web import PUBLIC, Reply

if TYPE_CHECKING:
    from chalicelib.content.library import Library
    from chalicelib.content.render import Renderer

SAMPLE_NAME = "Sam"


@dataclass(frozen=True, slots=True)
class Reading:
    """Handlers that change nothing."""

    renderer: Renderer
    library: Library
    service_name: str

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
