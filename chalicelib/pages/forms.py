"""The forms of arriving: what was typed comes back, each error beside its field."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from wtforms import BooleanField, Form, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from chalicelib.couples.addresses import BadAddress, read_address
from chalicelib.couples.model import LONGEST_NAME
from chalicelib.couples.names import seen
from chalicelib.pages.wording import CONSENT, OWN_NOTES, SHARED, SMS_CONSENT, THANKS

if TYPE_CHECKING:
    from chalicelib.couples.model import Contact
    from chalicelib.settings import Settings

DEFAULT_ZONE = "America/New_York"
NO_THANKS_THERE = "Notes and thanks need an address of your own. Untick them, or this."
A_PHONE_IS_NOT_SHARED = "A phone is one person's. Untick this, or give the shared email address."
ONLY_OR_EMAIL = "Tick this to get texts at that number. Or give an email address instead."


class _AddressForm(Form):  # type: ignore[misc]  # WTForms has no types
    """One address; reads it into a contact."""

    address = StringField(validators=[InputRequired("Please give an email or a mobile number.")])

    def __init__(self, formdata: Any, settings: Settings, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self._settings = settings
        labels = {"email": "Email", "sms": "mobile number"}
        self.address.label.text = " or ".join(labels[one] for one in settings.channels).capitalize()
        self.contact: Contact | None = None

    def validate_address(self, field: Any) -> None:
        countries = self._settings.sms.countries if self._settings.sms else frozenset[str]()
        try:
            self.contact = read_address(field.data, self._settings.channels, countries)
        except BadAddress as error:
            raise ValidationError(str(error)) from error


class LinkForm(_AddressForm):
    """Ask for a fresh link."""


class ConsentForm(_AddressForm):
    """An address that agrees to be written to."""

    consent = BooleanField(
        CONSENT,
        validators=[InputRequired("Please tick this: we write only to people who say yes.")],
    )
    sms_consent = BooleanField(SMS_CONSENT)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if self.contact and self.contact.channel == "sms" and not self.sms_consent.data:
            self.sms_consent.errors = [*self.sms_consent.errors, ONLY_OR_EMAIL]
            return False
        return valid


class SignupForm(ConsentForm):
    """Sign up: three required fields."""

    name = StringField(
        "Your first name",
        validators=[
            DataRequired("Please tell us what to call you."),
            Length(max=LONGEST_NAME, message=f"At most {LONGEST_NAME} letters, to fit a text."),
        ],
        filters=[lambda text: seen(text) if text else text],
    )
    zone = SelectField(
        "Your time zone", validate_choice=False, filters=[lambda zone: zone or DEFAULT_ZONE]
    )

    def __init__(self, formdata: Any, settings: Settings, **kwargs: Any) -> None:
        super().__init__(formdata, settings, **kwargs)
        self.zone.choices = zones()

    def validate_zone(self, field: Any) -> None:
        if field.data not in set(zones()):
            raise ValidationError("Please choose a time zone from the list.")


class JoinForm(SignupForm):
    """Join by an invitation: the agenda is preselected, the rest is asked."""

    agenda = BooleanField("The weekly agenda", default=True)
    nudges = BooleanField(OWN_NOTES)
    thanks = BooleanField(THANKS)
    shared = BooleanField(SHARED)

    def validate_shared(self, field: Any) -> None:
        """A family's mailbox takes the agenda, and nothing private (docs/adr/0015)."""
        if field.data and self.contact and self.contact.channel == "sms":
            raise ValidationError(A_PHONE_IS_NOT_SHARED)
        if field.data and (self.nudges.data or self.thanks.data):
            raise ValidationError(NO_THANKS_THERE)


@cache
def zones() -> list[str]:
    """IANA zones that a person lives in, by name."""
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
             "Pacific/")  # fmt: skip
    return sorted(zone for zone in available_timezones() if zone.startswith(areas))
