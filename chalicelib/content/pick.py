"""What a partner gets next: the kind by the pattern, the item by their ring. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.content.choose import Profile, choose
from chalicelib.couples.model import PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chalicelib.content.model import Item
    from chalicelib.couples.model import Couple, PartnerKey


@dataclass(frozen=True, slots=True)
class Pick:
    """The chosen item, with its step in the pattern: the ledger keeps both as the cursor."""

    item: Item
    step: int

    def record(self) -> dict[str, Any]:
        return {"kind": self.item.kind, "item": self.item.id, "step": self.step}


def pick_small(
    items: Callable[[str], Sequence[Item]],
    couple: Couple,
    key: PartnerKey,
    newest: Sequence[Mapping[str, Any]],
) -> Pick | None:
    """The next small nudge after a partner's `newest` deliveries (newest first).

    A kind of which nothing fits gives way to the next of the pattern; None if nothing fits.
    """
    used = [delivery for delivery in newest if "item" in delivery]
    last_step = next((delivery["step"] for delivery in used if "step" in delivery), -1)
    profile = profile_of(couple, key)
    for ahead in range(1, len(PATTERN) + 1):
        step = (last_step + ahead) % len(PATTERN)
        kind = PATTERN[step]
        last = next((delivery["item"] for delivery in used if delivery["kind"] == kind), None)
        item = choose(items(kind), ring_key(couple, key), last, profile)
        if item is not None:
            return Pick(item, step)
    return None


def profile_of(couple: Couple, key: PartnerKey) -> Profile:
    """What may be sent to this partner."""
    partner = couple.partner(key) or couple.a
    comforts = partner.comforts
    return Profile(
        stages=frozenset(partner.stages),
        solo=couple.solo,
        touch=comforts.touch,
        food=comforts.food,
        alcohol=comforts.alcohol,
        money=comforts.money,
        season="",
    )


def ring_key(couple: Couple, key: str) -> str:
    return f"{couple.id}#{key}"
