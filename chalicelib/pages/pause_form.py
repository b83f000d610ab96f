"""The pause form: how long somebody wants to rest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from wtforms import DateField, Form
from wtforms.validators import Optional, ValidationError

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.pages.web import Fields

LONGEST_PAUSE = timedelta(days=366)


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
