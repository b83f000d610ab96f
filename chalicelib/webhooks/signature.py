"""Whether Twilio signed a request (https://www.twilio.com/docs/usage/security)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def signed_by_twilio(auth_token: str, url: str, form: Mapping[str, str], signature: str) -> bool:
    """`url` is the public one, with stage and query; `form` must be flat, blanks included."""
    from twilio.request_validator import RequestValidator

    if not signature:
        return False
    return bool(RequestValidator(auth_token).validate(url, dict(form), signature))
