"""Texts through Twilio."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chalicelib.delivery.errors import twilio_error
from chalicelib.delivery.model import SendError

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.delivery.model import Envelope, Fate
    from chalicelib.settings import Sms

TIMEOUT = 10  # seconds; Twilio's own client would wait for ever
LONGEST_VALIDITY = 36_000  # seconds, Twilio's limit
MESSAGING_SERVICE = "MG"


@dataclass(frozen=True)
class TwilioSender:
    """Sends texts. `callback_url` makes the address that receipts of one attempt come to."""

    settings: Sms
    callback_url: Callable[[Envelope], str]
    timeout: float = TIMEOUT

    def send(self, envelope: Envelope) -> str:
        """Returns the MessageSid. Raises SendError; never retries, it cannot know."""
        from requests.exceptions import ConnectionError as NotConnected
        from requests.exceptions import ConnectTimeout, RequestException
        from twilio.base.exceptions import TwilioRestException, TwilioServiceException
        from urllib3.exceptions import NewConnectionError

        try:
            message = self._client.messages.create(**self._request(envelope))
        except (TwilioRestException, TwilioServiceException) as error:
            raise twilio_error(error.code, error.status) from error
        except ConnectTimeout as error:
            raise SendError("Twilio did not answer the call", "later") from error
        except NotConnected as error:
            cause = getattr(error.args[0] if error.args else None, "reason", None)
            never_opened = isinstance(cause, NewConnectionError)
            fate: Fate = "later" if never_opened else "unknown"
            raise SendError("the connection to Twilio broke", fate) from error
        except RequestException as error:
            raise SendError("Twilio did not answer in time", "unknown") from error
        except ValueError as error:
            raise SendError("Twilio's answer makes no sense", "unknown") from error
        if not message.sid:
            raise SendError("Twilio did not say what it did", "unknown")
        return str(message.sid)

    def _request(self, envelope: Envelope) -> dict[str, Any]:
        sender = self.settings.sender
        who = "messaging_service_sid" if sender.startswith(MESSAGING_SERVICE) else "from_"
        return {
            who: sender,
            "to": envelope.message.to,
            "body": envelope.message.text,
            "status_callback": self.callback_url(envelope),
            "validity_period": max(1, min(envelope.seconds_left, LONGEST_VALIDITY)),
        }

    @cached_property
    def _client(self) -> Any:
        from twilio.http.http_client import TwilioHttpClient
        from twilio.rest import Client

        client = Client(
            self.settings.account_sid,
            self.settings.auth_token,
            http_client=TwilioHttpClient(timeout=self.timeout),
        )
        if self.settings.api_url:
            client.api.base_url = self.settings.api_url
        return client
