"""What is known of a couple on one day, as choosing needs it. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chalicelib.content.choose import Profile, disliked_act
from chalicelib.content.model import KINDS
from chalicelib.content.seasons import in_the_holidays, season_of
from chalicelib.content.stages import newborn_in, stages_for, stages_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chalicelib.couples.model import Couple, Disliked, Partner, PartnerKey

DISLIKED_FOR = 365  # days


def profile_of(couple: Couple, key: PartnerKey, day: date) -> Profile:
    """What may be sent to this partner on a local date.

    Comforts, dislikes and a hard time are theirs alone. A newborn and a sick house are everybody's
    who lives there, whoever said so. What the other said of the children counts as long as they
    have said nothing.
    """
    partner = couple.partner(key) or couple.a
    comforts = partner.comforts
    return Profile(
        stages=stages_for(couple, key, day),
        solo=couple.solo,
        touch=comforts.touch,
        food=comforts.food,
        alcohol=comforts.alcohol,
        money=comforts.money,
        season=season_of(day, partner.zone),
        holidays=in_the_holidays(day),
        sick=_anybody_sick(couple, partner, day),
        rough=partner.rough_on(day),
        newborn=newborn_in(_house(couple, partner), day),
        disliked=frozenset(name for one in in_force(partner, day) for name in _names(one)),
    )


def profile_of_both(couple: Couple, day: date) -> Profile:
    """What may be said to the two together: what suits both, and nothing that one keeps private."""
    partners = [partner for _, partner in couple.partners()]
    return Profile(
        stages=frozenset().union(*(stages_said(one, day) for one in partners)),
        solo=couple.solo,
        touch=all(one.comforts.touch for one in partners),
        food=all(one.comforts.food for one in partners),
        alcohol=all(one.comforts.alcohol for one in partners),
        money=all(one.comforts.money for one in partners),
        season=season_of(day, couple.first.zone),
        holidays=in_the_holidays(day),
        sick=any(one.sick_on(day) for one in partners),
        newborn=newborn_in(partners, day),
    )


def in_force(partner: Partner, day: date) -> list[Disliked]:
    """What a partner wants less of, while that is not long ago."""
    return [
        one for one in partner.disliked if (day - date.fromisoformat(one.on)).days < DISLIKED_FOR
    ]


def kind_of(item_id: str) -> str:
    """Every id begins with its kind; "" if this one does not."""
    return next((kind for kind in KINDS if item_id.startswith(kind.replace("_", "-"))), "")


def _names(one: Disliked) -> Iterator[str]:
    yield one.item
    if one.act:
        yield disliked_act(kind_of(one.item), one.act)


def _house(couple: Couple, partner: Partner) -> list[Partner]:
    """Who lives there. Somebody whom a has not confirmed yet is alone with what they said."""
    admitted = [one for _, one in couple.partners()]
    return admitted if partner in admitted else [partner]


def _anybody_sick(couple: Couple, partner: Partner, day: date) -> bool:
    return any(one.sick_on(day) for one in _house(couple, partner))
