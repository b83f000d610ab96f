"""What happens in the world, for everybody who wants to hear of it, at the moment it does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.simulate_faults.people.household import Person
    from workbench.simulate_faults.people.wants import Deed
    from workbench.simulate_faults.world.process import Process
    from workbench.simulate_faults.world.providers import Taken
    from workbench.simulate_faults.world.watched_table import Commit

What = ParamSpec("What")


@dataclass(slots=True)
class Events:
    """Lists of listeners; each is told in the order in which it was added."""

    committed: list[Callable[[Commit], object]] = field(default_factory=list)
    took: list[Callable[[Taken], object]] = field(default_factory=list)  # a provider, a message
    put: list[Callable[[str], object]] = field(default_factory=list)  # a body, on a queue
    ended: list[Callable[[Process, Exception | None], object]] = field(default_factory=list)
    reported: list[Callable[[Taken, str], object]] = field(default_factory=list)  # and answered
    begins: list[Callable[[Person, Deed], object]] = field(default_factory=list)
    answered: list[Callable[[Person, Deed, str], object]] = field(default_factory=list)


def tell(
    listeners: Iterable[Callable[What, object]], *what: What.args, **named: What.kwargs
) -> None:
    """Tell them all."""
    for listener in listeners:
        listener(*what, **named)
