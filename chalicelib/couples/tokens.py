"""Signed tokens that need no table: sessions, unsubscribe links, the week's agenda.

Each purpose has a salt of its own, so that one can never pass for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from itsdangerous import URLSafeSerializer

Salt = Literal["session", "unsubscribe", "agenda", "receipt", "csrf"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Signs and reads small values. A token says who made it, it hides nothing."""

    secret: str

    def sign(self, salt: Salt, *values: str | int) -> str:
        return str(self._serializer(salt).dumps(list(values)))

    def read(self, salt: Salt, token: str) -> list[Any] | None:
        """The values, None if the token is not ours."""
        from itsdangerous import BadSignature

        try:
            values = self._serializer(salt).loads(token)
        except BadSignature:
            return None
        return values if isinstance(values, list) else None

    def _serializer(self, salt: Salt) -> URLSafeSerializer:
        from itsdangerous import URLSafeSerializer

        return URLSafeSerializer(self.secret, salt=salt)
