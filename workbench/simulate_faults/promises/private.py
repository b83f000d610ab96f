"""Promise 5: nobody reads what the other kept for themselves, or what was never to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib import keys
from workbench.simulate_faults.people.doing import MARK
from workbench.simulate_faults.promises.errands import errand_of

if TYPE_CHECKING:
    from workbench.simulate_faults.promises.chronicle import Chronicle, Word
    from workbench.simulate_faults.promises.errands import Errand
    from workbench.simulate_faults.promises.verdicts import Verdicts
    from workbench.simulate_faults.world.providers import Taken

SHOWN = ("waiting", "heard")


@dataclass(slots=True)
class Private:
    """Words are judged as they were when the process last looked into the jar."""

    verdicts: Verdicts
    chronicle: Chronicle

    def took(self, taken: Taken) -> None:
        errand = errand_of(taken.process)
        if errand is None or not errand.couple_id:
            return
        jar = taken.process.looks.get((keys.couple_pk(errand.couple_id), keys.APPRECIATION))
        step = jar.step if jar else self.verdicts.stage.step
        for mark in MARK.findall(taken.text):
            history = self.chronicle.words.get(mark)
            word = history.before(step) if history else None
            what = f"{taken.key.sk} shows {mark}, {word.state if word else 'never kept'}"
            self.verdicts.hold(5, _may_read(errand, word), what)


def _may_read(errand: Errand, word: Word | None) -> bool:
    if word is None or word.couple_id != errand.couple_id:
        return False
    return word.author == errand.partner or word.state in SHOWN
