"""What providers report on the messages they took: in any order, more than once, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from chalicelib.delivery.receipts import from_ses
from chalicelib.delivery.ses import tag_of
from chalicelib.webhooks.status import apply_status
from workbench.simulate_faults.world.events import tell

if TYPE_CHECKING:
    from workbench.simulate_faults.world.dice import Dice
    from workbench.simulate_faults.world.events import Events
    from workbench.simulate_faults.world.functions import Functions
    from workbench.simulate_faults.world.lambdas import Lambda
    from workbench.simulate_faults.world.providers import Taken

AT_ONCE = (0.0, 0.06)  # seconds: perhaps before we could record that it was sent
FIRST, LAST = (1.0, 8.0), (2.0, 40.0)
SOON, LATER = (1.0, 60.0), (600.0, 200_000.0)
AGAIN = (0.5, 900.0)
TRIES = {"sms": 2, "email": 3}  # Twilio's one retry; Lambda's two of an asynchronous event
TRY_AGAIN_AFTER = 60.0
HARD, SOFT, COMPLAINS = "bounces", "bounces softly", "complains"
REPLY = "replies by itself"  # which SES calls a soft bounce, too
BOUNCES = (HARD, SOFT)
_SOFT = {
    "eventType": "Bounce",
    "bounce": {"bounceType": "Transient", "bounceSubType": "General"},
}
FORMS = {
    "sent": {"MessageStatus": "sent"},
    "delivered": {"MessageStatus": "delivered"},
    HARD: {"MessageStatus": "undelivered", "ErrorCode": "30005"},
    SOFT: {"MessageStatus": "undelivered", "ErrorCode": "30003"},
}
EVENTS: dict[str, dict[str, Any]] = {
    "sent": {"eventType": "Send"},
    "delivered": {"eventType": "Delivery"},
    HARD: {
        "eventType": "Bounce",
        "bounce": {"bounceType": "Permanent", "bounceSubType": "General"},
    },
    SOFT: _SOFT,
    REPLY: _SOFT,
    COMPLAINS: {"eventType": "Complaint"},
}


@dataclass(slots=True)
class Reports:
    """`events` hears of each report that we answered."""

    functions: Functions
    events: Events

    def took(self, taken: Taken) -> None:
        """Draw what will be reported, and when."""
        self._plan(taken, "sent", FIRST)
        bounce = next((kind for kind in BOUNCES if self._strikes(kind, taken)), None)
        self._plan(taken, bounce or "delivered", LAST)
        if taken.channel == "email" and bounce is None:
            for kind, usual in ((COMPLAINS, LATER), (REPLY, SOON)):
                if self._strikes(kind, taken):
                    self._plan(taken, kind, usual)

    def _strikes(self, kind: str, taken: Taken) -> bool:
        border = self.functions.edges.border
        rate = border.storm.rate(kind, border.stage.now)
        return border.dice.strikes(kind, rate, taken.known_as)

    def _plan(self, taken: Taken, what: str, usual: tuple[float, float]) -> None:
        border = self.functions.edges.border
        dice, name = border.dice, f"receipt {what} {taken.known_as}"
        storm, now = border.storm, border.stage.now
        if dice.strikes("receipt lost", storm.rate("receipt lost", now), name):
            return
        at_once = dice.strikes("receipt at once", storm.rate("receipt at once", now), name)
        wait = dice.between(*(AT_ONCE if at_once else usual), name, "after")
        border.stage.after(wait, partial(self._report, taken, what, name, 1))
        if dice.strikes("receipt twice", storm.rate("receipt twice", now), name):
            again = wait + dice.between(*AGAIN, name, "again")
            border.stage.after(again, partial(self._report, taken, what, name, 1))

    def _report(self, taken: Taken, what: str, name: str, tries: int) -> None:
        def done() -> None:
            tell(self.events.reported, taken, what)

        def failed() -> None:
            if tries < TRIES[taken.channel]:
                again = partial(self._report, taken, what, name, tries + 1)
                self.functions.edges.border.stage.after(TRY_AGAIN_AFTER, again)

        self.functions.invoke("receipts", name, partial(_apply, taken, what), done, failed)


def _apply(taken: Taken, what: str, where: Lambda) -> None:
    """As the status webhook and the handler of SES events do."""
    now = where.clock()
    if taken.channel == "sms":
        apply_status(taken.receipt, FORMS[what], where.tokens, where.receipts, now)
        return
    tags = {"delivery": [tag_of(taken.key)], "attempt": [taken.attempt]}
    receipt = from_ses({**EVENTS[what], "mail": {"tags": tags}})
    if receipt is not None:
        where.receipts.apply(receipt, now)


def has_bounced(taken: Taken, dice: Dice) -> bool:
    """Whether it certainly did not reach them: its provider will say so, or has."""
    return any(dice.has_struck(kind, taken.known_as) for kind in BOUNCES)


def has_failed(taken: Taken, dice: Dice) -> bool:
    """The same, or somebody complained, or it was answered by a machine."""
    return any(dice.has_struck(kind, taken.known_as) for kind in (*BOUNCES, COMPLAINS, REPLY))
