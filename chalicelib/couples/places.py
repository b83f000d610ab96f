"""Where an export has what a partner chose: each field of the couple's own item. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# The couple's own item: its two places, each with all that its partner chose; the rest is of both.
BOTH = ("meeting", "invitation")
MACHINERY = ("id", "schema", "version")
# A partner's fields and where the export has them; "": the machinery's.
PARTNER: Mapping[str, str] = {
    "name": "you.name",  # the one thing that the other's export may name, too
    "zone": "you.zone",
    "contacts": "contacts",
    "small": "settings.small_notes",
    "check_in": "settings.agenda",
    "kids_down": "settings.kids_down",
    "lights_out": "settings.lights_out",
    "kids_down_on": "settings.kids_down_on",
    "lights_out_on": "settings.lights_out_on",
    "texts_from": "settings.texts_from",
    "texts_until": "settings.texts_until",
    "late_texts": "settings.texts_after_nine",
    "relays": "settings.thanks_at_once",
    "discreet": "settings.discreet",
    "unlocked_from": "settings.changes_by_text_from",
    "paused": "pauses.paused",
    "paused_until": "pauses.paused_until",
    "sick_until": "pauses.sick_until",
    "rough_until": "pauses.rough_until",
    "comforts": "comforts",
    "children": "children",
    "disliked": "less_like",
    "admitted": "",
    "generation": "",
    "left": "",
}
