"""Calls the service as Twilio does, signed as it signs: status callbacks and inbound texts."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import ClientError
from twilio.request_validator import RequestValidator

from workbench import twilio_forms
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.carrier import Carrier
    from workbench.messages import Mailbox, Message
    from workbench.service import Service

INBOUND_PATH = "/webhooks/twilio/inbound"
POOL_NUMBER = "+18885550100"  # the number behind the messaging service, if there is one
WAITS_SECONDS = 15.0  # for a webhook, its retry included


class NoAnswer(WorkbenchError):  # noqa: N818 - it names what happened
    """The service did not answer a webhook in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the inbound webhook answered: its HTTP status, and the reply a person gets."""

    status: int
    reply: str


class Webhooks:
    """Brings texts to phones and back, telling the service as it goes."""

    def __init__(
        self,
        service: Service,
        mailbox: Mailbox,
        carrier: Carrier,
        *,
        account_sid: str,
        auth_token: str,
        sender: str,
        report: Callable[[str], None],
    ) -> None:
        self._service = service
        self._mailbox = mailbox
        self._carrier = carrier
        self._account_sid = account_sid
        self._validator = RequestValidator(auth_token)
        is_pool = sender.startswith("MG")
        self._number = POOL_NUMBER if is_pool else sender
        self._pool = {"MessagingServiceSid": sender} if is_pool else {}
        self._report = report

    async def deliver(self, message: Message) -> None:
        """Bring an accepted text to its phone, calling its StatusCallback on the way."""
        for status in ("sent", "delivered"):
            await self.tell(message, status)

    async def tell(self, message: Message, status: str, code: str = "") -> None:
        """Let a text have come this far, and say so; `code` is Twilio's, if it failed."""
        self._mailbox.set_status(message.id, status, error_code=int(code) if code else None)
        url = message.details.get("StatusCallback")
        if url:
            form = twilio_forms.status_form(message, status, self._account_sid, code)
            await self._call_back(url, form)

    async def deliver_inbound(self, from_: str, body: str) -> Answer:
        """Bring a person's text to the service, and its TwiML reply back to their phone."""
        message = self._mailbox.add_text(
            to=self._number,
            from_=from_,
            text=body,
            provider_id=f"SM{uuid.uuid4().hex}",
            status="received",
            direction="in",
            details=self._pool,
        )
        self._carrier.hears(from_, body)
        form = twilio_forms.inbound_form(message, self._account_sid)
        status, twiml = await self._inbound(form)
        replies = twilio_forms.texts_in(twiml) if _is_success(status) else []
        for reply in replies:
            self._reply(from_, reply)
        return Answer(status, "\n".join(replies))

    async def _inbound(self, form: Mapping[str, str]) -> tuple[int, str]:
        try:
            async with asyncio.timeout(WAITS_SECONDS):
                return await self._post(INBOUND_PATH, form)
        except (TimeoutError, ClientError) as error:
            raise NoAnswer(
                f"The inbound webhook did not answer ({type(error).__name__} {error}). "
                "The text is kept; look at what the service prints, then text again."
            ) from error

    def _reply(self, to: str, text: str) -> None:
        """Keep a TwiML reply. The carrier stops it too, if its person has just texted STOP."""
        blocked = self._carrier.blocks(to)
        self._mailbox.add_text(
            to=to,
            from_=self._number,
            text=text,
            provider_id=f"SM{uuid.uuid4().hex}",
            status="failed" if blocked else "delivered",
            details={"error_code": 21610} if blocked else self._pool,
        )

    async def _call_back(self, url: str, form: Mapping[str, str]) -> None:
        """Call, and once more if that went badly; then report it, as Twilio's log would."""
        what = f"StatusCallback {form['MessageStatus']!r} of {form['MessageSid']}"
        if not url.startswith(f"{self._service.public_url}/"):
            self._report(f"{what} not called: it is not under {self._service.public_url}.")
            return
        path = url.removeprefix(self._service.public_url)
        try:
            async with asyncio.timeout(WAITS_SECONDS):
                problem = await self._problem(path, form)
                if problem:
                    problem = await self._problem(path, form)
        except TimeoutError:
            problem = f"no answer within {WAITS_SECONDS:.0f} seconds"
        if problem:
            self._report(f"{what} failed: {problem}.")

    async def _problem(self, path: str, form: Mapping[str, str]) -> str:
        """Call once; "" if it went well, else what was wrong."""
        try:
            status, _ = await self._post(path, form)
        except ClientError as error:
            return f"{type(error).__name__} {error}"
        return "" if _is_success(status) else f"answered {status}"

    async def _post(self, path: str, form: Mapping[str, str]) -> tuple[int, str]:
        url = self._service.public_url + path
        headers = {
            "X-Twilio-Signature": self._validator.compute_signature(url, form),
            "I-Twilio-Idempotency-Token": str(uuid.uuid4()),
        }
        return await self._service.post_form(path, form, headers)


def _is_success(status: int) -> bool:
    return 200 <= status < 300  # noqa: PLR2004 - HTTP's own bounds
