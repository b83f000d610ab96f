"""The session: a signed cookie that a requested link or a confirmation opens. No table read.

It ends two hours after it was opened, used or not: a fresh link is a tap, and a cookie that renews
itself would stay for ever on a phone that somebody else holds.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.couples.model import Couple, Partner, PartnerKey
    from chalicelib.couples.tokens import Tokens
    from chalicelib.pages.web import Visit

COOKIE = "session"
# What opened it: a link to that channel, or the tap with which they arrived. A phone can be stolen
# and a number given to somebody else: pages/step_up.py says what a session by text cannot do.
By = Literal["sms", "email", "arrival"]
GOOD_FOR = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Session:
    """Who is here. `generation` is the partner's when it was opened; another b has another one."""

    couple_id: str
    partner: PartnerKey
    generation: int
    opened: int  # seconds since the epoch
    by: By = "sms"

    def person(self, couple: Couple) -> Partner | None:
        """The partner whose session this is, None if they have signed out or are gone."""
        partner = couple.partner(self.partner)
        return partner if partner and partner.generation == self.generation else None


@dataclass(frozen=True, slots=True)
class Sessions:
    """Opens, reads and closes sessions."""

    tokens: Tokens
    path: str  # of the cookie
    secure: bool

    @property
    def name(self) -> str:
        """With the strictest prefix that holds here: no other host, no plain HTTP can set it.

        API Gateway's own address has the stage in its path, which "__Host-" does not allow
        (RFC 6265bis, section 4.1.3).
        """
        if not self.secure:
            return COOKIE
        return f"__Secure-{COOKIE}" if self.path else f"__Host-{COOKIE}"

    def cookie(self, session: Session) -> dict[str, str]:
        token = self.tokens.sign("session", *_values(session))
        return self._set(token, int(GOOD_FOR.total_seconds()))

    def closed(self) -> dict[str, str]:
        return self._set("", 0)

    def of(self, visit: Visit, now: datetime) -> Session | None:
        """The session that a visit's cookie opens, None if there is none."""
        return self.read(visit.cookie_value(self.name), now)

    def read(self, token: str, now: datetime) -> Session | None:
        values = self.tokens.read("session", token) if token else None
        if values is None:
            return None
        session = Session(*values)
        age = now.timestamp() - session.opened
        return session if age < GOOD_FOR.total_seconds() else None

    def csrf(self, session: Session) -> str:
        """What every form of this session carries, and no other site can know."""
        return self.tokens.sign("csrf", *_values(session))

    def csrf_holds(self, session: Session, given: str) -> bool:
        return hmac.compare_digest(self.csrf(session).encode(), given.encode())

    def _set(self, value: str, seconds: int) -> dict[str, str]:
        flags = "; Secure" if self.secure else ""
        path = self.path or "/"
        cookie = f"{self.name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax"
        return {"Set-Cookie": f"{cookie}{flags}"}


def _values(session: Session) -> tuple[str, str, int, int, str]:
    own = (session.couple_id, session.partner, session.generation)
    return (*own, session.opened, session.by)
