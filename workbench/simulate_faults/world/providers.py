"""SES and Twilio, as their SDKs show them: they take a message or not, and report on it later."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from chalicelib.delivery.model import LedgerKey
from chalicelib.delivery.ses import key_of
from workbench.simulate_faults.world.provider_places import SES, TWILIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.couples.model import Channel
    from chalicelib.couples.tokens import Tokens
    from workbench.simulate_faults.world.border import Border
    from workbench.simulate_faults.world.process import Process


@dataclass(frozen=True, slots=True)
class Taken:
    """One message that a provider certainly took, and will deliver."""

    channel: Channel
    to: str
    text: str
    key: LedgerKey
    attempt: str
    asked_at: datetime  # when the call began
    process: Process
    receipt: str = field(repr=False, default="")  # Twilio: the signed token of its callback

    @property
    def known_as(self) -> str:
        return f"{self.key.pk.partition('#')[2][:4]} {self.key.sk} {self.attempt[:6]}"


@dataclass(frozen=True, slots=True)
class SesClient:
    """What SesSender asks of boto3's client. `took` is told of every message."""

    border: Border
    took: Callable[[Taken], object]

    def send_email(self, **request: Any) -> dict[str, str]:
        stage, asked_at = self.border.stage, self.border.stage.now
        tags = {one["Name"]: one["Value"] for one in request["EmailTags"]}
        content = request["Content"]["Simple"]
        parts = (content["Subject"], content["Body"]["Text"], content["Body"]["Html"])
        (to,) = request["Destination"]["ToAddresses"]

        def take() -> dict[str, str]:
            text = "\n".join(part["Data"] for part in parts)
            key, attempt = key_of(tags["delivery"]), tags["attempt"]
            self.took(Taken("email", to, text, key, attempt, asked_at, stage.running()))
            return {"MessageId": f"ses-{attempt}"}

        return self.border.call(SES, ("email", to, key_of(tags["delivery"]).sk), take)


@dataclass(frozen=True, slots=True)
class Message:
    """What Twilio's SDK gives back."""

    sid: str


@dataclass(frozen=True, slots=True)
class Messages:
    """client.messages: `create` sends a text."""

    border: Border
    tokens: Tokens
    took: Callable[[Taken], object]

    def create(self, **request: Any) -> Message:
        stage, asked_at = self.border.stage, self.border.stage.now
        (token,) = parse_qs(urlsplit(request["status_callback"]).query)["d"]
        pk, sk, attempt = self.tokens.read("receipt", token) or ("", "", "")
        to, text = request["to"], request["body"]

        def take() -> Message:
            key = LedgerKey(pk, sk)
            self.took(Taken("sms", to, text, key, attempt, asked_at, stage.running(), token))
            return Message(f"SM-{attempt}")

        return self.border.call(TWILIO, ("text", to, sk), take)


@dataclass(frozen=True, slots=True)
class TwilioClient:
    """What TwilioSender asks of Twilio's client."""

    messages: Messages
