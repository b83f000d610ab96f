"""Which countries Twilio texts at all: its geographic permissions, a switch for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.doctor.check import check
from workbench.doctor.checks.twilio import PRETEND, connected, credentials
from workbench.doctor.findings import Verdict, fail, ok, skipped, warn

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

NOT_SHOWN = {401, 403, 404}
WHERE = "in the Twilio console, under Messaging, Settings, Geo permissions"


def named(patient: Patient) -> list[str]:
    """The ISO codes that we text to."""
    return patient.told("SmsCountries").upper().replace(" ", "").split(",")


@check("twilio: countries", early=True, after=credentials, channel="sms", not_local=PRETEND)
def countries(patient: Patient) -> Verdict:
    """Asked as Twilio's SDK does: https://accounts.twilio.com/v1/Messaging/GeoPermissions."""
    from twilio.base.exceptions import TwilioRestException

    client: Any = connected(patient)
    try:
        allowed = {country: _allowed(client, country) for country in named(patient)}
    except TwilioRestException as error:
        if error.status not in NOT_SHOWN:
            raise
        return skipped(f"Twilio does not show them to this account: look {WHERE}")
    off = [country for country, on in allowed.items() if on is False]
    if off:
        return fail(
            f"Twilio texts nobody in {', '.join(off)} (error 21408).",
            f"Allow it {WHERE}; or take it out of SmsCountries.",
        )
    silent = [country for country, on in allowed.items() if on is None]
    if silent:
        return warn(f"Twilio does not say whether it texts {', '.join(silent)}.", f"Look {WHERE}.")
    return ok(f"Twilio texts {', '.join(allowed)}")


def _allowed(client: Any, country: str) -> bool | None:
    """None: Twilio's answer has nothing of this country."""
    answer = client.accounts.v1.messaging_geopermissions.fetch(country_code=country)
    found = [one for one in answer.permissions or [] if one.get("country_code") == country]
    return bool(found[0].get("enabled")) if found else None
