"""What the own page says of an address that no longer works, and what there is to do. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.couples.model import Channel, Contact, Partner

BY: dict[Channel, str] = {"sms": "texts", "email": "emails"}
WHY: dict[Channel, str] = {
    "sms": "The number may be out of use, or its carrier turns us away.",
    "email": "The mailbox may be full or gone, or its provider turns us away.",
}
INSTEAD: dict[Channel, str] = {"sms": "texts", "email": "email"}


def lost(partner: Partner, shown: Callable[[Contact], str]) -> dict[str, Any] | None:
    """A title, sentences, and the channel that could take over. None if nothing is lost.

    A contact that they stopped themselves is not lost. `shown`: an address as they know it.
    """
    gone = [one for one in partner.contacts if one.state == "unreachable"]
    if not gone:
        return None
    if len(gone) > 1:
        title = "Neither our texts nor our emails reach you"
        now = "Nothing comes until you add one of them again, or another one."
        return {"title": title, "says": [now], "move_to": ""}
    channel = gone[0].channel
    left = next((one.channel for one in partner.contacts if one.state == "confirmed"), None)
    rest = _rest(partner, channel)
    return {
        "title": f"Our {BY[channel]} no longer reach {shown(gone[0])}",
        "says": [WHY[channel], _now(rest, left)],
        "move_to": left if left and rest else "",
    }


def _rest(partner: Partner, channel: Channel) -> str:
    """What came that way, and therefore rests."""
    small = partner.small.on and partner.small.channel == channel
    agenda = partner.check_in.on and partner.check_in.channel == channel
    if small:
        return "Small notes and the agenda rest" if agenda else "Small notes rest"
    return "The agenda rests" if agenda else ""


def _now(rest: str, left: Channel | None) -> str:
    if left is None:
        return "It was the only way to you: nothing comes until you add it again, or another one."
    if rest:
        return f"{rest} until you add it again, or choose {INSTEAD[left]} instead."
    return f"All that comes by {INSTEAD[left].removesuffix('s')} goes on."
