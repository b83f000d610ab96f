"""A calendar month, in UTC as bills are. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Self:
        utc = moment.astimezone(UTC)
        return cls(utc.year, utc.month)

    @property
    def start(self) -> datetime:
        return datetime(self.year, self.number, 1, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        """The first moment that is not in it."""
        return self.next.start

    @property
    def next(self) -> Month:
        return Month.of(self.start + 32 * DAY)

    @property
    def before(self) -> Month:
        return Month.of(self.start - DAY)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"
