"""What somebody wrote, and all that an act on it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.content.sms_text import safe_name
from chalicelib.couples.names import seen
from chalicelib.replies.offers import NOTHING
from chalicelib.scheduling.due import local_date

if TYPE_CHECKING:
    from datetime import date, datetime

    from chalicelib.couples.model import Channel, Couple, Partner, PartnerKey
    from chalicelib.couples.presence import Present
    from chalicelib.replies.offers import Offer
    from chalicelib.replies.parse import Parsed

LONGEST = 1600  # characters: what Twilio lets anybody send
KINDS = {"image": "picture", "audio": "recording", "video": "video"}


@dataclass(frozen=True, slots=True)
class Inbound:
    """One text, as Twilio's webhook brings it; or what somebody answered by email (mail_in)."""

    id: str  # MessageSid; of an email, what mail_in.heard makes of its Message-ID
    sender: str  # E.164, or an address as signing up normalises it
    text: str
    opted: str = ""  # Twilio's OptOutType: "STOP", "START" or "HELP"; it has answered already
    media: str = ""  # of what came with the words, "image/jpeg": never fetched, never stored
    channel: Channel = "sms"
    forwarded: bool = False  # it hands on somebody else's words: never an appreciation by itself

    @property
    def answered_by_carrier(self) -> bool:
        return bool(self.opted)

    @property
    def enclosed(self) -> str:
        """What came with the words, in a word; "" if nothing did."""
        return KINDS.get(self.media.split("/")[0], "file") if self.media else ""


class Quoted(str):
    """An answer in which words stand that somebody wrote. `to` is who gets it: the inbox keeps
    it with what is theirs."""

    __slots__ = ("to",)
    to: Present

    @classmethod
    def of(cls, words: str, to: Present) -> Quoted:
        quoted = cls(words)
        quoted.to = to
        return quoted


@dataclass(frozen=True, slots=True)
class Said:
    """An understood text of one of a couple."""

    inbound: Inbound
    parsed: Parsed
    couple: Couple
    key: PartnerKey
    offers: tuple[Offer, ...]  # what our texts to them were about, the newest first
    arrived: datetime  # the first time: the same when the webhook comes again
    now: datetime

    @property
    def about(self) -> Offer:
        return self.offers[0] if self.offers else NOTHING

    def offer_of(self, act: str) -> Offer:
        """The newest offer in which a digit does this."""
        return next((one for one in self.offers if act in one.digits.values()), NOTHING)

    def offer_with(self, digit: str) -> Offer:
        """The newest offer that shows this digit."""
        return next((one for one in self.offers if digit in one.digits), NOTHING)

    @property
    def person(self) -> Partner:
        return self.couple.partner(self.key) or self.couple.a

    @property
    def name(self) -> str:
        """The other's, as a text can say it."""
        return name_of(self.couple.other(self.key))

    @property
    def today(self) -> date:
        return local_date(self.now, self.person.zone)

    @property
    def words(self) -> str:
        """In one line."""
        return " ".join(self.inbound.text[:LONGEST].split())


def name_of(other: Partner | None) -> str:
    return safe_name(seen(other.name)) if other else "your partner"
