"""Twilio's Messages API, here: takes texts as the SDK sends them, and keeps them.

Point the SDK's `client.api.base_url` at http://127.0.0.1:<port>/twilio.
"""

from __future__ import annotations

import base64
import uuid
from email.utils import format_datetime
from secrets import compare_digest
from typing import TYPE_CHECKING, Any

from aiohttp import web

from chalicelib.content.sms_text import segments
from workbench import twilio_errors
from workbench.misbehaving import answer
from workbench.twilio_forms import VERSION
from workbench.twilio_webhooks import POOL_NUMBER

if TYPE_CHECKING:
    from workbench.background import Background
    from workbench.carrier import Carrier
    from workbench.faults import Faults, Refuse
    from workbench.messages import Mailbox, Message
    from workbench.twilio_webhooks import Webhooks


class TwilioPretend:
    """The one account of this Twilio, and its messages."""

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        *,
        mailbox: Mailbox,
        faults: Faults,
        carrier: Carrier,
        background: Background,
        webhooks: Webhooks,
    ) -> None:
        self.account_sid = account_sid
        self._credentials = f"{account_sid}:{auth_token}".encode()
        self._mailbox = mailbox
        self._faults = faults
        self._carrier = carrier
        self._background = background
        self._webhooks = webhooks

    def routes(self) -> list[web.RouteDef]:
        messages = f"/twilio/{VERSION}/Accounts/{{account}}/Messages"
        return [
            web.post(f"{messages}.json", self.create),
            web.get(f"{messages}/{{sid}}.json", self.fetch),
            web.route("*", "/twilio/{rest:.*}", self.unknown),
        ]

    async def create(self, request: web.Request) -> web.Response:
        if not self._may(request):
            return twilio_errors.UNAUTHORISED.response()
        return await answer(
            request,
            self._faults.take("twilio"),
            accept=lambda: self._accept(request),
            refuse=_refused,
        )

    async def fetch(self, request: web.Request) -> web.Response:
        if not self._may(request):
            return twilio_errors.UNAUTHORISED.response()
        message = self._mailbox.by_provider_id(request.match_info["sid"])
        if message is None:
            return twilio_errors.NOT_FOUND.response()
        return web.json_response(self._resource(message))

    async def unknown(self, _request: web.Request) -> web.Response:
        return twilio_errors.NOT_FOUND.response()

    def _may(self, request: web.Request) -> bool:
        """Hold the account in the path and HTTP basic authentication to this account."""
        expected = b"Basic " + base64.b64encode(self._credentials)
        given = request.headers.get("Authorization", "").encode()
        return compare_digest(given, expected) and (
            request.match_info["account"] == self.account_sid
        )

    async def _accept(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        refusal = twilio_errors.refusal(form, self._carrier.blocks)
        if refusal is not None:
            return refusal.response()
        message = self._mailbox.add_text(
            to=form["To"],
            from_=form.get("From") or POOL_NUMBER,
            text=form["Body"],
            provider_id=f"SM{uuid.uuid4().hex}",
            details={
                name: form[name]
                for name in ("MessagingServiceSid", "StatusCallback", "ValidityPeriod")
                if name in form
            },
        )
        self._background.start(f"Delivery of text {message.id}", self._webhooks.deliver(message))
        return web.json_response(self._resource(message), status=201)

    def _resource(self, message: Message) -> dict[str, Any]:
        """Give the message as Twilio's API shows it."""
        path = f"/{VERSION}/Accounts/{self.account_sid}/Messages/{message.provider_id}"
        created = format_datetime(message.at)  # RFC 2822, unlike the rest of the world's APIs
        return {
            "account_sid": self.account_sid,
            "api_version": VERSION,
            "body": message.text,
            "date_created": created,
            "date_sent": None if message.status == "queued" else created,
            "date_updated": created,
            "direction": "inbound" if message.direction == "in" else "outbound-api",
            "error_code": message.details.get("error_code"),
            "error_message": None,
            "from": message.from_,
            "messaging_service_sid": message.details.get("MessagingServiceSid"),
            "num_media": "0",
            "num_segments": str(segments(message.text)),
            "price": None,
            "price_unit": "USD",
            "sid": message.provider_id,
            "status": message.status,
            "subresource_uris": {"media": f"{path}/Media.json"},
            "to": message.to,
            "uri": f"{path}.json",
        }


def _refused(refusal: Refuse) -> web.Response:
    code = int(refusal.code)
    return twilio_errors.TwilioError(code, refusal.message, refusal.status).response()
