"""The address that an email of ours is answered to: it says to whom we wrote, and we signed it.

Mail servers may write a local part in lower case, so it is in an alphabet without capitals
(base32), and a local part has room for 64 characters (RFC 5321, 4.5.3.1.1). It holds the couple's
id, the partner and their generation: no name and no address. Whoever gets hold of it can do nothing
with it: an answer counts only if it comes from that partner's own address (mail_in).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.couples.model import PartnerKey

PREFIX = "r-"
MAC_BYTES = 14  # 112 bits
BLOCK = 8  # base32 is padded to it


@dataclass(frozen=True, slots=True)
class WroteTo:
    """Whom we wrote to, and of which generation they were."""

    couple_id: str
    partner: PartnerKey
    generation: int


@dataclass(frozen=True, slots=True)
class ReplyAddresses:
    """Writes and reads them."""

    secret: str
    domain: str

    def of(self, one: WroteTo) -> str:
        body = f"{one.partner}{one.generation}.{one.couple_id}".encode()
        packed = base64.b32encode(body + self._mac(body)).decode()
        return f"{PREFIX}{packed.rstrip('=').lower()}@{self.domain}"

    def ours(self, address: str) -> bool:
        """Whether mail to it comes to us."""
        return address.lower().rpartition("@")[2] == self.domain

    def read(self, address: str) -> WroteTo | None:
        """Whom it was written for; None if it is not ours, or not as we wrote it."""
        local, _, domain = address.lower().rpartition("@")
        if domain != self.domain or not local.startswith(PREFIX):
            return None
        packed = local.removeprefix(PREFIX).upper()
        try:
            whole = base64.b32decode(packed + "=" * (-len(packed) % BLOCK))
        except (binascii.Error, ValueError):
            return None
        body, mac = whole[:-MAC_BYTES], whole[-MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(body)):
            return None
        who, _, couple_id = body.decode().partition(".")
        return WroteTo(couple_id, "a" if who[0] == "a" else "b", int(who[1:]))

    def _mac(self, body: bytes) -> bytes:
        keyed = hmac.new(self.secret.encode(), b"reply:" + body, hashlib.sha256)
        return keyed.digest()[:MAC_BYTES]
