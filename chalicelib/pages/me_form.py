"""The preferences form: what may be chosen, and how a partner looks with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from wtforms import (
    BooleanField,
    DateField,
    Form,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import AnyOf, InputRequired, Optional

from chalicelib.couples.model import CHANNELS, Meeting
from chalicelib.pages.forms import zones

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.pages.web import Fields

WEEK = [str(day) for day in range(7)]
LONGEST_PAUSE = timedelta(days=366)
NOT_A_TIME = "Please give a time like 20:15."


def _clock(_: object, field: Any) -> None:
    """A local time, "HH:MM"; browsers may add seconds."""
    try:
        field.data = time.fromisoformat(field.data).strftime("%H:%M")
    except ValueError as error:
        raise ValidationError(NOT_A_TIME) from error


def _zone(_: object, field: Any) -> None:
    if field.data not in set(zones()):
        raise ValidationError("Please choose a time zone from the list.")


class PreferencesForm(Form):  # type: ignore[misc]  # WTForms has no types
    """Rhythms, evening and meeting. Built with the partner whose form it is."""

    day = SelectMultipleField(choices=WEEK, validate_choice=True)
    time = StringField(validators=[Optional(), _clock])
    small_channel = StringField()
    kids_down = StringField(validators=[InputRequired(NOT_A_TIME), _clock])
    lights_out = StringField(validators=[InputRequired(NOT_A_TIME), _clock])
    zone = StringField(validators=[_zone])
    meeting_day = SelectField(choices=WEEK)
    meeting_time = StringField(validators=[InputRequired(NOT_A_TIME), _clock])
    meeting_minutes = StringField(validators=[AnyOf(["30", "45"], "Please choose 30 or 45.")])
    check_in_on = BooleanField()
    check_in_channel = StringField()

    def __init__(self, fields: Fields, partner: Partner) -> None:
        super().__init__(fields)
        self._partner = partner

    def validate_time(self, field: Any) -> None:
        partner = self._partner
        if (
            self.small_channel.data == "sms"
            and field.data
            and not (partner.texts_from <= field.data < partner.texts_until)
        ):
            raise ValidationError("Texts come between 8 am and 9 pm. Any time is fine by email.")

    def validate_small_channel(self, field: Any) -> None:
        self._reachable(field, self._partner.small.channel)

    def validate_check_in_channel(self, field: Any) -> None:
        self._reachable(field, self._partner.check_in.channel)

    def _reachable(self, field: Any, before: str) -> None:
        """Another channel must be confirmed; the one it was may stay, whatever became of it."""
        field.data = field.data or before
        if field.data != before and not self._partner.reachable(field.data):
            raise ValidationError("Please choose a channel that is confirmed.")

    def first_errors(self) -> dict[str, str]:
        """One sentence a field."""
        return {name: str(problems[0]) for name, problems in self.errors.items() if name}

    def applied(self, couple: Couple, key: PartnerKey) -> Couple:
        """The couple with what was chosen here."""
        partner = couple.partner(key) or self._partner
        channels = {channel: channel for channel in CHANNELS}
        days = tuple(sorted({int(day) for day in self.day.data}))
        partner = replace(
            partner,
            zone=self.zone.data,
            kids_down=self.kids_down.data,
            lights_out=self.lights_out.data,
            small=replace(
                partner.small,
                channel=channels[self.small_channel.data],
                days=days or partner.small.days,
                on=bool(days),
                time=self.time.data or None,
            ),
            check_in=replace(
                partner.check_in,
                channel=channels[self.check_in_channel.data],
                on=self.check_in_on.data,
            ),
        )
        meeting = Meeting(
            int(self.meeting_day.data), self.meeting_time.data, int(self.meeting_minutes.data)
        )
        if not partner.admitted:
            meeting = couple.meeting  # it belongs to both, and they are not one of the two yet
        return replace(couple.with_partner(key, partner), meeting=meeting)


class PauseForm(Form):  # type: ignore[misc]  # WTForms has no types
    """Until when to rest; empty means until they come back."""

    until = DateField(validators=[Optional()])

    def __init__(self, fields: Fields, today: date) -> None:
        super().__init__(fields)
        self._today = today

    def validate_until(self, field: Any) -> None:
        if field.data is not None and field.data <= self._today:
            raise ValidationError("Please choose a day that is still to come.")
        if field.data is not None and field.data > self._today + LONGEST_PAUSE:
            raise ValidationError("Please choose a day within a year, or leave it empty.")


def typed(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """What was typed, as the page shows it again."""
    return {name: values if name == "day" else values[-1] for name, values in fields.items()}
