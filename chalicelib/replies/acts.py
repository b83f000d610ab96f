"""Which act an understood text asks for. The acts themselves are in the files named here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.replies.parse import parse
from chalicelib.replies.small_talk import is_sent_by_itself, is_small_talk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.content.render import Renderer
    from chalicelib.replies.asking_in import Menu
    from chalicelib.replies.dates import DateAnswers
    from chalicelib.replies.keeping import Keeping
    from chalicelib.replies.later import Laters
    from chalicelib.replies.meeting_acts import MeetingActs
    from chalicelib.replies.offers import Act, Offer
    from chalicelib.replies.pacing import Pacing
    from chalicelib.replies.parse import Command, Meaning
    from chalicelib.replies.pausing import Pausing
    from chalicelib.replies.reading_back import ReadingBack
    from chalicelib.replies.restoring import Restoring
    from chalicelib.replies.said import Said

NO_ANSWER = ""


@dataclass(frozen=True, slots=True)
class Acts:
    """Everything that a text of one of a couple can do."""

    keeping: Keeping
    meeting: MeetingActs
    dates: DateAnswers
    own: Restoring
    pausing: Pausing
    pacing: Pacing
    laters: Laters
    menu: Menu
    reading: ReadingBack
    renderer: Renderer

    def answer(self, said: Said) -> str:
        if said.parsed.meaning == "digit":
            return self._digit(said, str(said.parsed.digit))
        if said.parsed.command:
            return self._commands()[said.parsed.command](said)
        others: Mapping[Meaning, Callable[[Said], str]] = {
            "yes": self._yes,
            "no": self._no,
            "when": self._when,
            "start": self._hello,
            "empty": self._hello,
        }
        return others.get(said.parsed.meaning, self._words)(said)

    def _when(self, said: Said) -> str:
        """A day or a time: the meeting's. A date at home is any evening they like."""
        if said.about.about == "meeting":
            return self.meeting.move(said)
        return self.renderer.answer("date_any", said.inbound.id)

    def _words(self, said: Said) -> str:
        """Free text: a thank-you, or what is set aside."""
        if said.parsed.meaning == "held":
            if said.about.about == "date" and parse(said.inbound.text, "meeting").meaning == "yes":
                return self.renderer.answer("date_which", said.inbound.id)
            if is_small_talk(said.inbound.text):
                return self.renderer.answer("nothing", said.inbound.id)
            if said.about.about == "kept" and parse(said.inbound.text, "date").meaning == "no":
                return self._no(said)
            if is_sent_by_itself(said.inbound.text):
                return NO_ANSWER  # nobody typed it; an answer might be answered by itself, too
        return self.keeping.keep(said)

    def _commands(self) -> Mapping[Command, Callable[[Said], str]]:
        return {
            "send": lambda said: self._by_word(said, "tell", "release"),
            "keep": lambda said: self._by_word(said, "release", "private"),
            "undo": lambda said: self._digit(said, "0"),
            "pause": self.pausing.pause,
            "away": self.pausing.away,
            "back": self.pausing.back,
            "less": self.pacing.less,
            "slow": self.pacing.less,
            "more": self.pacing.more,
            "sick": self.pausing.sick,
            "skip": self.meeting.skip,
            "short": self.meeting.short,
            "later": self.laters.later,
            "menu": self.menu.menu,
            "jar": self.reading.jar_words,
        }

    def _digit(self, said: Said, digit: str) -> str:
        """A digit means what the newest text that shows it has offered."""
        offer = said.offer_with(digit)
        if "ideas" in offer.facts:
            return self.dates.answer(said, offer, digit)
        return self._act(said, offer, offer.digits.get(digit))

    def _by_word(self, said: Said, *acts: Act) -> str:
        """The same as the digit of the newest offer that has one of these acts."""
        offer, act = next(
            ((one, act) for one in said.offers for act in acts if act in one.digits.values()),
            (None, None),
        )
        return self._act(said, offer, act)

    def _act(self, said: Said, offer: Offer | None, act: Act | None) -> str:
        if offer is None or act is None:
            return self.renderer.answer("no_offer", said.inbound.id, partner=said.name)
        if act == "restore":
            return self.own.restore(said)
        if act == "lock":
            return self.own.lock(said)
        if act == "unmove":
            return self.meeting.put_back(said)
        return self.keeping.act(said, act)

    def _yes(self, said: Said) -> str:
        if "release" in said.about.digits.values():
            return self.keeping.act(said, "release")
        if said.about.about == "meeting":
            return self.meeting.stands(said)
        return self.keeping.stays(said)

    def _no(self, said: Said) -> str:
        if "release" in said.about.digits.values():
            return self.keeping.act(said, "back")
        if said.about.about == "meeting":
            return self.meeting.not_this_week(said)
        if said.about.about == "date":
            return self._digit(said, "0")
        return self.keeping.which_one(said)

    def _hello(self, said: Said) -> str:
        """Nothing to go on; or a picture alone."""
        if said.inbound.enclosed and said.parsed.meaning == "empty":
            return self.renderer.answer(
                "enclosed", said.inbound.id, partner=said.name, enclosed=said.inbound.enclosed
            )
        return self.renderer.answer("hello", said.inbound.id, partner=said.name)
