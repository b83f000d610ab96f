"""A deliberate bug: a few words of a function exchanged for others while it is `in_place`.

The faulty code takes the place of the right one in the very same function, so that everybody who
has imported it gets it. Words that are not there any more, or there twice, are an error: whoever
rewrites a function says anew how it would be wrong.
"""

from __future__ import annotations
import __future__

import inspect
import textwrap
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import FunctionType
from typing import TYPE_CHECKING, Any

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType


class AnchorGoneError(WorkbenchError):
    """The words that a bite exchanges are not in the function (once)."""


@dataclass(frozen=True, slots=True)
class Patch:
    """`where`: module and name, as in "chalicelib.delivery.store:Ledger.claim"."""

    where: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Bite:
    """One bug, in our words, and what makes it."""

    name: str
    patches: tuple[Patch, ...]

    def check(self) -> None:
        """Raises AnchorGoneError."""
        for where in places(self):
            faulty_code(self, where)


@contextmanager
def in_place(bite: Bite) -> Iterator[None]:
    """The bug is there for a while."""
    faulty = [(function_at(where), faulty_code(bite, where)) for where in places(bite)]
    right = [function.__code__ for function, _ in faulty]
    for function, code in faulty:
        function.__code__ = code
    try:
        yield
    finally:
        for (function, _), code in zip(faulty, right, strict=True):
            function.__code__ = code


def places(bite: Bite) -> list[str]:
    """The functions that it changes."""
    return list(dict.fromkeys(patch.where for patch in bite.patches))


def faulty_code(bite: Bite, where: str) -> CodeType:
    """Raises AnchorGoneError."""
    function = function_at(where)
    source = textwrap.dedent(inspect.getsource(function))
    for patch in bite.patches:
        if patch.where == where:
            source = _exchanged(source, patch)
    flags = __future__.annotations.compiler_flag
    code = compile(source, f"<{bite.name}>", "exec", flags=flags, dont_inherit=True)
    made: dict[str, Any] = {}
    exec(code, dict(function.__globals__), made)  # noqa: S102 - our own source, a few words changed
    return _plain(made[function.__name__]).__code__


def _exchanged(source: str, patch: Patch) -> str:
    found = source.count(patch.was)
    if found != 1:
        raise AnchorGoneError(f"{patch.where} has this {found} times, not once:\n{patch.was}")
    return source.replace(patch.was, patch.becomes)


def function_at(where: str) -> FunctionType:
    """Raises AnchorGoneError."""
    module, _, path = where.partition(":")
    found: Any = import_module(module)
    for name in path.split("."):
        found = inspect.getattr_static(found, name, None)
    return _plain(found)


def _plain(found: Any) -> FunctionType:
    function = found.fget if isinstance(found, property) else found
    if not isinstance(function, FunctionType):
        raise AnchorGoneError(f"there is no function, but {found!r}")
    return function
