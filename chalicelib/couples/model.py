"""Who they are: a couple, its one or two partners, and what each of them chose. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Channel = Literal["sms", "email"]
PartnerKey = Literal["a", "b"]
Rhythm = Literal["small", "check_in"]
ContactState = Literal["unconfirmed", "confirmed", "stopped", "unreachable"]

MOST_CHILDREN = 8  # whose month of birth a partner may give
MOST_DISLIKED = 8  # the oldest goes when there are more
LONGEST_NAME = 20  # characters; longer ones would not fit one text
SAME_ALL_WEEK: tuple[str | None, ...] = (None,) * 7
PARTNERS: tuple[PartnerKey, ...] = ("a", "b")
RHYTHMS: tuple[Rhythm, ...] = ("small", "check_in")
CHANNELS: tuple[Channel, ...] = ("email", "sms")
LATEST_TEXTS_END = "23:00"  # for those who said that after nine is fine
# A fortnight of the default rhythm; it goes round and round, whatever days are chosen.
PATTERN = (
    "appreciation",
    "date_night",
    "appreciation",
    "appreciation",
    "gesture",
    "kind_word",
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One address on one channel, owned by one partner, with a state of its own."""

    channel: Channel
    address: str  # E.164 or a normalised email address
    state: ContactState = "confirmed"
    shared: bool = False  # a family's mailbox: agendas, nothing private (docs/adr/0015)


@dataclass(frozen=True, slots=True)
class Small:
    """The small rhythm: chosen weekdays, one time, one channel."""

    channel: Channel
    days: tuple[int, ...] = (0, 2, 4)  # 0 is Monday
    time: str | None = None  # "HH:MM" local; None: after the kids are down
    minutes_after: int = 15  # after kids_down, when time is None
    on: bool = True
    newborn_pace: bool = True  # one a week, whatever the days, while there is a newborn


@dataclass(frozen=True, slots=True)
class CheckIn:
    """When and where one partner gets the agenda of the week's meeting: it follows the meeting."""

    channel: Channel
    days_before: int = 0
    time: str = "12:00"
    on: bool = True


@dataclass(frozen=True, slots=True)
class Meeting:
    """The couple's weekly check-in."""

    day: int = 6
    time: str = "20:30"
    minutes: int = 30


@dataclass(frozen=True, slots=True)
class Comforts:
    """What prompts may ask for."""

    touch: bool = True
    food: bool = True
    alcohol: bool = False
    money: bool = True


@dataclass(frozen=True, slots=True)
class Child:
    """What was said of a child: its month of birth, or its stage and when that was tapped."""

    month: str  # "YYYY-MM": of its birth, even one to come; or in which its stage was tapped
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Disliked:
    """A small note of which somebody wants less: it, and whatever else asks for the same."""

    on: str  # local date
    item: str
    act: str


@dataclass(frozen=True, slots=True)
class Partner:
    """One of the two, with contacts, hours, rhythms and pace of their own."""

    name: str
    zone: str  # IANA
    small: Small
    check_in: CheckIn
    contacts: tuple[Contact, ...] = ()
    admitted: bool = True  # b waits until a has confirmed who joined
    kids_down: str = "20:00"
    lights_out: str = "22:00"
    kids_down_on: tuple[str | None, ...] = SAME_ALL_WEEK  # by weekday, where it differs
    lights_out_on: tuple[str | None, ...] = SAME_ALL_WEEK
    texts_from: str = "08:00"
    texts_until: str = "21:00"
    late_texts: bool = False  # "after nine is fine": a consent of its own
    paused: bool = False
    paused_until: str | None = None  # local date on which everything resumes
    relays: bool = False
    discreet: bool = False  # for lock screens: the first line of all that comes is neutral
    comforts: Comforts = Comforts()
    children: tuple[Child, ...] = ()
    sick_until: str | None = None  # local date from which on the house is well again
    rough_until: str | None = None  # ... on which a hard time between the two is over; private
    disliked: tuple[Disliked, ...] = ()  # oldest first
    generation: int = 0  # sessions and links of another generation open nothing
    left: bool = False  # an empty place: only where a was
    unlocked_from: str | None = None  # UTC; from then on a session by text may do what it asks for

    def contact(self, channel: Channel) -> Contact | None:
        return next((one for one in self.contacts if one.channel == channel), None)

    def reachable(self, channel: Channel) -> bool:
        contact = self.contact(channel)
        return contact is not None and contact.state == "confirmed"

    def kids_down_at(self, weekday: int) -> str:
        return self.kids_down_on[weekday] or self.kids_down

    def lights_out_at(self, weekday: int) -> str:
        return self.lights_out_on[weekday] or self.lights_out

    @property
    def texts_end(self) -> str:
        """Local time from which on nothing is texted."""
        return max(self.texts_until, LATEST_TEXTS_END) if self.late_texts else self.texts_until

    def own(self, channel: Channel) -> bool:
        """Whether what is private can come by this channel: notes, thanks, links to their page."""
        contact = self.contact(channel)
        return contact is not None and contact.state == "confirmed" and not contact.shared

    @property
    def gets_agendas(self) -> bool:
        return self.check_in.on and self.reachable(self.check_in.channel)

    def paused_on(self, day: date) -> bool:
        if not self.paused:
            return False
        return self.paused_until is None or day < date.fromisoformat(self.paused_until)

    def sick_on(self, day: date) -> bool:
        return self.sick_until is not None and day < date.fromisoformat(self.sick_until)

    def rough_on(self, day: date) -> bool:
        return self.rough_until is not None and day < date.fromisoformat(self.rough_until)

    def channel_of(self, rhythm: Rhythm) -> Channel:
        return self.small.channel if rhythm == "small" else self.check_in.channel

    def using(self, rhythm: Rhythm, channel: Channel) -> Partner:
        """The same partner, as if a rhythm came by this channel."""
        if rhythm == "small":
            return replace(self, small=replace(self.small, channel=channel))
        return replace(self, check_in=replace(self.check_in, channel=channel))

    def with_contact(self, contact: Contact) -> Partner:
        """The same partner, with this contact in place of the one on its channel.

        That texts may come late was said of one number: another one has to ask anew.
        """
        others = tuple(one for one in self.contacts if one.channel != contact.channel)
        before = self.contact("sms")
        other_number = contact.channel == "sms" and before and before.address != contact.address
        late = self.late_texts and not other_number
        return replace(self, contacts=(*others, contact), late_texts=late)


