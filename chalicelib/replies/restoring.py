"""Changes of one's own settings by text, so that 0 or UNDO brings back what was before.

What was before is written down first: a webhook that comes again after a crash begins from it, and
one LESS never counts twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.replies.offers import Offer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Couple, Partner, Small
    from chalicelib.couples.preferences import Preferences
    from chalicelib.replies.said import Said
    from chalicelib.replies.store import Inbox

SETTINGS = "settings"
OF_SMALL = ("days", "on", "newborn_pace")
OF_PARTNER = ("paused", "paused_until", "sick_until")


@dataclass(frozen=True, slots=True)
class Restoring:
    """Remembers, changes and restores."""

    preferences: Preferences
    inbox: Inbox
    renderer: Renderer

    def change(self, said: Said, **facts: Any) -> None:
        """Change what this partner chose; `small` is a whole Small. Raises Gone if they left."""

        def changed(couple: Couple) -> Couple:
            partner = couple.partner(said.key)
            return couple.with_partner(said.key, replace(partner, **facts)) if partner else couple

        self.preferences.edit(said.couple.id, changed, said.now)

    def before(self, said: Said) -> Partner:
        """The partner before this very text, though we may have failed halfway through it."""
        for offer in said.offers:
            if offer.facts.get("by") == said.inbound.id and "before" in offer.facts:
                return _as(said.person, offer.facts["before"])
        facts = {"by": said.inbound.id, "before": _facts(said.person)}
        offer = Offer("nothing", {"0": "restore"}, facts)
        self.inbox.offer(said.couple.id, said.key, offer, said.now, SETTINGS)
        return said.person

    def restore(self, said: Said) -> str:
        before = _as(said.person, said.offer_of("restore").facts["before"])
        chosen = {name: getattr(before, name) for name in _held(before)}
        self.change(said, small=before.small, **chosen)
        return self.renderer.answer("restored", said.inbound.id)

    def lock(self, said: Said) -> str:
        """It was not them who asked for a change of addresses (pages/step_up.py)."""
        self.change(said, unlocked_from=None)
        return self.renderer.answer("locked", said.inbound.id)


def _facts(person: Partner) -> dict[str, Any]:
    small: dict[str, Any] = {name: getattr(person.small, name) for name in OF_SMALL}
    chosen = {name: getattr(person, name) for name in _held(person)}
    return {**chosen, "small": {**small, "days": list(person.small.days)}}


def _as(person: Partner, before: Mapping[str, Any]) -> Partner:
    small: Small = replace(person.small, **_small(before["small"]))
    chosen = {name: before[name] for name in _held(person)}
    return replace(person, small=small, **chosen)


def _small(before: Mapping[str, Any]) -> dict[str, Any]:
    return {**before, "days": tuple(int(day) for day in before["days"])}


def _held(person: Partner) -> list[str]:
    return [name for name in OF_PARTNER if hasattr(person, name)]
