"""All who judge, put together: each hears what it needs to hear."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from workbench.simulate_faults.people.said import Said
from workbench.simulate_faults.promises.bursts import NoBursts
from workbench.simulate_faults.promises.ceiling import Ceiling
from workbench.simulate_faults.promises.chronicle import Chronicle
from workbench.simulate_faults.promises.discreet import Discreet, LogWatch
from workbench.simulate_faults.promises.duties import Duties
from workbench.simulate_faults.promises.endings import Endings
from workbench.simulate_faults.promises.forward import Forward
from workbench.simulate_faults.promises.last_words import LastWords
from workbench.simulate_faults.promises.on_time import OnTime
from workbench.simulate_faults.promises.once import Once
from workbench.simulate_faults.promises.private import Private
from workbench.simulate_faults.promises.verdicts import Verdicts
from workbench.simulate_faults.promises.wanted import Wanted
from workbench.simulate_faults.world.lambdas import ENV

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from workbench.simulate_faults.world.dice import Dice
    from workbench.simulate_faults.world.events import Events
    from workbench.simulate_faults.world.stage import Stage

STILL_ON_ITS_WAY = timedelta(hours=1)


class Judges:
    """The promises of the design, each watched by somebody."""

    def __init__(
        self,
        stage: Stage,
        events: Events,
        dice: Dice,
        outages: Sequence[tuple[datetime, datetime]],
        ceiling: int,
    ) -> None:
        self.verdicts = verdicts = Verdicts(stage)
        self.chronicle = chronicle = Chronicle(stage)
        said, forward = Said(stage), Forward(verdicts, dice)
        last_words = LastWords(verdicts, chronicle, ENV["SECRET_KEY"])
        self._discreet = discreet = Discreet(verdicts)
        self._duties = duties = Duties(verdicts, chronicle, outages)
        self.endings = endings = Endings(verdicts, chronicle)
        self.log_watch = LogWatch(discreet, verdicts)
        events.committed += [
            chronicle.committed,
            forward.committed,
            endings.committed,
            last_words.committed,
        ]
        events.took += [
            Once(verdicts, dice).took,
            Wanted(verdicts, chronicle, said).took,
            NoBursts(verdicts, chronicle).took,
            Ceiling(verdicts, chronicle, ceiling).took,
            OnTime(verdicts, chronicle, dice, outages).took,
            Private(verdicts, chronicle).took,
            discreet.took,
            forward.took,
            endings.took,
        ]
        events.put += [discreet.put, duties.put]
        events.ended += [endings.ended]
        events.reported += [endings.reported, last_words.reported]
        events.begins += [said.begins, last_words.begins]
        events.answered += [said.answered, last_words.answered]

    def in_the_end(self) -> None:
        """What can be judged only when everything has settled."""
        end = self.verdicts.stage.now - STILL_ON_ITS_WAY
        self._duties.in_the_end(end)
        self.endings.in_the_end(end)
        self._discreet.in_the_end()
