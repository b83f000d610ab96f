"""An appreciation comes in by text; and what its author then does with it, digit by digit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chalicelib.replies.hearing import hearing_day
from chalicelib.replies.jar import Appreciation, appreciation_id
from chalicelib.replies.offers import Offer
from chalicelib.replies.parse import parse
from chalicelib.replies.written import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chalicelib.content.render import Renderer
    from chalicelib.couples.model import Couple
    from chalicelib.replies.jar import Jar, JarState
    from chalicelib.replies.offers import Act
    from chalicelib.replies.relays import Relays
    from chalicelib.replies.said import Said
    from chalicelib.replies.store import Inbox

# What each answer's digits do to the appreciation it is about; the answers show the same ones.
OFFERS: Mapping[str, Mapping[str, Act]] = {
    "waiting": {"1": "tell", "2": "private", "0": "back"},
    "kept": {"0": "back"},
    "held": {"1": "release", "0": "back"},
    "private": {"1": "tell", "0": "back"},
    "passed": {"0": "back"},
    "enough": {"2": "private", "0": "back"},
    "unfit": {"2": "private", "0": "back"},
    "released": {"2": "private", "0": "back"},
}


class Made(Protocol):
    """Whether the agenda of a meeting on that day is made: nothing more gets into it."""

    def __call__(self, couple: Couple, day: date) -> bool: ...


@dataclass(frozen=True, slots=True)
class Keeping:
    """The acts on one's own words."""

    jar: Jar
    relays: Relays
    inbox: Inbox
    made: Made
    renderer: Renderer

    def keep(self, said: Said) -> str:
        """Words that came in: into the jar, or set aside."""
        state = state_of(said.parsed, said.couple)
        words = Appreciation(
            id=appreciation_id(said.arrived, said.inbound.id[-8:]),
            author=said.key,
            text=said.words,
            source=said.inbound.channel,
            state=state,
            at=said.arrived.isoformat(),
        )
        self.jar.add(said.couple, words)
        return self._answer(state, said, words.id)

    def act(self, said: Said, act: Act) -> str:
        """What a digit, or its word, does to the words that the last answer was about."""
        which: str = said.offer_of(act).facts.get("appreciation", "")
        words = self.jar.one(said.couple.id, which)
        if words is None and which and act == "back":  # again, or we failed to say so
            return self.renderer.answer("undone", said.inbound.id, partner=said.name)
        if words is None or words.author != said.key:
            return self.renderer.answer("no_offer", said.inbound.id, partner=said.name)
        if words.state == "heard" and not words.passed:
            return self.renderer.answer("heard", said.inbound.id, partner=said.name)
        acts = {
            "tell": self._tell,
            "private": self._private,
            "back": self._back,
            "release": self._release,
        }
        return acts[act](said, words)

    def stays(self, said: Said) -> str:
        """A yes to what was kept: as it is."""
        return self.renderer.answer("stays", said.inbound.id)

    def which_one(self, said: Said) -> str:
        """A no that could be any of the digits."""
        return self.renderer.answer("which_one", said.inbound.id, partner=said.name)

    def _tell(self, said: Said, words: Appreciation) -> str:
        outcome = self.relays.pass_on(said.couple, said.key, words.id, said.now)
        if outcome == "danger":
            return self.renderer.answer("danger", said.inbound.id)
        if outcome == "solo":
            return self._answer("kept", said, words.id)
        # Gone: passed on before and heard, which their author is not told apart from not yet.
        return self._answer("passed" if outcome == "gone" else outcome, said, words.id)

    def _private(self, said: Said, words: Appreciation) -> str:
        if words.passed:
            return self._answer("passed", said, words.id)
        self.jar.set_state(said.couple.id, said.key, words.id, "kept")
        return self._answer("private", said, words.id)

    def _back(self, said: Said, words: Appreciation) -> str:
        self.relays.take_back(said.couple, said.key, words.id, said.now, heard=words.passed)
        return self.renderer.answer(
            "passed_undone" if words.passed else "undone", said.inbound.id, partner=said.name
        )

    def _release(self, said: Said, words: Appreciation) -> str:
        """Its author says that it is an appreciation after all."""
        if parse(words.text).meaning == "danger":
            self.jar.remove(said.couple.id, said.key, words.id)
            return self.renderer.answer("danger", said.inbound.id)
        state: JarState = "kept" if said.couple.solo else "waiting"
        self.jar.set_state(said.couple.id, said.key, words.id, state)
        return self._answer("kept" if said.couple.solo else "released", said, words.id)

    def _answer(self, name: str, said: Said, which: str) -> str:
        """The words that say what will happen, and the offer of the digits that they show."""
        digits = OFFERS.get(name, {})
        offer = Offer("kept", digits, {"appreciation": which})
        self.inbox.offer(said.couple.id, said.key, offer, said.now)
        return self.renderer.answer(
            name,
            said.inbound.id,
            partner=said.name,
            when=self._when(said),
            enclosed=said.inbound.enclosed,
        )

    def _when(self, said: Said) -> str:
        return hearing_day(said.couple, said.key, lambda day: self.made(said.couple, day), said.now)
