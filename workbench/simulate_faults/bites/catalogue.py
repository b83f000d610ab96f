"""All deliberate bugs."""

from __future__ import annotations

from workbench.simulate_faults.bites import afterwards, claims, people, planning, sending

BITES = (*claims.BITES, *sending.BITES, *afterwards.BITES, *planning.BITES, *people.BITES)


def numbers_of(words: str) -> list[int]:
    """Those with these words in their name, by their place."""
    return [number for number, bite in enumerate(BITES) if words in bite.name]
