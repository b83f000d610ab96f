"""The workbench's JSON API: what the page does, any program can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from workbench.api_input import (
    ApiError,
    read_code,
    read_object,
    read_seconds,
    read_text,
    read_time,
)
from workbench.ports import Ports
from workbench.stream import stream
from workbench.twilio_errors import PHONE_NUMBER

if TYPE_CHECKING:
    from workbench.clock import ServiceClock
    from workbench.faults import Faults
    from workbench.messages import Mailbox, Message
    from workbench.service import Service
    from workbench.ses_inbound import Inbound
    from workbench.ses_sink import SesSink
    from workbench.twilio_webhooks import Webhooks

# What may become of an email, and of a text, as their providers tell it.
EVENTS = ("delivery", "delay", "soft_bounce", "bounce", "complaint")
STATUSES = (
    "queued", "sending", "sent", "delivered", "read", "undelivered", "failed", "canceled",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Api:
    """The routes under /api, but for the sample couple."""

    service: Service
    mailbox: Mailbox
    clock: ServiceClock
    faults: Faults
    webhooks: Webhooks
    ses: SesSink
    inbound: Inbound

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/service", self.where),
            web.get("/api/messages", self.messages),
            web.get("/api/messages/{id}/source", self.source),
            web.post("/api/texts", self.text),
            web.post("/api/replies", self.reply),
            web.get("/api/clock", self.time),
            web.post("/api/clock", self.move_clock),
            web.get("/api/faults", self.current_faults),
            web.post("/api/faults", self.set_faults),
            web.get("/api/table", self.table),
            web.post("/api/events", self.event),
            web.get("/api/stream", self.stream),
        ]

    async def messages(self, request: web.Request) -> web.Response:
        to = request.query.get("to")
        # a "+" that was not escaped arrives as a space, and no address has one
        found = self.mailbox.all(to.replace(" ", "+") if to else None)
        return web.json_response({"messages": [message.as_json() for message in found]})

    async def source(self, request: web.Request) -> web.Response:
        message = self._message(request.match_info["id"])
        if message.channel != "email":
            raise ApiError("Only an email has a source; this is a text.", 404)
        return web.Response(body=self.mailbox.source(message), content_type="text/plain")

    async def text(self, request: web.Request) -> web.Response:
        fields = await read_object(request, '{"from": "+12025550143", "body": "1"}')
        from_, body = read_text(fields, "from"), read_text(fields, "body")
        if not PHONE_NUMBER.fullmatch(from_):
            raise ApiError(f"{from_!r} is no phone number; write it like +12025550143.")
        answer = await self.webhooks.deliver_inbound(from_, body)
        return web.json_response({"reply": answer.reply, "status": answer.status})

    async def reply(self, request: web.Request) -> web.Response:
        fields = await read_object(request, '{"id": "00000001", "body": "You made soup"}')
        mail, body = self._message(read_text(fields, "id")), read_text(fields, "body")
        if mail.channel != "email" or mail.direction != "out":
            raise ApiError("Only an email of the service can be answered here.")
        if "Reply-To" not in mail.headers:
            raise ApiError("This email takes no answer: it has no Reply-To.")
        kept = await self.inbound.reply(mail, body)
        return web.json_response({"id": kept.id})

    async def time(self, _request: web.Request) -> web.Response:
        return web.json_response(await self._time())

    async def move_clock(self, request: web.Request) -> web.Response:
        fields = await read_object(request, '{"advance": 3600}')
        match fields:
            case {"now": moment, **others} if not others:
                ticks = await self.clock.set(read_time(moment))
            case {"advance": seconds, **others} if not others:
                ticks = await self.clock.advance(read_seconds(seconds))
            case {"to": "next", **others} if not others:
                ticks = await self.clock.to_next()
            case _:
                raise ApiError('Send one of {"now": time}, {"advance": seconds}, {"to": "next"}.')
        return web.json_response({**await self._time(), "ticks": ticks})

    async def current_faults(self, _request: web.Request) -> web.Response:
        return web.json_response(self.faults.as_json())

    async def set_faults(self, request: web.Request) -> web.Response:
        self.faults.set(await read_object(request, '{"twilio": "429", "count": 3}'))
        return web.json_response(self.faults.as_json())

    async def table(self, request: web.Request) -> web.Response:
        pk = request.query.get("pk")
        if not pk:
            raise ApiError("Name a partition: /api/table?pk=COUPLE%23<id>.")
        return web.json_response({"items": await self.service.items(pk)})

    async def event(self, request: web.Request) -> web.Response:
        fields = await read_object(request, '{"id": "00000001", "type": "bounce"}')
        message, kind = self._message(read_text(fields, "id")), read_text(fields, "type")
        known = EVENTS if message.channel == "email" else STATUSES
        if kind not in known:
            raise ApiError(f"No event is called {kind!r}; choose one of {', '.join(known)}.")
        if message.channel == "email":
            await self.ses.publish(kind, message)
        elif "StatusCallback" not in message.details:
            raise ApiError("Nobody asked to be told about this text: it is an answer, or came in.")
        else:
            await self.webhooks.tell(message, kind, read_code(fields))
        return web.json_response({"published": kind, "id": message.id})

    async def where(self, request: web.Request) -> web.Response:
        own = request.url.origin()
        aws = Ports(own.port or 80).aws_url
        return web.json_response(
            {"url": self.service.public_url, "workbench": str(own), "aws": aws}
        )

    async def stream(self, request: web.Request) -> web.StreamResponse:
        return await stream(request, self.mailbox.changed)

    async def _time(self) -> dict[str, Any]:
        due = await self.service.next_due()
        return {
            "now": self.clock.now().isoformat(),
            "offset": self.clock.offset.total_seconds(),
            "next_due": due.isoformat() if due else None,
        }

    def _message(self, message_id: str) -> Message:
        message = self.mailbox.get(message_id)
        if message is None:
            raise ApiError(f"No message has the id {message_id!r}; see /api/messages.", 404)
        return message
