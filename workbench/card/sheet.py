"""A sheet of paper and how its cards lie on it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

CARD = (148, 210)  # millimetres: what a card is drawn for, A5; a smaller one shrinks all of it
PAPERS = {"letter": (215.9, 279.4), "a4": (210, 297), "a5": CARD}
FOUR_ON = ("letter", "a4")  # a quarter of an A5 cannot be read at arm's length


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lengths in millimetres."""

    paper: str
    four: bool = False

    @property
    def width(self) -> float:
        return PAPERS[self.paper][0]

    @property
    def height(self) -> float:
        return PAPERS[self.paper][1]

    @property
    def cards(self) -> int:
        return 4 if self.four else 1

    @property
    def across(self) -> int:
        return 2 if self.four else 1

    @property
    def unit(self) -> float:
        """How long a millimetre of the drawing is on this paper: the whole card fits its place."""
        wide, high = CARD
        return round(min(self.width / self.across / wide, self.height / self.across / high), 4)
