"""What the preferences form is made of: times of day, evenings, a time zone."""

from __future__ import annotations

from datetime import time
from typing import Any

from wtforms import StringField
from wtforms.validators import InputRequired, Optional, ValidationError

from chalicelib.content.words import DAYS
from chalicelib.pages.forms import zones

NOT_A_TIME = "Please give a time like 20:15."


class Clock:
    """A local time, "HH:MM"; browsers may add seconds."""

    def __init__(self, sentence: str = NOT_A_TIME) -> None:
        self._sentence = sentence

    def __call__(self, _: object, field: Any) -> None:
        try:
            field.data = time.fromisoformat(field.data).strftime("%H:%M")
        except ValueError as error:
            raise ValidationError(self._sentence) from error


def known_zone(_: object, field: Any) -> None:
    if field.data not in set(zones()):
        raise ValidationError("Please choose a time zone from the list.")


def clock(*validators: Any) -> StringField:
    return StringField(filters=[lambda text: text.strip() if text else text], validators=validators)


def usual() -> StringField:
    return clock(InputRequired(NOT_A_TIME), Clock())


def other_evening(day: int) -> tuple[StringField, StringField]:
    """Kids down and lights out on one weekday; empty means as usual."""
    ask = "please give a time like 20:15, or leave it empty."
    return (
        clock(Optional(), Clock(f"Kids down on {DAYS[day]}: {ask}")),
        clock(Optional(), Clock(f"Lights out on {DAYS[day]}: {ask}")),
    )
