"""SES v2 as botocore speaks to it, here: takes emails, keeps them, and tells what became of them.

Point AWS_ENDPOINT_URL_SESV2 at http://127.0.0.1:<port>/ses.
"""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from workbench import ses_events, ses_mime
from workbench.misbehaving import answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from workbench.background import Background
    from workbench.faults import Faults
    from workbench.messages import Mailbox, Message

MOST_A_DAY = 50_000
MOST_A_SECOND = 14


class SesSink:
    """The two operations of SES v2 that the service calls."""

    def __init__(
        self,
        mailbox: Mailbox,
        faults: Faults,
        background: Background,
        publish: Callable[[dict[str, Any]], Awaitable[None]],
        now: Callable[[], datetime],
    ) -> None:
        self.mailbox = mailbox
        self.faults = faults
        self._background = background
        self._publish = publish
        self._now = now

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/ses/v2/email/outbound-emails", self.send_email),
            web.get("/ses/v2/email/account", self.get_account),
            web.route("*", "/ses/{rest:.*}", self.unknown),
        ]

    async def send_email(self, request: web.Request) -> web.Response:
        return await answer(
            request,
            self.faults.take("ses"),
            accept=lambda: self._accept(request),
            refuse=lambda refusal: _error(refusal.status, refusal.code, refusal.message),
        )

    async def get_account(self, _request: web.Request) -> web.Response:
        since = self._now() - timedelta(hours=24)
        ours = [each for each in self.mailbox.all() if each.direction == "out"]
        sent = sum(each.channel == "email" and each.at > since for each in ours)
        quota = {
            "Max24HourSend": MOST_A_DAY,
            "MaxSendRate": MOST_A_SECOND,
            "SentLast24Hours": sent,
        }
        return web.json_response(
            {
                "SendQuota": quota,
                "SendingEnabled": True,
                "ProductionAccessEnabled": True,
                "EnforcementStatus": "HEALTHY",
                "DedicatedIpAutoWarmupEnabled": False,
            }
        )

    async def unknown(self, request: web.Request) -> web.Response:
        what = f"{request.method} {request.path}"
        return _error(404, "UnknownOperationException", f"This SES has no {what}.")

    async def publish(self, kind: str, message: Message) -> None:
        """Let `kind` (a key of ses_events.STATUS) happen to a kept email, and say so by SNS."""
        self.mailbox.set_status(message.id, ses_events.STATUS[kind])
        if message.details["configuration_set"]:  # it is the set that publishes events
            await self._publish(ses_events.event(kind, message, self._now()))

    async def _accept(self, request: web.Request) -> web.Response:
        message_id = f"{uuid.uuid4().hex[:16]}-{uuid.uuid4()}-000000"
        try:
            message = self._keep(await request.json(), message_id)
        except json.JSONDecodeError:
            return _error(400, "BadRequestException", "The request is not JSON.")
        except ses_mime.BadRequest as error:
            return _error(400, "BadRequestException", str(error))
        self._background.start(f"SES events of email {message.id}", self._tell(message))
        return web.json_response({"MessageId": message_id})

    def _keep(self, wanted: dict[str, Any], message_id: str) -> Message:
        tags = ses_mime.tags(wanted)
        configuration_set = wanted.get("ConfigurationSetName", "")
        if configuration_set:
            tags["ses:configuration-set"] = [configuration_set]
        source = ses_mime.compose(wanted, message_id, self._now())
        return self.mailbox.add_email(
            source,
            to=", ".join(ses_mime.recipients(wanted, source)),
            provider_id=message_id,
            details={"tags": tags, "configuration_set": configuration_set},
        )

    async def _tell(self, message: Message) -> None:
        first, *_ = message.to.split(", ")
        for kind in ses_events.kinds_for(first):
            await self.publish(kind, message)


def _error(status: int, code: str, message: str) -> web.Response:
    """Answer as REST-JSON does: botocore takes the code from the header."""
    headers = {"x-amzn-ErrorType": code}
    return web.json_response({"message": message}, status=status, headers=headers)
