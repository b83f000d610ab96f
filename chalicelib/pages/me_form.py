"""The preferences form: what may be chosen, and what is said of what cannot be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, Form, SelectField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, Optional, ValidationError

from chalicelib.content.model import STAGES
from chalicelib.couples.model import MOST_CHILDREN
from chalicelib.pages.me_children import month_in
from chalicelib.pages.me_fields import Clock, clock, known_zone, other_evening, usual
from chalicelib.pages.me_notes import outside_hours
from chalicelib.pages.wording import COMFORTS, LATE_TEXTS, LOCK_SCREEN, RELAYS
from chalicelib.scheduling.rhythms import latest_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.couples.model import Partner
    from chalicelib.pages.web import Fields

WEEK = [str(day) for day in range(7)]
NOT_THERE = "A shared mailbox takes the agenda only. Please choose another way."
EARLIEST_TEXT, LATEST_TEXT = "08:00", "21:00"  # for anybody: quiet hours (47 CFR 64.1200)
OUTSIDE = "Texts can come from 8 am to 9 pm. Please pick a time between."
AN_HOUR = 60  # minutes
TOO_SHORT = "Please leave an hour at least between the two."
SEVERAL = {"day", "stages", "born", "asked"}  # fields that are sent once for each choice


class PreferencesForm(Form):  # type: ignore[misc]  # WTForms has no types
    """Rhythms, evening, children and meeting, in the page's order.

    Built with the partner whose form it is, and their local date. `asked` names the ticks that
    the page showed only to some: one that was not shown is not sent either, and stays as it was.
    """

    # Before `time`, which has to lie between them.
    texts_from = clock(Optional(), Clock("Texts from: please give a time like 08:00."))
    texts_until = clock(Optional(), Clock("Texts until: please give a time like 21:00."))
    day = SelectMultipleField(choices=WEEK, validate_choice=True)
    time = clock(Optional(), Clock())
    small_channel = StringField()
    kids_down, lights_out = usual(), usual()
    late_texts = BooleanField(LATE_TEXTS)
    discreet = BooleanField(LOCK_SCREEN)
    touch, food = BooleanField(COMFORTS["touch"]), BooleanField(COMFORTS["food"])
    alcohol, money = BooleanField(COMFORTS["alcohol"]), BooleanField(COMFORTS["money"])
    zone = StringField(validators=[known_zone])
    kids_down_0, lights_out_0 = other_evening(0)
    kids_down_1, lights_out_1 = other_evening(1)
    kids_down_2, lights_out_2 = other_evening(2)
    kids_down_3, lights_out_3 = other_evening(3)
    kids_down_4, lights_out_4 = other_evening(4)
    kids_down_5, lights_out_5 = other_evening(5)
    kids_down_6, lights_out_6 = other_evening(6)
    stages = SelectMultipleField(choices=STAGES, validate_choice=True)
    born = StringField()  # as many as they like, see validate_born
    newborn_pace = BooleanField()
    relays = BooleanField(RELAYS)
    sick, rough = BooleanField(), BooleanField()
    meeting_day = SelectField(choices=WEEK)
    meeting_time = usual()
    meeting_minutes = StringField(validators=[AnyOf(["30", "45"], "Please choose 30 or 45.")])
    check_in_on = BooleanField()
    check_in_channel = StringField()

    def __init__(self, fields: Fields, partner: Partner, today: date) -> None:
        super().__init__(fields)
        self._partner, self._today = partner, today
        self._asked = set(fields.getlist("asked"))

    def ticked(self, name: str, before: bool) -> bool:
        """A tick that the page may not have shown."""
        return bool(self[name].data) if name in self._asked else before

    def hours(self, name: str, edge: str) -> str:
        """An end of the hours for texts: as typed; empty, the widest; not shown, as it was."""
        before: str = getattr(self._partner, name)
        return (self[name].data or edge) if self[name].raw_data else before

    @property
    def texts_hours(self) -> tuple[str, str]:
        return self.hours("texts_from", EARLIEST_TEXT), self.hours("texts_until", LATEST_TEXT)

    def validate_texts_from(self, _: object) -> None:
        if not EARLIEST_TEXT <= self.texts_hours[0] < LATEST_TEXT:
            raise ValidationError(OUTSIDE)

    def validate_texts_until(self, field: Any) -> None:
        first, last = self.texts_hours
        if not EARLIEST_TEXT < last <= LATEST_TEXT:
            raise ValidationError(OUTSIDE)
        if (
            field.raw_data
            and not self.texts_from.errors
            and _minutes(last) - _minutes(first) < AN_HOUR
        ):
            raise ValidationError(TOO_SHORT)

    def late_texts_of(self, partner: Partner) -> bool:
        """Whether they agree to late texts. Only whoever gets texts can begin to."""
        wanted = self.ticked("late_texts", partner.late_texts)
        return wanted and (partner.late_texts or partner.reachable("sms"))

    def validate_time(self, field: Any) -> None:
        """Texts have hours, which depend on what is ticked further down in this very form."""
        if not field.data or (self.small_channel.data or self._partner.small.channel) != "sms":
            return
        if self.texts_from.errors or self.texts_until.errors:
            return
        first, last = self.texts_hours
        late = self.late_texts_of(self._partner)
        partner = replace(self._partner, late_texts=late, texts_from=first, texts_until=last)
        if not partner.texts_from <= field.data <= latest_text(partner):
            raise ValidationError(outside_hours(partner, field.data))

    def validate_born(self, field: Any) -> None:
        """Sets the field's data to the months, "YYYY-MM", that were filled in."""
        given = [text for text in field.raw_data or () if text.strip()]
        months = [month_in(text, self._today) for text in given]
        if None in months:
            raise ValidationError("Please give a month like 2026-03, at most ten months ahead.")
        if len(set(months)) > MOST_CHILDREN:
            raise ValidationError(f"Please give at most {MOST_CHILDREN} months.")
        field.data = months

    def validate_small_channel(self, field: Any) -> None:
        self._reachable(field, self._partner.small.channel)
        contact = self._partner.contact(field.data)
        if contact and contact.shared and field.data != self._partner.small.channel:
            raise ValidationError(NOT_THERE)

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


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def typed(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """What was typed, as the page shows it again."""
    return {name: values if name in SEVERAL else values[-1] for name, values in fields.items()}