@dataclass(frozen=True, slots=True)
class Invitation:
    """The link that is out for somebody to join by. It may have been used up or declined."""

    id: str  # of the link
    until: str  # UTC ISO


@dataclass(frozen=True, slots=True)
class Couple:
    """One or two partners. `version` counts edits: optimistic locking, and the `rev` of slots."""

    id: str
    a: Partner
    b: Partner | None = None
    meeting: Meeting = Meeting()
    version: int = 1
    invitation: Invitation | None = None

    def using(self, key: PartnerKey, rhythm: Rhythm, channel: Channel) -> Couple:
        """The same couple, as if one rhythm of a partner came by this channel."""
        partner = self.partner(key)
        if partner is None:
            return self
        return self.with_partner(key, partner.using(rhythm, channel))

    def partner(self, key: PartnerKey) -> Partner | None:
        found = self.a if key == "a" else self.b
        return None if found is None or found.left else found

    def partners(self) -> tuple[tuple[PartnerKey, Partner], ...]:
        """Those who are there, each only once the other has confirmed them."""
        return tuple((key, one) for key, one in self._present() if one.admitted)

    def _present(self) -> list[tuple[PartnerKey, Partner]]:
        both: tuple[PartnerKey, ...] = ("a", "b")
        return [(key, one) for key in both if (one := self.partner(key))]

    @property
    def here(self) -> frozenset[PartnerKey]:
        """Who has a page here, confirmed by the other or not."""
        return frozenset(key for key, _ in self._present())

    @property
    def first(self) -> Partner:
        """Whose clock the meeting goes by, and who invites."""
        return next((one for _, one in self.partners()), self.a)

    @property
    def waiting(self) -> tuple[PartnerKey, Partner] | None:
        """Who has joined and is not confirmed yet."""
        return next(((key, one) for key, one in self._present() if not one.admitted), None)

    @property
    def vacant(self) -> PartnerKey | None:
        """The place that somebody can join in."""
        if self.b is None:
            return "b"
        return "a" if self.a.left else None

    @property
    def solo(self) -> bool:
        return len(self.partners()) == 1

    def other(self, key: PartnerKey) -> Partner | None:
        """The other of the two; until a has confirmed b, each of them is alone."""
        return None if self.solo else self.partner("b" if key == "a" else "a")

    def with_partner(self, key: PartnerKey, partner: Partner) -> Couple:
        return replace(self, a=partner) if key == "a" else replace(self, b=partner)


def other_of(key: PartnerKey) -> PartnerKey:
    return "b" if key == "a" else "a"


def vacated(zone: str) -> Partner:
    """The empty place of somebody who left."""
    off = Small("email", on=False), CheckIn("email", on=False)
    return Partner(name="", zone=zone, small=off[0], check_in=off[1], left=True)


def new_partner(name: str, zone: str, contact: Contact, *, admitted: bool = True) -> Partner:
    """A partner as they start: everything on the one channel they gave."""
    return Partner(
        name=name,
        zone=zone,
        contacts=(contact,),
        small=Small(channel=contact.channel),
        check_in=CheckIn(channel=contact.channel),
        admitted=admitted,
    )
