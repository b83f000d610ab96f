"""A command as it is typed: what we tell somebody to run next is whole, wherever they ran this.

A hint that leaves out the stage, the port or the table sends its reader to another service.
"""

from __future__ import annotations

from workbench.ports import DEFAULT
from workbench.stages.settings import LOCAL


def command(words: str, stage: str, *, port: int = DEFAULT, table: str | None = None) -> str:
    """`words`: the command's own, as in "shards raise --to 8".

    `table`: as a Place has it; said only if it is not the stage's usual one.
    """
    parts = ["python -m workbench", words, f"--stage {stage}"]
    if stage == LOCAL and port != DEFAULT:
        parts.append(f"--port {port}")
    if table not in {None, f"after-bedtime-{stage}"}:
        parts.append(f"--table {table}")
    return " ".join(parts)
