"""A sample couple in one click: Alex and Sam sign up through the real pages, as people do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

from aiohttp import web

from chalicelib.delivery.ses import key_of
from workbench.api_input import ApiError
from workbench.files import write_atomically
from workbench.sample_story import Person, Story, couple_signs_up
from workbench.walk import Browser, WalkError, link_in, links_in

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.messages import Mailbox

FIRST_NUMBER = 143  # +1 202 555 0143: NANPA keeps 555-0100 to 555-0199 for fiction
NUMBERS = [*range(FIRST_NUMBER, 199), *range(101, FIRST_NUMBER)]  # 0100 sends, 0199 is a stranger


class Service(Protocol):
    """What making a couple needs of the service."""

    public_url: str

    async def settle(self) -> None: ...


def routes(service: Service, mailbox: Mailbox) -> list[web.RouteDef]:
    sample = Sample(service, mailbox)
    return [
        web.get("/api/sample", sample.last),
        web.post("/api/sample", sample.make),
        web.get("/api/sample/page", sample.open_page),
    ]


@dataclass
class Sample:
    """The couple made last, and the one being made."""

    service: Service
    mailbox: Mailbox
    story: Story | None = None  # while one is being made

    async def last(self, request: web.Request) -> web.Response:
        """The last couple made, and how far the one being made is."""
        making = self.story.as_json() if self.story else None
        return web.json_response({**self._kept(request), "making": making})

    async def make(self, request: web.Request) -> web.Response:
        if self.story:
            raise ApiError("A couple is just signing up; wait until they are through.", 409)
        people = self._fresh_people()
        self.story = Story(*people, changed=self.mailbox.changed.notify)
        try:
            await couple_signs_up(self.story, self.service.public_url, self.mailbox)
            await self.service.settle()  # what greets them is part of the picture
        except WalkError as error:
            raise ApiError(f"{self.story.doing}: {error}.", 424) from error
        finally:
            self.story = None
            self.mailbox.changed.notify()
        made = {"couple": self._couple_of(people), "people": [asdict(each) for each in people]}
        write_atomically(self._file, json.dumps(made).encode())
        return web.json_response(self._kept(request))

    async def open_page(self, request: web.Request) -> web.Response:
        """Ask for a fresh link as a person would, and go where it leads."""
        email = request.query.get("of", "")
        if email not in {person["email"] for person in self._kept(request)["people"]}:
            raise ApiError("Say whose page, by the email of somebody in GET /api/sample.", 404)
        known = links_in(self.mailbox, email, "/link/")
        try:
            async with Browser(self.service.public_url) as browser:
                await browser.submit(await browser.open("/link"), address=email)
            link = await link_in(self.mailbox, email, "/link/", known)
        except WalkError as error:
            raise ApiError(f"Asking for a link for {email}: {error}.", 424) from error
        return web.Response(status=303, headers={"Location": link})

    @property
    def _file(self) -> Path:
        return self.mailbox.folder / "sample.json"

    def _kept(self, request: web.Request) -> dict[str, Any]:
        if not self._file.exists():
            return {"couple": None, "people": []}
        kept: dict[str, Any] = json.loads(self._file.read_bytes())
        for person in kept["people"]:
            page = request.url.origin() / "api/sample/page"
            person["manage"] = str(page.with_query(of=person["email"]))
        return kept

    def _fresh_people(self) -> tuple[Person, Person]:
        """Addresses nobody had yet: they belong to one person for good."""
        used = {address for each in self.mailbox.all() for address in (each.to, each.from_)}
        pairs = zip(NUMBERS[::2], NUMBERS[1::2], strict=True)
        for nth, numbers in enumerate(pairs, start=1):
            suffix = "" if nth == 1 else str(nth)
            alex, sam = (
                Person(name, f"+1202555{number:04d}", f"{name.lower()}{suffix}@example.com")
                for name, number in zip(("Alex", "Sam"), numbers, strict=True)
            )
            if used.isdisjoint({alex.phone, alex.email, sam.phone, sam.email}):
                return alex, sam
        raise ApiError("Every sample number is taken. Stop, remove .local, and start afresh.", 409)

    def _couple_of(self, people: tuple[Person, Person]) -> str | None:
        """The couple's id, which an email's tags name: they say which delivery it is."""
        for person in people:
            for email in self.mailbox.all(person.email):
                for tag in email.details.get("tags", {}).get("delivery", []):
                    kind, _, couple = key_of(tag).pk.partition("#")
                    if kind == "COUPLE":
                        return couple
        return None
