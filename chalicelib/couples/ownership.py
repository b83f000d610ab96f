"""Whose each attribute of the table is: what an export takes, and why it leaves the rest.

docs/export.md shows it as a table. A test walks living tables: an item or attribute that is not
named here fails it, so nothing new is kept without somebody deciding whose it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

from chalicelib import keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.couples.model import PartnerKey

Whose = Literal["own", "other", "neither"]
KEY = ("PK", "SK")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of item. `own`: attribute -> its name in the export; `other`: what is of both, or
    tells something of the other; `neither`: what the machinery needs. `why` nothing is taken."""

    item: str  # how its SK begins; outside of a couple, its PK
    section: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    other: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    why: str = ""

    def whose(self, attribute: str) -> Whose | None:
        """None: nobody has decided."""
        if attribute in self.own:
            return "own"
        if attribute in self.other:
            return "other"
        return "neither" if attribute in (*self.neither, *KEY) else None


def same(*names: str) -> dict[str, str]:
    """Attributes that keep their names."""
    return {name: name for name in names}


OUTCOME = same("channel", "state", "reason", "code", "at", "sent_at", "receipt_at")
OUTCOME |= {"becomes": "address_became"}
PROVIDERS = ("contact", "token", "provider_id", "expires_at")
SENT = same("kind", "item", "ideas", "week", "due_at", "good_until", "open_from", "open_until",
            "missed", "through")  # fmt: skip
CURSORS = ("step", "act", "came_to", "reached", "rev")
DUE = ("due_at", "due_shard", "plan")
FROZEN = ("week", "host", "time", "minutes", "opener", "closer", "topic", "thanks", "day", "zone",
          "sequence", "state", "look_back", "last_look_back", "counted_from")  # fmt: skip

KINDS = (
    Kind(
        keys.DELIVERY,
        "sent",
        OUTCOME | SENT,
        ("only_copy", "sequence"),
        (*PROVIDERS, *CURSORS, *DUE[1:]),
    ),
    Kind("NOTICE#", "notices", OUTCOME, (), PROVIDERS),
    Kind(
        keys.CONSENT,
        "consents",
        same("at", "channel", "act", "granted", "text_version", "words", "ip", "page"),
        (),
        ("contact", "partner"),
    ),
    Kind(
        keys.APPRECIATION,
        "appreciations",
        same("text", "source", "at", "state", "passed"),
        ("heard_by",),  # by which of the two ways it was heard is the reader's choice
        ("author",),
    ),
    Kind(keys.TOPIC, "topics", same("text")),
    Kind(keys.MEETING, "topics", {"parked": "text"}, FROZEN, ("expires_at",)),
    Kind(
        keys.DATE, "dates", same("week", "item", "asked"), ("hands", "number", "earlier", "by"),
        ("expires_at",),
    ),
    Kind(keys.DUE, neither=(*DUE, "aside"), why="worked out from the settings"),
    Kind(keys.DOUBT, neither=(*DUE, "expires_at"), why="that a receipt is still to come"),
    Kind(
        keys.OFFER, neither=("about", "at", "expires_at"),
        why="what a next digit would mean, for a week: made of settings and words that are here",
    ),
    Kind(
        keys.ANSWER, neither=("answer", "thread", "expires_at"),
        why="for two days, what we read back, and where an email's answer belongs: words that are "
        "here, or in their mailbox",
    ),
    Kind(keys.ASKED, neither=("expires_at",), why="that an address waits to be confirmed, 2 days"),
    Kind(keys.ERASURE, neither=(*DUE, "at", "generation"), why="that somebody is being erased"),
)  # fmt: skip
OUTSIDE = (
    Kind("CONTACT#", neither=("state", "couple", "partner", "channel"), why="a keyed hash"),
    Kind(
        "LINK#", neither=("id", "purpose", "facts", *DUE, *OUTCOME, *PROVIDERS),
        why="what a link opens, until it expires",
    ),
    Kind(
        "INBOUND#", neither=("at", "answer", "of", "expires_at"),
        why="our answer to a message, 30 days, without a word of theirs",
    ),
    Kind("LIMIT#", neither=("count", "expires_at"), why="counts under a keyed hash"),
    Kind(
        "PROOF#", neither=("at", "granted", "text_version", "digest", "expires_at"),
        why="of somebody who was erased: keyed hashes",
    ),
    Kind(keys.ERASED, neither=("expires_at",), why="keyed hashes, until backups are gone"),
    Kind(
        keys.CONTROL, neither=("held", "why", "table", "at", "read", "write", "since"),
        why="of the service",
    ),
    Kind("LEASE#", neither=("holder", "until", "expires_at"), why="of the service"),
    Kind(
        "PACE#", neither=("next", "until", "at", "tight", "wide", "expires_at"),
        why="of the service",
    ),
)  # fmt: skip


def kind_of(item: Mapping[str, Any]) -> Kind | None:
    """What is known of this kind of item, None if nobody has named it. Not for the couple's own."""
    inside = item["PK"].startswith(keys.couple_pk(""))
    kinds, name = (KINDS, item["SK"]) if inside else (OUTSIDE, item["PK"])
    return next((one for one in kinds if name.startswith(one.item)), None)


def owner_of(item: Mapping[str, Any]) -> PartnerKey | None:
    """Which of the two an item of a couple belongs to; None: both, or neither."""
    sk = item["SK"].removeprefix(keys.DOUBT)
    letter = item.get("author", item.get("partner"))
    if sk.startswith(keys.DATE):
        letter = item["by"]
    elif letter is None and "#" in sk and not sk.startswith(keys.MEETING):
        letter = sk.split("#")[1]
    return cast("PartnerKey", letter) if letter in {"a", "b"} else None


def as_markdown() -> str:
    """The table of docs/export.md."""
    rows = ["| item | in the export | of both, or of the other | of the machinery |"]
    rows.append("|---|---|---|---|")
    for one in (*KINDS, *OUTSIDE):
        taken = ", ".join(f"`{one.section}.{name}`" for name in one.own.values()) or one.why
        left = (", ".join(f"`{name}`" for name in names) for names in (one.other, one.neither))
        rows.append(f"| `{one.item}` | {taken} | {' | '.join(left)} |")
    return "\n".join(rows) + "\n"
