"""Those who judge a simulation, without one: tests tell them what happened, true or not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from chalicelib import keys
from chalicelib.couples.document import to_item
from chalicelib.couples.model import Contact, Couple, Partner, new_partner
from chalicelib.delivery.model import LedgerKey
from chalicelib.table import Put
from workbench.simulate_faults.judges import STILL_ON_ITS_WAY, Judges
from workbench.simulate_faults.people.household import Household, Person
from workbench.simulate_faults.people.wants import DEEDS
from workbench.simulate_faults.world.dice import Dice
from workbench.simulate_faults.world.events import Events, tell
from workbench.simulate_faults.world.lambdas import ENV
from workbench.simulate_faults.world.process import Invocation, Process
from workbench.simulate_faults.world.providers import Taken
from workbench.simulate_faults.world.queues import Letter
from workbench.simulate_faults.world.stage import Stage
from workbench.simulate_faults.world.watched_table import Commit

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel
    from chalicelib.table import Item
    from workbench.simulate_faults.promises.verdicts import Broken

Story = Callable[["Doctored"], object]
MONDAY = datetime(2027, 2, 22, tzinfo=UTC)
NOON = MONDAY + timedelta(hours=12)
LIGHTS_OUT = MONDAY + timedelta(hours=22)
MAIL, PHONE = "a1@example.com", "+10000000001"
PK = keys.couple_pk("c1")
SLOT = LedgerKey(PK, keys.delivery_sk("a", "2027-02-22", "small"))
FALLBACK = LedgerKey(PK, keys.fallback_sk(SLOT.sk))
TOKEN = "t1"
RECORD = {"token": TOKEN}


def alex(time: str = "12:00", **changes: Any) -> Partner:
    """Wants a small note at noon, by email."""
    partner = new_partner("Alex", "UTC", Contact("email", MAIL))
    partner = partner.with_contact(Contact("sms", PHONE))
    return replace(partner, small=replace(partner.small, time=time), **changes)


def slot_body(
    day: str = "2027-02-22", due: datetime = NOON, *, fallback: bool = False, rhythm: str = "small"
) -> str:
    """A message of the send queue."""
    until = due.replace(hour=22)
    slot = {"couple": "c1", "partner": "a", "rhythm": rhythm, "date": day, "rev": 1}
    times = {"due_at": due.isoformat(), "good_until": until.isoformat()}
    return json.dumps({"v": 1, "slot": {**slot, **times}, "attempt": 0, "fallback": fallback})


def notice_body(good_until: datetime) -> str:
    notice = {"pk": PK, "partner": "a", "name": "welcome", "cause": "c"}
    whole = {**notice, "good_until": good_until.isoformat()}
    return json.dumps({"v": 1, "notice": whole, "attempt": 0})


class Doctored:
    """A couple that has just come, on a Monday, and the judges. It is noon."""

    def __init__(self) -> None:
        self.stage, self.events = Stage(MONDAY), Events()
        self.dice = Dice(1, lambda: self.stage.now)
        self.judges = Judges(self.stage, self.events, self.dice, [], ceiling=2)
        self.person = Person(Household(1, id="c1"), "a", "Alex", "UTC", PHONE, MAIL, "email")
        self.couple()
        self.pass_until(NOON)

    @property
    def broken(self) -> list[Broken]:
        return self.judges.verdicts.broken

    def pass_until(self, moment: datetime) -> None:
        self.stage.over = False  # those who judge go on after a broken promise, too
        self.stage.run(moment)

    def couple(self, **changes: Any) -> None:
        """What the couple's document says from now on."""
        self.commit((PK, keys.COUPLE), to_item(Couple("c1", alex(**changes))))

    def commit(self, key: tuple[str, str], after: Item | None, before: Item | None = None) -> None:
        self.stage.step += 1
        tell(self.events.committed, Commit(key, before, after, Put({"PK": key[0], "SK": key[1]})))

    def ledger(
        self, after: str, before: str = "", key: LedgerKey = SLOT, token: str = TOKEN
    ) -> None:
        """A delivery moves; "" stands for one that is not there."""
        items = [{"state": state, "token": token} if state else None for state in (after, before)]
        self.commit((key.pk, key.sk), items[0], items[1])

    def process(self, act: Callable[[Process], object], body: str = "", name: str = "send") -> None:
        """Let a process of ours do this at once."""
        self.stage.over = False
        process = Process(name, Letter(body, "a letter") if body else None)

        def ended(error: Exception | None) -> None:
            tell(self.events.ended, process, error)

        self.stage.start(Invocation(process, lambda: act(process), ended, lambda: None))
        self.stage.run(self.stage.now + timedelta(seconds=1))

    def take(
        self,
        process: Process,
        key: LedgerKey = SLOT,
        channel: Channel = "email",
        text: str = "Thank each other",
        token: str = TOKEN,
    ) -> Taken:
        """A provider takes a message."""
        to = MAIL if channel == "email" else PHONE
        taken = Taken(channel, to, text, key, token, self.stage.now, process)
        tell(self.events.took, taken)
        return taken

    def send(self, body: str = "", key: LedgerKey = SLOT, **how: Any) -> None:
        """All of a send, as it should be: claim, message, record."""

        def act(process: Process) -> None:
            token = how.get("token", TOKEN)
            self.ledger("claimed", key=key, token=token)
            self.take(process, key, **how)
            self.ledger("sent", "claimed", key=key, token=token)

        self.process(act, body or slot_body())

    def says(self, deed: str) -> None:
        """Somebody does something, and has our answer."""
        tell(self.events.begins, self.person, DEEDS[deed])
        self.stage.step += 1
        tell(self.events.answered, self.person, DEEDS[deed], "a test")

    def contact(self, state: str, channel: Channel = "sms") -> None:
        pk = keys.contact_pk(ENV["SECRET_KEY"], channel, PHONE if channel == "sms" else MAIL)
        self.commit((pk, keys.CONTACT), {"state": state})

    def appreciation(self, mark: str, state: str) -> None:
        words = {"text": f"you cooked {mark}", "author": "b", "state": state}
        self.commit((PK, keys.appreciation_sk("1")), words)

    def end(self) -> None:
        """A day later, when everything has settled."""
        self.pass_until(LIGHTS_OUT + timedelta(hours=3) + STILL_ON_ITS_WAY)
        self.judges.in_the_end()
