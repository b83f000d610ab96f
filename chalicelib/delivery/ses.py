"""Emails through SES v2: Simple content, so that no MIME is built in Python."""

from __future__ import annotations

import base64
import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.delivery.errors import ses_error
from chalicelib.delivery.model import LedgerKey, SendError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from chalicelib.delivery.model import Attachment, Envelope
    from chalicelib.settings import Email

ASK_AGAIN = timedelta(hours=1)
SLOWEST = 0.1  # messages a second

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class SesSender:
    """Sends emails. `client` makes the client; it is made once, at the first send."""

    settings: Email
    client: Callable[[], Any]

    def send(self, envelope: Envelope) -> str:
        """Returns the MessageId. Raises SendError; the queue is the retry, never botocore."""
        from botocore.exceptions import (
            BotoCoreError,
            ClientError,
            ConnectTimeoutError,
            EndpointConnectionError,
            NoCredentialsError,
            ParamValidationError,
        )

        try:
            answer = self._client.send_email(**self._request(envelope))
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            said = error.response["Error"]
            raise ses_error(said["Code"], status, said.get("Message", "")) from error
        except (EndpointConnectionError, ConnectTimeoutError, NoCredentialsError) as error:
            raise SendError("SES did not answer the call", "later") from error
        except ParamValidationError as error:  # never left: a bug of ours, not worth another try
            raise SendError("the request was refused", "permanent") from error
        except BotoCoreError as error:
            raise SendError("SES did not answer in time", "unknown") from error
        if "MessageId" not in answer:
            raise SendError("SES did not say what it did", "unknown")
        return str(answer["MessageId"])

    def _request(self, envelope: Envelope) -> dict[str, Any]:
        message = envelope.message
        simple: dict[str, Any] = {
            "Subject": _utf8(message.subject),
            "Body": {"Text": _utf8(message.text), "Html": _utf8(message.html)},
            "Headers": [{"Name": n, "Value": v} for n, v in message.headers.items()],
        }
        if message.attachments:
            simple["Attachments"] = [_attached(one) for one in message.attachments]
        answered_at = {"ReplyToAddresses": [message.reply_to]} if message.reply_to else {}
        return {
            **answered_at,
            "FromEmailAddress": self.settings.sender,
            "Destination": {"ToAddresses": [message.to]},
            "Content": {"Simple": simple},
            "EmailTags": [
                {"Name": "delivery", "Value": tag_of(envelope.key)},
                {"Name": "attempt", "Value": envelope.attempt},
            ],
            "ConfigurationSetName": self.settings.configuration_set,
        }

    @cached_property
    def _client(self) -> Any:
        return self.client()


@dataclass
class SesRate:
    """How many emails a second the account allows, as GetAccount says; asked once an hour.

    Source: SES v2 API reference, GetAccount, SendQuota.MaxSendRate.
    """

    client: Callable[[], Any]
    clock: Callable[[], datetime]
    _rate: float = 1.0  # the sandbox's, until we know better
    _asked: datetime | None = None

    def __call__(self) -> float:
        from botocore.exceptions import BotoCoreError, ClientError

        now = self.clock()
        if self._asked is None or not timedelta(0) <= now - self._asked < ASK_AGAIN:
            self._asked = now
            try:
                quota = self.client().get_account()["SendQuota"]
                self._rate = max(float(quota["MaxSendRate"]), SLOWEST)
            except (BotoCoreError, ClientError, KeyError):
                logger.warning("SES does not say how fast we may send: %s a second", self._rate)
        return self._rate


def tag_of(key: LedgerKey) -> str:
    """A ledger key in the characters that an SES tag may hold."""
    packed = f"{key.pk}|{key.sk}".encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def key_of(tag: str) -> LedgerKey:
    """The ledger key that a tag stands for. Raises ValueError if it is not one of ours."""
    padded = tag + "=" * (-len(tag) % 4)
    pk, _, sk = base64.urlsafe_b64decode(padded).decode().partition("|")
    if not sk:
        raise ValueError("not a delivery tag")
    return LedgerKey(pk, sk)


def _attached(file: Attachment) -> Mapping[str, Any]:
    """botocore puts the bytes into base64 for the call, SES for the mail."""
    return {
        "FileName": file.name,
        "ContentType": file.content_type,
        "ContentDisposition": "ATTACHMENT",
        "ContentTransferEncoding": "BASE64",
        "RawContent": file.content.encode(),
    }


def _utf8(text: str) -> Mapping[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
