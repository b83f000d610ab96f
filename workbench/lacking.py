"""What is said when the Python that runs a command has not what the command needs."""

from __future__ import annotations

OURS = ("workbench", "chalicelib")  # what of these is missing is a bug
RIGHT = """\
The checkout's own Python has all of it; `make check` makes it, as `make run` and others do:

    .venv/bin/python -m workbench{command} ...

.venv-operator/bin/python has what an operator's commands need, and no more: docs/commands.md."""


def lacking(error: ModuleNotFoundError, command: str = "") -> str | None:
    """Which Python to take instead; None if it is our own module that is missing.

    `command`: its name. Not what was typed after it, which may be somebody's address.
    """
    name = (error.name or "").partition(".")[0]
    if not name or name in OURS:
        return None
    needs = f"`{command}` needs" if command else "all commands need"
    right = RIGHT.format(command=command and f" {command}")
    return f"This Python has no {name}, which {needs}.\n{right}"
