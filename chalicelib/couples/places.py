"""Where an export has what a partner chose: each field of the couple's own item. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# The couple's own item: its two places, each with all that its partner chose; the rest is of both,
# or left out because:
BOTH = ("meeting", "invitation")
MACHINERY: Mapping[str, str] = {
    "id": "a number of the machinery's, which is in addresses that they have",
    "schema": "which shape the item has",
    "version": "how often it was changed, by either of the two",
}
# Of both, and left out because:
NOBODYS: Mapping[str, str] = {
    "invitation": "a link that opens something; their page shows it while it is out",
}
# A partner's fields and where the export has them; "": left out, see LEFT_OUT.
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
LEFT_OUT: Mapping[str, str] = {
    "admitted": "whether the other has said who joined: the other's word",
    "generation": "which sessions still hold",
    "left": "an empty place, which has no export",
}
