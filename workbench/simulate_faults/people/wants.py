"""What there is to do for people, how often they do it, and what they do after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.simulate_faults.people import arriving, choosing, texting, upkeep

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.simulate_faults.people.doing import Doing
    from workbench.simulate_faults.people.said import Says

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
LATER = (5.0, 2 * DAY)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something people do. `then`: what they do afterwards, `often`, `within` so many seconds."""

    name: str
    do: Callable[[Doing], object]
    says: Says = ""
    then: str = ""
    within: tuple[float, float] = LATER
    often: float = 0.97
    weight: int = 1
    stubborn: bool = False  # goes on until it is done


LIST = (
    Deed("chooses", choosing.choose, weight=3),
    Deed("saves the same", choosing.save_as_it_is, weight=2),
    Deed("moves the note", choosing.move_today, weight=5),
    Deed("moves the meeting", choosing.move_meeting),
    Deed("switches off", choosing.switch_off, then="switches on", weight=2),
    Deed("switches on", choosing.switch_on),
    Deed("pauses", choosing.pause, "pauses", then="resumes", weight=3),
    Deed("pauses for days", choosing.pause_for_days, "resumes", then="resumes", weight=2),
    Deed("resumes", choosing.resume, "resumes"),
    Deed("texts STOP", texting.text("STOP"), "leaves by text", then="texts START", weight=4),
    Deed("texts START", texting.text("START"), "returns by text"),
    Deed("unsubscribes", texting.unsubscribe, "leaves by mail", then="asks by mail", weight=4),
    Deed("asks by mail", arriving.confirm_address("email"), then="switches on"),
    Deed("asks by text", arriving.confirm_address("sms"), then="switches on", weight=3),
    Deed(
        "texts thanks", texting.text(texting.THANKS), then="keeps it private", often=0.4, weight=4
    ),
    Deed("keeps it private", texting.text("2"), weight=0),
    Deed("takes it back", texting.text("0")),
    Deed("texts a question", texting.text(texting.QUESTION)),
    Deed("texts fear", texting.text(texting.FEAR)),
    Deed("erases", upkeep.erase, "erases", weight=0, stubborn=True),
    Deed("signs up", arriving.sign_up, weight=0),
    Deed("joins", arriving.join, weight=0),
    Deed("admits", arriving.admit, weight=0),
    Deed("turns away", arriving.turn_away, weight=0),
    Deed("settles in", choosing.settle_in, weight=0),
    Deed("holds", upkeep.hold, "holds", "lets go", (20, 10 * MINUTE), 1, 0, stubborn=True),
    Deed("lets go", upkeep.let_go, "lets go", weight=0, stubborn=True),
    Deed("raises reads", upkeep.raise_reads, "", "raises writes", (700, DAY), 1, 0, stubborn=True),
    Deed("raises writes", upkeep.raise_writes, weight=0, stubborn=True),
)
DEEDS = {one.name: one for one in LIST}
OFTEN = tuple(one for one in LIST for _ in range(one.weight))


def tap(token: str, by: str) -> Deed:
    """The button behind a link that came by text or by mail."""
    says: Says = "returns by text" if by == "sms" else "returns by mail"
    return Deed("taps", arriving.tap(token), says, weight=0)
