"""What one piece of content is, and the words its tags may use."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("appreciation", "gesture", "kind_word", "date_night", "check_in")
ROLES = ("opener", "closer", "topic", "reappraisal")  # of a check_in item
EFFORTS = ("lying", "small", "some")  # from the sofa; in passing; getting up for a while
MOODS = ("", "rough")  # rough: for a bad week between the two
COSTS = ("none", "little")
NEEDS = ("touch", "food", "alcohol", "outside", "car")
CHILD_STAGES = ("newborn", "toddler", "school", "teens")
STAGES = ("expecting", *CHILD_STAGES)
SEASONS = ("winter", "spring", "summer", "autumn", "holidays", "sick")

PARTNER = "{partner}"  # the one placeholder a text may carry
LONGEST_TITLE = 22  # units: three of them and our question fit one text


@dataclass(frozen=True, slots=True)
class Item:
    """One idea, as a text and as an email. Empty stages or season: it fits them all."""

    id: str  # stable and readable; begins with its kind: "gesture-charger"
    kind: str
    email: str  # 2-4 sentences; for check_in the line itself
    sms: str = ""  # without the service's signature; check_in items have none
    act: str = ""  # what it asks for, in a word or two: "dishes"
    minutes: int = 1
    cost: str = "none"
    needs: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    season: tuple[str, ...] = ()
    effort: str = "small"
    mood: str = ""  # rough: only for who says that it is a rough patch
    solo: bool = True  # also fits somebody whose partner has not joined
    version: int = 1
    retired: bool = False  # never chosen again; still found by its id
    role: str = ""  # check_in only
    title: str = ""  # date_night, at most LONGEST_TITLE: its name among three, in a text
    questions: tuple[str, ...] = ()  # date_night: three questions,
    plan: str = ""  # or one simple plan
