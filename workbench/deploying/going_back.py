"""What must never be lost, and the way back to the last version that worked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cloudformation import StackError
from workbench.deploying.changes import lost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.deploying.artifacts import Version
    from workbench.deploying.formation import Formation, Proposal


def refuse_losses(formation: Formation, proposal: Proposal, *, kept: bool = False) -> None:
    """Raise a StackError, and change nothing, if the table or its key would go.

    With `kept`, there is the table of a stage that was taken away: no new one may take its place.
    """
    dangers = lost(proposal.changes, kept=kept)
    if dangers:
        formation.discard(proposal.id)
        raise StackError(
            f"Not done: {'; '.join(dangers)}. Everybody who signed up is in that table. Undo what "
            "asks for it in .chalice/resources.yaml. Nothing was changed."
        )


def go_back(
    formation: Formation,
    good: Version | None,
    from_here: Version,
    problems: Callable[[Version], Sequence[str]],
    say: Callable[[str], None],
) -> bool:
    """Deploy the last version that worked, with the parameters it had then, and try it, too.

    Whether it works again. What is queued waits in the queues, which stay as they are: either
    version reads it.
    """
    if good is None:
        say(
            "There is no earlier version to go back to: the stage stays as it is. Put that right "
            "and run the same command again, or take the stage away with `make destroy`."
        )
        return False
    proposal = formation.propose(good, good.parameters) if good != from_here else None
    if proposal is None:
        say(
            f"It is what worked before (version {good.name}), so going back would change nothing: "
            "look at what it stands on, such as AWS's own state, the domain, the providers."
        )
        return False
    refuse_losses(formation, proposal)
    say(f"Going back to version {good.name}, the last one that worked ...")
    formation.execute(proposal)
    wrong = problems(good)
    if wrong:
        listed = [f"The stage runs version {good.name} again, but that does not work either:"]
        listed += [f"  {one}" for one in wrong]
        say(
            "\n".join(listed) + "\nSo look at what both stand on first: AWS's own state, the "
            "domain, the providers. `--version` of this command goes back further. Nothing that "
            "was queued is lost."
        )
        return False
    say(f"The stage runs version {good.name} again, and it works. Nothing that was queued is lost.")
    return True
