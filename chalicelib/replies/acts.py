"""Which act an understood text asks for. The acts themselves are in the files named here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

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


class Each(Protocol):
    """The acts by what they are about; a text needs one or two, so each is made when asked for."""

    @property
    def keeping(self) -> Keeping: ...
    @property
    def meeting(self) -> MeetingActs: ...
    @property
    def dates(self) -> DateAnswers: ...
    @property
    def own(self) -> Restoring: ...
    @property
    def pausing(self) -> Pausing: ...
    @property
    def pacing(self) -> Pacing: ...
    @property
    def laters(self) -> Laters: ...
    @property
    def menu(self) -> Menu: ...
    @property
    def reading(self) -> ReadingBack: ...


@dataclass(frozen=True, slots=True)
class Acts:
    """Everything that a text of one of a couple can do."""

    each: Each
    renderer: Renderer

    def answer(self, said: Said) -> str:
        if said.parsed.meaning == "digit":
            return self._digit(said, str(said.parsed.digit))
        if said.parsed.command:
            return self._command(said, said.parsed.command)
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
            return self.each.meeting.move(said)
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
        return self.each.keeping.keep(said)

    def _command(self, said: Said, command: Command) -> str:
        each = self.each
        does: Mapping[Command, Callable[[], str]] = {
            "send": lambda: self._by_word(said, "tell", "release"),
            "keep": lambda: self._by_word(said, "release", "private"),
            "undo": lambda: self._digit(said, "0"),
            "pause": lambda: each.pausing.pause(said),
            "away": lambda: each.pausing.away(said),
            "back": lambda: each.pausing.back(said),
            "less": lambda: each.pacing.less(said),
            "slow": lambda: each.pacing.less(said),
            "more": lambda: each.pacing.more(said),
            "sick": lambda: each.pausing.sick(said),
            "skip": lambda: each.meeting.skip(said),
            "short": lambda: each.meeting.short(said),
            "later": lambda: each.laters.later(said),
            "menu": lambda: each.menu.menu(said),
            "jar": lambda: each.reading.jar_words(said),
        }
        return does[command]()

    def _digit(self, said: Said, digit: str) -> str:
        """A digit means what the newest text that shows it has offered."""
        offer = said.offer_with(digit)
        if "ideas" in offer.facts:
            return self.each.dates.answer(said, offer, digit)
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
            return self.each.own.restore(said)
        if act == "lock":
            return self.each.own.lock(said)
        if act == "unmove":
            return self.each.meeting.put_back(said)
        return self.each.keeping.act(said, act)

    def _yes(self, said: Said) -> str:
        if "release" in said.about.digits.values():
            return self.each.keeping.act(said, "release")
        if said.about.about == "meeting":
            return self.each.meeting.stands(said)
        return self.each.keeping.stays(said)

    def _no(self, said: Said) -> str:
        if "release" in said.about.digits.values():
            return self.each.keeping.act(said, "back")
        if said.about.about == "meeting":
            return self.each.meeting.not_this_week(said)
        if said.about.about == "date":
            return self._digit(said, "0")
        return self.each.keeping.which_one(said)

    def _hello(self, said: Said) -> str:
        """Nothing to go on; or a picture alone."""
        if said.inbound.enclosed and said.parsed.meaning == "empty":
            return self.renderer.answer(
                "enclosed", said.inbound.id, partner=said.name, enclosed=said.inbound.enclosed
            )
        return self.renderer.answer("hello", said.inbound.id, partner=said.name)
