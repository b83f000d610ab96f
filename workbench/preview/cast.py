"""Who is in the story: two people with addresses that are nobody's."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.couples.model import Contact
from chalicelib.couples.signup import Agreed

ZONE = "America/New_York"
AGREED = Agreed("preview", "192.0.2.1", "/signup")
# Nobody's: NANPA keeps 555-01xx for fiction, RFC 2606 example.com.
CONTACTS = {
    "email": {"a": Contact("email", "alex@example.com"), "b": Contact("email", "sam@example.com")},
    "sms": {"a": Contact("sms", "+12025550143"), "b": Contact("sms", "+12025550144")},
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who reads, who the other one is, and whether the first lines are neutral."""

    name: str = "Alex"
    partner: str = "Sam"
    discreet: bool = False
