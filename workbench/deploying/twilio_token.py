"""A new auth token of Twilio's: looked at and tried before it takes the place of the old one."""

from __future__ import annotations

from collections import ChainMap
from typing import TYPE_CHECKING, Any

from workbench.deploying.kept_secrets import KeptSecrets
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.deploying.account import Account
    from workbench.deploying.asking import Asking
    from workbench.deploying.formation import Formation
    from workbench.stages.settings import StageSettings

REFUSED = {401, 403}
NOTHING = "Nothing was written."


class TokenError(WorkbenchError):
    """The token is not taken; the message says why. The one in SSM is as it was."""


def renew(
    account: Account,
    settings: StageSettings,
    formation: Formation,
    ask: Asking,
    connect: Callable[[str, str], Any],
) -> str:
    """Put the token that they give into SSM; the parameter's name. Raises TokenError.

    `connect`: account and token to a client of Twilio's SDK.
    """
    has = _parameters(settings, formation)
    token = ask.twilio_token()
    if settings.endpoint or has.get("TwilioApiUrl"):
        ask.say("It is not tried at Twilio: this stage's Twilio is none, or a pretend one.")
    else:
        try_it(connect(has.get("TwilioAccountSid", ""), token), has.get("TwilioAccountSid", ""))
    return KeptSecrets(account, settings.stage).renew_twilio(token)


def try_it(client: Any, sid: str) -> None:
    """Fetch the account with it, which changes nothing. Raises TokenError."""
    from twilio.base.exceptions import TwilioException

    try:
        client.api.v2010.accounts(sid).fetch()
    except TwilioException as error:
        status = getattr(error, "status", None)
        if status in REFUSED:
            raise TokenError(
                f"Twilio does not take this token for the account in TwilioAccountSid. {NOTHING} "
                "Compare both with the Twilio console, Account Info."
            ) from error
        raise TokenError(
            f"Twilio answers {status or 'nothing'}, so the token could not be tried. {NOTHING} "
            "Look at https://status.twilio.com, and run the same command again."
        ) from error
    except OSError as error:  # requests' errors are such, too
        raise TokenError(
            f"Twilio cannot be reached ({type(error).__name__}), so the token could not be tried. "
            f"{NOTHING} Look at this machine's network, and run the same command again."
        ) from error


def connected(sid: str, token: str) -> Any:
    from twilio.http.http_client import TwilioHttpClient
    from twilio.rest import Client

    return Client(sid, token, http_client=TwilioHttpClient(timeout=15))


def _parameters(settings: StageSettings, formation: Formation) -> Mapping[str, str]:
    """What runs, and where that says nothing, what the file says. Raises TokenError: no texts."""
    if not formation.stands():
        raise TokenError(
            f"There is no stack {settings.stack_name}, so nothing would use the token. {NOTHING} "
            f"`make deploy STAGE={settings.stage}` asks for it."
        )
    listed = (formation.described() or {}).get("Parameters", [])
    runs = {one["ParameterKey"]: one.get("ParameterValue", "") for one in listed}
    stated = {name: value for name, value in runs.items() if value}
    file = dict(settings.parameters)
    if "sms" not in f"{stated.get('Channels', '')} {file.get('Channels', '')}":
        raise TokenError(
            f"Texts are off on the stage {settings.stage} (Channels), so nothing would use the "
            f"token. {NOTHING} Once they are on, `make deploy STAGE={settings.stage}` asks for it."
        )
    return ChainMap(stated, file)
