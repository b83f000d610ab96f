"""The form of the page after the tap: all of it optional, and all of it sent by either button."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, Form, StringField
from wtforms.validators import AnyOf, Optional, ValidationError

from chalicelib.content.model import STAGES
from chalicelib.couples.addresses import BadAddress, read_address
from chalicelib.pages.wording import SMS_CONSENT

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel, Contact
    from chalicelib.pages.web import Fields
    from chalicelib.settings import Settings

NEEDS_TICK = "Tick this to get texts at that number, or leave the number out."
NO_NEWS = (
    "That reads as if you want less of this, not like a thank-you. On your own page you can stop "
    "all of it, or a part."
)


class WelcomeForm(Form):  # type: ignore[misc]  # WTForms has no types
    """`wanted`: the channels on which an address of their own is missing."""

    stage = StringField(validators=[Optional(), AnyOf(STAGES, "Please pick from the list.")])
    kids_down = StringField(validators=[Optional()])
    address = StringField(validators=[Optional()])
    sms_consent = BooleanField(SMS_CONSENT)
    words = StringField()

    def __init__(
        self, fields: Fields | None, settings: Settings, wanted: tuple[Channel, ...]
    ) -> None:
        super().__init__(fields)
        self._settings, self._wanted = settings, wanted
        self.contact: Contact | None = None

    def validate_kids_down(self, field: Any) -> None:
        try:
            field.data = time.fromisoformat(field.data).strftime("%H:%M")
        except ValueError as error:
            raise ValidationError("Please pick a time from the list.") from error

    def validate_address(self, field: Any) -> None:
        if not field.data.strip() or not self._wanted:
            return
        sms = self._settings.sms
        countries = sms.countries if sms else frozenset[str]()
        try:
            self.contact = read_address(field.data, self._wanted, countries)
        except BadAddress as error:
            raise ValidationError(str(error)) from error

    def validate_words(self, field: Any) -> None:
        from chalicelib.replies.written import judged

        if judged(field.data or "") == "stop":
            raise ValidationError(NO_NEWS)

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if self.contact and self.contact.channel == "sms" and not self.sms_consent.data:
            self.sms_consent.errors = [*self.sms_consent.errors, NEEDS_TICK]
            return False
        return valid

    def wrong(self) -> dict[str, str]:
        """One sentence a field, in the page's order."""
        names = ("stage", "kids_down", "address", "sms_consent", "words")
        return {name: str(self[name].errors[0]) for name in names if self[name].errors}
