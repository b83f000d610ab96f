"""What is an address: an email, or a mobile number in a country that we text to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.couples.model import Contact

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class BadAddress(ValueError):  # noqa: N818 - what people see is its sentence
    """Not an address we can use; the message says what to do."""


def read_address(text: str, channels: tuple[str, ...], countries: AbstractSet[str]) -> Contact:
    """The contact that somebody typed. Raises BadAddress."""
    typed = text.strip()
    if "@" in typed or ("email" in channels and "sms" not in channels):
        return _email(typed, channels)
    if "sms" not in channels:
        raise BadAddress("Please give an email address, like sam@example.com.")
    return _phone(typed, countries, only="email" not in channels)


def masked(contact: Contact) -> str:
    """Enough to recognise one's own or a known address by, and no more."""
    if contact.channel == "sms":
        return f"...{contact.address[-4:]}"
    name, _, domain = contact.address.partition("@")
    return f"{name[:1]}...@{domain}"


def _email(typed: str, channels: tuple[str, ...]) -> Contact:
    from email_validator import EmailNotValidError, validate_email

    if "email" not in channels:
        raise BadAddress("Please give a mobile number, with its country code (+1 ...).")
    try:
        checked = validate_email(typed, check_deliverability=False)
    except EmailNotValidError as error:
        raise BadAddress(
            "That email address is not complete. It reads like sam@example.com."
        ) from (error)
    return Contact("email", checked.normalized.lower())


def _phone(typed: str, countries: AbstractSet[str], *, only: bool) -> Contact:
    import phonenumbers

    wanted = "a mobile number" if only else "an email address or a mobile number"
    try:
        number = phonenumbers.parse(typed, min(countries, key=lambda code: (code != "US", code)))
    except phonenumbers.NumberParseException as error:
        raise BadAddress(f"Please give {wanted}, like +1 202 555 0143.") from error
    if not phonenumbers.is_valid_number(number):
        raise BadAddress("That number is not complete. With its country code: +1 202 555 0143.")
    kinds = phonenumbers.PhoneNumberType
    deaf = {kinds.FIXED_LINE, kinds.TOLL_FREE, kinds.PREMIUM_RATE, kinds.SHARED_COST, kinds.UAN}
    if phonenumbers.number_type(number) in deaf:
        raise BadAddress(f"That number cannot get texts. Please give {wanted}.")
    if phonenumbers.region_code_for_number(number) not in countries:
        served = ", ".join(sorted(countries))
        raise BadAddress(f"We can text numbers of {served} only. An email address works anywhere.")
    return Contact("sms", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
