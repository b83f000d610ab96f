"""Saving the preferences form: the couple as chosen, and the consent given or taken back by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import CHANNELS, Comforts, Meeting
from chalicelib.couples.preferences import Gone
from chalicelib.pages.me_children import children_from
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from chalicelib.couples.contacts import Contacts
    from chalicelib.couples.model import CheckIn, Couple, Partner, PartnerKey, Small
    from chalicelib.couples.moving import Change, Moving
    from chalicelib.couples.preferences import Preferences
    from chalicelib.pages.me_form import PreferencesForm
    from chalicelib.pages.session import Session
    from chalicelib.table import Write

PAGE = "/me"
ACT = "their page: after nine is fine"
ACT_RELAYS = "their page: thanks at once"
SICK_FOR, ROUGH_FOR = timedelta(days=7), timedelta(days=28)
BY_NAME = {channel: channel for channel in CHANNELS}


@dataclass(frozen=True, slots=True)
class Saving:
    """Writes what a person chose, in one transaction with its consent and the coming meeting."""

    preferences: Preferences
    contacts: Contacts
    moving: Moving
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    def save(self, session: Session, form: PreferencesForm, ip: str) -> None:
        """Raises Gone if this person is no longer one of the couple."""
        key, now = session.partner, self.clock()
        before: list[Partner] = []
        stood: list[Couple] = []
        moved: list[Change | None] = []

        def change(couple: Couple) -> Couple:
            before[:], stood[:] = [present(session, couple)], [couple]
            return chosen(form, couple, key, before[0], local_date(now, form.zone.data))

        def also(couple: Couple) -> list[Write]:
            moved[:] = [self.moving.following(stood[0], couple, now)]
            late_texts = self._late_texts(couple, key, before[0], ip, now)
            relays = self._relays(couple, key, before[0], ip, now)
            return [*late_texts, *relays, *self.moving.writes(couple.id, moved[0])]

        self.preferences.edit(session.couple_id, change, now, also)
        self.moving.told(session.couple_id, moved[0])

    def _late_texts(
        self, couple: Couple, key: PartnerKey, before: Partner, ip: str, now: datetime
    ) -> list[Write]:
        """The record of a yes to late texts, or of its withdrawal; none if it stays as it was."""
        from chalicelib.pages.wording import LATE_TEXTS_VERSION

        partner, phone = couple.partner(key), before.contact("sms")
        if partner is None or phone is None or partner.late_texts == before.late_texts:
            return []
        consent = Consent(
            partner=key,
            channel="sms",
            act=ACT,
            granted=partner.late_texts,
            text_version=LATE_TEXTS_VERSION,
            ip=ip,
            page=PAGE,
        )
        return [self.contacts.consent(couple.id, consent, phone.address, now, self.new_id()[:8])]

    def _relays(
        self, couple: Couple, key: PartnerKey, before: Partner, ip: str, now: datetime
    ) -> list[Write]:
        """The same of hearing thanks at once."""
        from chalicelib.pages.wording import RELAYS_VERSION

        partner = couple.partner(key)
        if partner is None or partner.relays == before.relays:
            return []
        contact = before.contact(before.small.channel) or before.contacts[0]
        consent = Consent(
            partner=key,
            channel=contact.channel,
            act=ACT_RELAYS,
            granted=partner.relays,
            text_version=RELAYS_VERSION,
            ip=ip,
            page=PAGE,
        )
        return [self.contacts.consent(couple.id, consent, contact.address, now, self.new_id()[:8])]


def present(session: Session, couple: Couple) -> Partner:
    """The partner whose session this is, as they stand now. Raises Gone: nobody is brought back."""
    partner = session.person(couple)
    if partner is None:
        raise Gone(couple.id)
    return partner


def chosen(
    form: PreferencesForm, couple: Couple, key: PartnerKey, partner: Partner, today: date
) -> Couple:
    """The couple with what was chosen on a form that holds. `today`: the partner's local date."""
    partner = replace(
        partner,
        zone=form.zone.data,
        kids_down=form.kids_down.data,
        lights_out=form.lights_out.data,
        kids_down_on=_on_weekdays(form, "kids_down"),
        lights_out_on=_on_weekdays(form, "lights_out"),
        late_texts=form.late_texts_of(partner),
        texts_from=form.texts_hours[0],
        texts_until=form.texts_hours[1],
        discreet=form.ticked("discreet", partner.discreet),
        comforts=_comforts(form, partner.comforts),
        relays=form.ticked("relays", partner.relays),
        children=children_from(form.stages.data, form.born.data, partner, today),
        sick_until=_until(form.sick.data, partner.sick_until, today, SICK_FOR),
        rough_until=_until(form.rough.data, partner.rough_until, today, ROUGH_FOR),
        small=_small(form, partner.small),
        check_in=_check_in(form, partner.check_in),
    )
    meeting = Meeting(
        int(form.meeting_day.data), form.meeting_time.data, int(form.meeting_minutes.data)
    )
    if not partner.admitted:
        meeting = couple.meeting  # it belongs to both, and they are not one of the two yet
    return replace(couple.with_partner(key, partner), meeting=meeting)


def _until(ticked: bool, before: str | None, today: date, lasts: timedelta) -> str | None:
    """When it ends: as it was, if it still goes on, else so long from today."""
    if not ticked:
        return None
    return before if before and before > today.isoformat() else (today + lasts).isoformat()


def _small(form: PreferencesForm, small: Small) -> Small:
    days = tuple(sorted({int(day) for day in form.day.data}))
    return replace(
        small,
        channel=BY_NAME[form.small_channel.data],
        days=days or small.days,
        on=bool(days),
        time=form.time.data or None,
        newborn_pace=form.ticked("newborn_pace", small.newborn_pace),
    )


def _comforts(form: PreferencesForm, comforts: Comforts) -> Comforts:
    return Comforts(
        touch=form.ticked("touch", comforts.touch),
        food=form.ticked("food", comforts.food),
        alcohol=form.ticked("alcohol", comforts.alcohol),
        money=form.ticked("money", comforts.money),
    )


def _check_in(form: PreferencesForm, check_in: CheckIn) -> CheckIn:
    channel = BY_NAME[form.check_in_channel.data]
    return replace(check_in, channel=channel, on=form.check_in_on.data)


def _on_weekdays(form: PreferencesForm, name: str) -> tuple[str | None, ...]:
    """A time of the evening on the seven days, None where it is as usual."""
    usual = form[name].data
    given = (form[f"{name}_{day}"].data for day in range(7))
    return tuple(at if at and at != usual else None for at in given)
